"""What stands beside a form: panels, history, comparison, and bulk actions."""

import pytest
from django.urls import reverse

from tests.factories import (
    image_block,
    make_author,
    make_event,
    make_image,
    make_paper,
    make_post,
    make_publication,
    paper_entry,
    prose,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "Ten papers were shown in the hall. "


@pytest.fixture
def post():
    """With a picture whose description looks like a file's name, and two revisions."""
    publication = make_publication()
    make_event("ICLR", 2024)
    body = [
        prose(f"<p>{WORDS * 30}</p>"),
        image_block(make_image(), alt="The hall_east door"),
        paper_entry(make_paper()),
    ]
    post = make_post(publication, title="Vienna in July", body=body, authors=[make_author()])
    post.title = "Vienna in August"
    post.save_revision()
    return post


@pytest.fixture(params=[1440, 390])
def desk(request, editor):
    """A signed-in browser of either width, with all requests that failed."""
    editor.page.set_viewport_size({"width": request.param, "height": 900})
    editor.failed = []
    editor.page.on("requestfailed", lambda asked: _note(editor.failed, asked))
    editor.page.on(
        "response",
        lambda answer: answer.status >= 400 and editor.failed.append((answer.status, answer.url)),
    )
    return editor


def _note(failed, asked):
    # A page that is left takes its open requests with it.
    if asked.failure != "net::ERR_ABORTED":
        failed.append((asked.failure, asked.url))


def open_panel(page, name):
    page.locator(f"[data-side-panel-toggle={name}]").first.click()
    panel = page.locator(f"[data-side-panel={name}]")
    panel.wait_for(state="visible")
    return panel


def close_panel(page):
    page.locator("[data-form-side-close-button]").first.click()


def test_every_panel_of_a_post_shows_what_it_is_for(desk, post):
    page = desk.page
    desk.goto(reverse("wagtailadmin_pages:edit", args=[post.pk]))

    preview = open_panel(page, "preview")
    frame = page.frame_locator("#w-preview-iframe, [data-w-preview-target=iframe]").first
    for size in ("mobile", "desktop"):
        preview.locator(f"input[value={size}]").check(force=True)
        frame.locator("h1", has_text="Vienna in August").wait_for()
    checks = open_panel(page, "checks")
    checks.get_by_text("Image alt text has inappropriate pattern").wait_for()
    assert int(checks.locator("[data-content-word-count]").inner_text()) >= 210
    assert checks.locator("[data-content-reading-time]").inner_text() == "1 min"
    status = open_panel(page, "status")
    status.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").first.click()
    page.locator("#schedule-publishing-dialog [name=go_live_at]").wait_for()
    page.keyboard.press("Escape")
    if page.viewport_size["width"] > 800:
        # Wagtail has no room for comments on a phone.
        open_panel(page, "comments")
        page.locator("[data-contentpath=standfirst] [data-comment-add]").first.click(force=True)
        page.locator(".comment__input, .comment textarea").first.wait_for()

    # Wagtail writes what its checks have found into the console, as errors.
    problems = [line for line in desk.problems if not line.startswith("axe.run results")]
    assert (problems, desk.failed, desk.foreign) == ([], [], [])


def test_history_and_comparison_are_shown(desk, post):
    desk.goto(reverse("wagtailadmin_pages:history", args=[post.pk]))
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[post.pk, "earliest", "latest"])
    desk.page.locator("table.listing").wait_for()

    desk.goto(compare)

    title = desk.page.locator(".comparison").first
    assert title.locator(".deletion").inner_text() == "July"
    assert title.locator(".addition").inner_text() == "August"
    assert (desk.problems, desk.failed, desk.foreign) == ([], [], [])


def test_bulk_actions_ask_before_they_act(desk, post):
    page = desk.page
    listing = reverse("wagtailadmin_explore", args=[post.get_parent().pk])

    for action in ("Move", "Publish", "Unpublish", "Delete"):
        desk.goto(listing)
        page.locator("[data-bulk-action-checkbox]").first.check(force=True)
        page.locator("[data-bulk-action-footer], footer").get_by_role(
            "link", name=action, exact=True
        ).or_(page.locator(f"a[data-bulk-action-button]:has-text('{action}')")).first.click()
        page.locator("h1, h2", has_text=action).first.wait_for()

    assert (desk.problems, desk.failed, desk.foreign) == ([], [], [])
