"""Choosing papers in the editor, in a real browser: paste, preview, store, publish, appear."""

import time

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from blog.papers.models import Paper
from blog.posts.models import PostPage
from tests.factories import make_paper, make_post, paper_entry, paper_list
from tests.outside import error, reply, sample, stall

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LISTENING = "Listening in Tongues: Attention for Polyphonic Transcription of naïve Choirs"


def open_editor(editor, post):
    editor.goto(reverse("wagtailadmin_pages:edit", args=[post.pk]))
    editor.page.wait_for_selector("[data-contentpath=body]")


def open_chooser(editor, post):
    """The chooser of the first paper entry of the post."""
    open_editor(editor, post)
    editor.page.locator(
        "[data-contentpath=paper] [data-chooser-action-choose]:visible"
    ).first.click()
    expect(editor.page.locator("#paper-text")).to_be_focused()


def publish(editor, post):
    # The form waits for what it saves by itself, which is sent to the same address.
    with editor.page.expect_navigation():
        editor.page.evaluate("document.querySelector('[name=action-publish]').click()")


def post_with_an_empty_entry(**fields):
    entry = paper_entry(make_paper())
    entry["value"]["paper"] = None
    return make_post(title="Ten papers", slug="ten", body=[entry], **fields)


def chosen_title(editor):
    return editor.page.locator("[data-contentpath=paper] [data-chooser-title]").first


def test_a_pasted_link_is_previewed_stored_published_and_read(editor, outside):
    outside.on("/arxiv/", sample("arxiv.xml"))
    post = post_with_an_empty_entry(live=False)
    open_chooser(editor, post)

    # Only the keyboard, from here to the stored paper.
    editor.page.keyboard.type("https://arxiv.org/abs/2402.98765v2")
    editor.page.keyboard.press("Enter")
    editor.page.get_by_role("heading", name="Found at arXiv").wait_for()
    title = editor.page.locator("#paper-title")
    assert title.input_value() == LISTENING
    assert Paper.objects.filter(title=LISTENING).count() == 0, "a preview stores nothing"
    venue = editor.page.locator("#paper-venue")
    venue.focus()
    editor.page.keyboard.type("ICML 2024")
    editor.page.keyboard.press("Enter")
    editor.page.wait_for_selector(".modal", state="detached")

    assert chosen_title(editor).inner_text() == LISTENING
    paper = Paper.objects.get(title=LISTENING)
    assert (paper.venue, paper.authors_text, paper.issued) == (
        "ICML 2024", "Ada Quill, Bruno de la Verso, Plato", "2024-02-29")  # fmt: skip
    assert [paper.provenance[field]["source"] for field in ("title", "author", "container-title")] == [
        "arXiv", "arXiv", "by hand"]  # fmt: skip
    publish(editor, post)
    editor.goto("/ten/")
    assert LISTENING in editor.page.locator("article, main").first.inner_text()
    assert (editor.problems, editor.foreign) == ([], [])


def test_a_stored_paper_is_offered_while_one_types_and_nobody_is_asked(editor, outside):
    make_paper("Seeing Sound", arxiv="2401.00001")
    make_paper("Hearing Light", arxiv="2401.00002")
    open_chooser(editor, post_with_an_empty_entry())

    editor.page.keyboard.type("arxiv.org/pdf/2401.00002")
    link = editor.page.locator("[data-paper-known] a[data-chooser-modal-choice]")
    expect(link).to_have_text(["Hearing Light"])
    editor.page.keyboard.press("Control+A")
    editor.page.keyboard.type("seeing quill")
    editor.page.get_by_role("link", name="Seeing Sound").wait_for()
    editor.page.get_by_role("link", name="Seeing Sound").click()
    editor.page.wait_for_selector(".modal", state="detached")

    assert chosen_title(editor).inner_text() == "Seeing Sound"
    assert outside.asked == []
    assert editor.problems == []


def test_a_stalling_source_leaves_the_field_usable_within_a_second(editor, outside, settings):
    settings.LOOKUP_SOURCE_SECONDS, settings.LOOKUP_TOTAL_SECONDS = 20, 40
    outside.on("/arxiv/", stall(outside))
    open_chooser(editor, post_with_an_empty_entry())
    editor.page.keyboard.type("2402.98765")
    editor.page.keyboard.press("Enter")
    editor.page.locator("[data-paper-waiting]").wait_for()

    started = time.monotonic()
    editor.page.keyboard.type("v2")
    editor.page.get_by_role("button", name="Fill in by hand").click()
    editor.page.locator("#paper-title").fill("Typed by hand")
    assert time.monotonic() - started < 1
    assert editor.page.locator("#paper-text").input_value() == "2402.98765v2"
    assert editor.page.locator("#paper-identifiers").input_value() == (
        "https://arxiv.org/abs/2402.98765"
    )
    assert editor.page.locator("[data-paper-waiting]").is_hidden()
    editor.page.get_by_role("button", name="Store and choose").click()
    editor.page.wait_for_selector(".modal", state="detached")

    assert chosen_title(editor).inner_text() == "Typed by hand"
    assert editor.problems == []


def test_a_failing_source_says_why_and_escape_and_closing_lose_no_text(editor, outside, settings):
    outside.on("/openreview/", error(403, Retry_After="3600"))
    outside.on("/page/", reply("<html><title>Just a moment"))
    open_chooser(editor, post_with_an_empty_entry())
    text = editor.page.locator("#paper-text")
    text.fill("https://openreview.net/forum?id=cHo1rQu1Ll")
    text.press("Enter")

    editor.page.get_by_role("heading", name="Nothing was found").wait_for()
    said = editor.page.locator(".paper-failures li").all_inner_texts()
    assert said[0].startswith("OpenReview refuses to answer us (403). It is asked again after")
    assert said[1] == "openreview.net does not know this paper."
    outside.everything_stalls()
    settings.LOOKUP_SOURCE_SECONDS, settings.LOOKUP_TOTAL_SECONDS = 20, 40
    text.fill("10.5555/listening.2024.3")
    text.press("Enter")
    editor.page.locator("[data-paper-waiting]").wait_for()
    text.press("Escape")
    assert editor.page.locator("[data-paper-waiting]").is_hidden()
    assert text.is_visible()
    text.press("Escape")
    editor.page.wait_for_selector(".modal", state="detached")
    editor.page.locator(
        "[data-contentpath=paper] [data-chooser-action-choose]:visible"
    ).first.click()
    editor.page.locator("#paper-text").wait_for()

    assert editor.page.locator("#paper-text").input_value() == "10.5555/listening.2024.3"
    assert editor.problems == []


def test_several_links_fill_a_list_and_what_fails_keeps_its_text(editor, outside):
    outside.on("/arxiv/api/query?id_list=2402.98765", sample("arxiv.xml"))
    outside.on("/crossref/works/10.5555/gone", error(404))
    known = make_paper("Seeing Sound", arxiv="2401.00001")
    first = make_paper("First of the list", arxiv="2401.00003")
    post = make_post(title="Ten", slug="ten", body=[paper_list([first])], live=False)
    open_editor(editor, post)

    editor.page.get_by_role("button", name="Paste links").click()
    editor.page.locator("#paper-texts").fill(
        "- https://alphaxiv.org/abs/2401.00001\n"
        "https://arxiv.org/abs/2402.98765 (the one about choirs)\n"
        "https://arxiv.org/abs/2401.00003\n"
        "doi:10.5555/gone\n"
    )
    editor.page.locator("[data-paper-paste] [type=submit]").first.click()
    states = editor.page.locator("[data-paper-row]")
    for at, state in enumerate(("known", "found", "known", "failed")):
        expect(states.nth(at)).to_have_attribute("data-state", state)
    assert [box.is_checked() for box in states.locator("input[type=checkbox]").all()] == [
        True, True, False, False]  # fmt: skip
    assert "in this list already" in states.nth(2).inner_text()
    editor.page.locator("[data-paper-add]").click()
    editor.page.locator("[data-paper-left]").wait_for()

    assert editor.page.locator("#paper-texts").input_value() == "doi:10.5555/gone"
    assert Paper.objects.filter(title=LISTENING).exists()
    failed = editor.page.locator("[data-paper-row][data-state=failed]")
    failed.get_by_text("Fill in by hand").click()
    failed.locator("[id$=-title]:is(input, textarea)").fill("Gone but not forgotten")
    assert failed.locator("input[type=checkbox]").is_checked(), "what is typed is wanted"
    editor.page.locator("[data-paper-add]").click()
    editor.page.wait_for_selector(".modal", state="detached")
    publish(editor, post)

    [block] = PostPage.objects.get(pk=post.pk).body
    assert [entry["paper"].title for entry in block.value["entries"]] == [
        "First of the list", "Seeing Sound", LISTENING, "Gone but not forgotten"]  # fmt: skip
    assert block.value["entries"][1]["paper"] == known
    assert editor.problems == []


def test_a_file_of_records_fills_a_list_and_its_bad_entry_stays(editor, outside):
    good = "".join(
        f"@article{{key{n}, title={{Paper number {n:02}}}, author={{Quill, Ada}}, year={{20{n:02}}},"
        f" doi={{10.5555/{n}}}}}\n"
        for n in range(10, 14)
    )
    bad = "@article{broken, title={No end, year=2024\n"
    post = make_post(title="Ten", slug="ten", body=[paper_list([])])
    open_editor(editor, post)
    editor.page.get_by_role("button", name="Paste links").click()
    editor.page.locator("[data-paper-file]").set_input_files(
        {"name": "papers.bib", "mimeType": "text/plain", "buffer": (good + bad).encode()}
    )
    expect(editor.page.locator("[data-paper-row]")).to_have_count(5)
    editor.page.locator("[data-paper-add]").click()
    editor.page.locator("[data-paper-left]").wait_for()

    assert editor.page.locator("#paper-texts").input_value() == bad.strip()
    titles = editor.page.locator(
        "[data-contentpath=entries] [data-contentpath=paper] [data-chooser-title]"
    ).all_text_contents()
    assert titles == [f"Paper number {n}" for n in range(10, 14)]
    assert outside.asked == []
    assert editor.problems == []


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_nothing_of_a_preview_is_wider_than_the_window_it_stands_in(editor, outside, width):
    make_paper("Listening in Tongues - attention for polyphonic transcription of naive choirs")
    outside.on("/arxiv/", sample("arxiv.xml"))
    open_chooser(editor, post_with_an_empty_entry())
    editor.page.set_viewport_size({"width": width, "height": 844})
    editor.page.locator("#paper-text").fill("https://arxiv.org/abs/2402.98765v2")
    editor.page.keyboard.press("Enter")
    editor.page.locator(".paper-alike").wait_for()

    wide = editor.page.evaluate(
        "[...document.querySelectorAll('.modal-content *')].filter(one =>"
        " one.getBoundingClientRect().right >"
        " document.querySelector('.modal-content').getBoundingClientRect().right + 1)"
        ".map(one => one.className || one.tagName)"
    )
    assert wide == []
    assert editor.problems == []
