"""Keys that are pressed while a dialog is open in the editor."""

import re

import pytest
from playwright.sync_api import expect

from blog.posts.models import PostPage
from tests.browser.hands import open_editor
from tests.factories import (
    image_block,
    make_image,
    make_paper,
    make_post,
    make_publication,
    paper_list,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
INSIDE = "document.querySelector('.modal')?.contains(document.activeElement)"


@pytest.fixture(params=["chromium", pytest.param("firefox", marks=pytest.mark.soak)])
def paste_links(request, editor_in):
    editor = editor_in(request.param)
    post = make_post(title="Vienna", body=[paper_list([make_paper("One")])])
    open_editor(editor, post)
    editor.page.get_by_role("button", name="Paste links").click()
    expect(editor.page.locator("#paper-texts")).to_be_focused()
    editor.post = post
    return editor


def test_tab_goes_round_in_the_dialog_and_escape_closes_it(paste_links):
    page = paste_links.page

    inside = []
    for key in ["Tab"] * 8 + ["Shift+Tab"] * 9:
        page.keyboard.press(key)
        inside.append(page.evaluate(INSIDE))
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Escape")

    assert inside == [True] * 17
    expect(page.locator(".modal")).to_have_count(0)


def test_saving_waits_until_the_dialog_is_closed(paste_links):
    page, post = paste_links.page, paste_links.post
    page.locator("#paper-texts").fill("2401.00001")
    before = post.latest_revision_id

    page.keyboard.press("Control+s")
    page.wait_for_timeout(500)
    meanwhile = PostPage.objects.get(pk=post.pk).latest_revision_id
    shown = page.locator("#paper-texts").input_value()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("Escape")

    assert (meanwhile, shown) == (before, "2401.00001")
    expect(page.locator(".modal")).to_have_count(0)


@pytest.fixture
def open_post(editor):
    make_publication()
    image = image_block(make_image("hall.png", size=(60, 40)))
    editor.post = make_post(title="Vienna", live=False, body=[image])
    open_editor(editor, editor.post)
    return editor


def test_one_button_alone_answers_the_key_that_saves(open_post):
    page = open_post.page

    owners = page.locator("[data-w-kbd-key-value='mod+s']")
    assert [text.strip() for text in owners.all_inner_texts()] == ["Save draft"]
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name=re.compile("Set schedule|Edit schedule")).first.click()
    dialog = page.locator("#schedule-publishing-dialog")
    expect(dialog.get_by_role("button", name="Save schedule")).to_be_visible()
    page.keyboard.press("Control+s")
    page.wait_for_timeout(300)
    expect(dialog).to_be_visible()
    with page.expect_navigation():
        page.keyboard.press("Escape")

    expect(page.locator(".messages .success")).to_contain_text("Vienna")
    page.get_by_role("button", name="Alternative texts").click()
    texts = page.get_by_role("dialog", name="Alternative texts")
    page.keyboard.press("Control+s")
    page.wait_for_timeout(300)
    expect(texts).to_be_visible()
    with page.expect_navigation():
        texts.get_by_role("button", name="Done").click()
    assert open_post.problems == []


def test_the_warning_of_a_lost_network_goes_when_the_network_is_back(open_post):
    page = open_post.page
    page.route("**/admin/**", lambda route: route.abort())
    with page.expect_event("requestfailed", lambda request: request.method == "POST"):
        page.locator("#id_title").fill("Vienna again")
    page.wait_for_function(
        "() => document.querySelector('[data-w-session-intercept-value=network]')"
    )
    page.get_by_role("button", name="Save draft").click()
    warning = page.get_by_role("dialog", name="A network error occurred")
    expect(warning).to_be_visible()

    page.unroute("**/admin/**")

    # Wagtail tries again after a few seconds.
    expect(warning).to_be_hidden(timeout=20_000)
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages .success")).to_be_visible()
    assert PostPage.objects.get(pk=open_post.post.pk).get_latest_revision_as_object().title == (
        "Vienna again"
    )
