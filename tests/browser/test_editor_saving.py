"""Typed at once, typed last, typed while something else is being saved: all of it is stored."""

import pytest
from django.urls import reverse

from tests.browser.editor_bodies import gallery
from tests.browser.screen import Hands
from tests.factories import make_post, prose

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def is_autosave(response) -> bool:
    asked = response.request
    return asked.method == "POST" and asked.url.endswith("/edit/") and response.status != 302


def write(hands: Hands, text: str) -> None:
    """At the end of the first block of prose."""
    hands.blocks().first.locator(".public-DraftEditor-content").click()
    hands.page.keyboard.press("Control+End")
    hands.page.keyboard.type(text)


# A busy machine may need two seconds for what a hand does in one: two seconds are eight here.
SLOW = """const later = window.setTimeout;
window.setTimeout = (work, after, ...more) => later(work, after === 2000 ? 8000 : after, ...more);"""


def test_what_is_typed_as_soon_as_the_editor_is_there_is_saved_by_itself(editor):
    hands = Hands(editor, make_post(live=False, title="Hall", body=[prose("<p>One</p>")]))
    editor.page.add_init_script(SLOW)
    hands.open()

    with editor.page.expect_response(is_autosave, timeout=15_000):
        write(hands, " two")

    assert hands.stored() == [["prose", "One two"]]
    with editor.page.expect_response(is_autosave, timeout=15_000):
        editor.page.locator("#id_title").press("End")
        editor.page.keyboard.type(" notes")
    assert hands.draft().title == "Hall notes"


# A hand that types as soon as there is a field, before any script of the page has run.
EARLY = """new MutationObserver((changes, observer) => {
  const title = document.getElementById("id_title");
  if (!title) return;
  observer.disconnect();
  title.value = "Hall notes";
}).observe(document, { childList: true, subtree: true });"""


def test_a_title_typed_before_the_scripts_are_there_is_saved_by_itself(editor):
    hands = Hands(editor, make_post(live=False, title="Hall", body=[prose("<p>One</p>")]))
    editor.page.add_init_script(EARLY)

    with editor.page.expect_response(is_autosave, timeout=15_000):
        hands.open()

    assert hands.draft().title == "Hall notes"


def test_opening_and_looking_saves_nothing(editor):
    post = make_post(live=False, body=[prose("<p>One</p>"), prose("<ul><li>Two</li></ul>")])
    hands = Hands(editor, post)
    posted = []
    editor.page.on("request", lambda request: request.method == "POST" and posted.append(request))
    hands.open()
    editor.page.wait_for_selector(".public-DraftEditor-content")

    editor.page.mouse.click(640, 8)
    editor.page.keyboard.press("Tab")
    editor.page.wait_for_timeout(4000)

    assert [request.url for request in posted if request.url.endswith(hands.address)] == []


@pytest.mark.parametrize("wait", [0, 60, 200, 400])
def test_save_by_keyboard_has_the_last_letters(editor, wait):
    hands = Hands(editor, make_post(live=False, body=[prose("<p>One</p>")]))
    hands.open()

    write(hands, " two three")
    editor.page.wait_for_timeout(wait)
    hands.save()

    assert hands.stored() == [["prose", "One two three"]]


def test_what_is_typed_while_an_earlier_state_is_saved_is_saved_next(editor):
    hands = Hands(editor, make_post(live=False, body=[prose("<p>One</p>")]))
    hands.open()
    waiting = []

    def slow(route):
        if route.request.method == "POST" and not waiting:
            waiting.append(route)
            write(hands, " three")
            editor.page.wait_for_timeout(300)
        route.continue_()

    editor.page.route(f"**{hands.address}", slow)
    with editor.page.expect_response(
        lambda response: is_autosave(response) and " three" in (response.request.post_data or ""),
        timeout=15_000,
    ):
        write(hands, " two")

    assert hands.stored() == [["prose", "One two three"]]


@pytest.mark.parametrize("publishes", [False, True])
def test_a_form_is_sent_after_what_is_being_saved(editor, publishes):
    hands = Hands(editor, make_post(live=False, body=[prose("<p>One</p>")]))
    hands.open()
    held, sent = [], []

    def hold(route):
        if route.request.method == "POST":
            sent.append(route)
        if route.request.method == "POST" and not held:
            held.append(route)
        else:
            route.continue_()

    editor.page.route(f"**{hands.address}", hold)
    with editor.page.expect_request(
        lambda request: request.method == "POST" and "edit" in request.url
    ):
        write(hands, " two")
    write(hands, " three")
    with editor.page.expect_navigation():
        if publishes:
            editor.page.evaluate("document.querySelector('[name=action-publish]').click()")
        else:
            editor.page.keyboard.press("Control+s")
        editor.page.wait_for_timeout(400)
        before = len(sent)
        held[0].continue_()

    assert (before, len(sent)) == (1, 2)
    assert hands.stored() == [["prose", "One two three"]]
    assert hands.draft().live == publishes


def test_a_form_that_came_back_with_errors_goes_on_being_saved_by_itself(editor):
    hands = Hands(editor, make_post(live=False, title="Hall", body=[prose("<p>One</p>")]))
    hands.open()
    editor.page.locator("#id_title").fill("")
    publish = editor.page.locator("[name=action-publish]")
    with hands.saving():
        publish.evaluate("button => button.click()")
    assert editor.page.locator("#id_title").input_value() == ""

    editor.page.locator("#id_title").fill("Hall notes")
    with editor.page.expect_response(lambda response: is_autosave(response) and response.ok):
        pass
    with editor.page.expect_response(lambda response: is_autosave(response) and response.ok):
        write(hands, " two")

    assert hands.stored() == [["prose", "One two"]]
    assert hands.draft().title == "Hall notes"


def test_a_deletion_can_be_taken_back_from_the_versions(editor):
    post = make_post(live=False, body=[prose("<p>One</p>"), prose("<p>Two</p>")])
    hands = Hands(editor, post)
    hands.open()
    with editor.page.expect_response(is_autosave):
        write(hands, " and a half")

    with editor.page.expect_response(is_autosave):
        hands.press(hands.blocks().nth(0), "DELETE")

    newest, before = post.revisions.order_by("-pk")[:2]
    sources = [[block.value.source for block in one.as_object().body] for one in (before, newest)]
    assert [len(texts) for texts in sources] == [2, 1]
    assert "One and a half" in sources[0][0]
    assert reverse("wagtailadmin_pages:edit", args=[post.pk]) in editor.page.url


def test_a_post_that_was_only_looked_at_keeps_its_version(editor):
    """Scripts fill its blocks; picture choosers report that as a change."""
    heading = {"type": "heading", "value": {"text": "Before", "anchor": ""}}
    post = make_post(title="Hall", body=[heading, gallery("One", "Two"), prose("<p>One</p>")])
    newest = post.save_revision()
    hands = Hands(editor, post)
    saved = []
    editor.page.on(
        "request", lambda request: request.method == "POST" and saved.append(request.url)
    )

    hands.open()
    # Wagtail looks two seconds after opening, and saves half a second later.
    editor.page.wait_for_timeout(4_000)

    assert [url for url in saved if url.endswith("/edit/")] == []
    assert post.get_latest_revision() == newest
