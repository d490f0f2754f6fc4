"""What stands beside a form: panels, history, comparison, and bulk actions."""

import uuid

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.documents import get_document_model

from blog.posts.blocks import PostBody
from blog.posts.models import Category, PostPage, PostSeries
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
    editor.page.set_default_timeout(60_000)
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
        # On a phone Wagtail lays this panel over the fields that one would comment on.
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


@pytest.fixture
def shelf():
    """One of everything that can be chosen, each beside another of its kind."""
    make_publication()
    document = get_document_model().objects.create
    for name in ("Bruno Verso", "Clara Quill"):
        make_author(name)
    for title in ("Deep Listening", "Loud Reading"):
        make_paper(title)
    for year in (2023, 2024):
        make_event("ICLR", year)
    for name in ("Walks", "Talks"):
        PostSeries.objects.create(name=name)
        Category.named(name)
        make_image(name, size=(64, 40))
        document(title=name, file=ContentFile(b"Notes.", name=f"{name}.vtt"))
        make_post(title=name, slug=name.lower())


def empty_blocks():
    """Prose, and the forms of a paper, a picture, a recording and a link, in which nothing is chosen."""
    empty_entry = paper_entry(make_paper("Never chosen"))
    empty_entry["value"]["paper"] = None
    media = {"file": None, "src": "", "title": "The sea", "poster": None, "captions": None}
    return [
        prose("<p>Vienna</p>"),
        empty_entry,
        image_block(None),
        {"type": "media", "value": media, "id": str(uuid.uuid4())},
        {"type": "post_link", "value": {"post": None}, "id": str(uuid.uuid4())},
    ]


def choose(page, field, name):
    field.locator("[data-chooser-action-choose]:visible").first.click()
    take(page, name)
    expect(field.locator("[data-chooser-title]").first).to_have_text(name)


def take(page, name):
    """From the dialog that is open, as it lists what there is."""
    choice = page.locator(".modal").locator("a[data-chooser-modal-choice], a.choose-page")
    choice.filter(has_text=name).first.click()
    page.locator(".modal").wait_for(state="detached")


def block_field(page, at, name):
    block = page.locator(
        "[data-contentpath=body] [data-streamfield-stream-container] > [data-streamfield-child]"
    ).nth(at)
    return block.locator(f"[data-contentpath={name}]").first


def link_first_word(page, name):
    """The first line of the prose becomes a link to the page."""
    page.locator("[data-contentpath=body] .public-DraftEditor-content").first.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+K")
    # The dialog opens at the top of the tree.
    page.locator(".modal input[name=q]").fill(name)
    take(page, name)


def test_every_chooser_of_a_post_offers_what_there_is_and_takes_it(desk, shelf):
    page = desk.page
    post = make_post(title="Vienna", live=False, body=empty_blocks())
    desk.goto(reverse("wagtailadmin_pages:edit", args=[post.pk]))

    page.click("#id_bylines-ADD")
    choose(page, page.locator("#id_bylines-0-author-chooser"), "Clara Quill")
    choose(page, block_field(page, 1, "paper"), "Deep Listening")
    choose(page, block_field(page, 2, "image"), "Walks")
    choose(page, block_field(page, 3, "captions"), "Walks")
    choose(page, block_field(page, 4, "post"), "Walks")
    link_first_word(page, "Talks")
    page.locator("[role=tab]", has_text="About").click()
    choose(page, page.locator("#id_event-chooser"), "ICLR 2023")
    choose(page, page.locator("#id_series-chooser"), "Walks")
    choose(page, page.locator("#id_thumbnail-chooser"), "Talks")
    page.locator("[data-contentpath=categories] .tagit-new input").press_sequentially("Wal")
    page.locator(".ui-autocomplete .ui-menu-item", has_text="Walks").click()
    save_draft(desk)

    saved = PostPage.objects.get(pk=post.pk).get_latest_revision_as_object()
    text, paper, picture, media, link = (block.value for block in saved.body)
    assert [byline.author.display_name for byline in saved.bylines.all()] == ["Clara Quill"]
    assert [category.name for category in saved.categories.all()] == ["Walks"]
    assert [str(each) for each in (saved.event, saved.series, saved.thumbnail)] == [
        "ICLR 2023",
        "Walks",
        "Talks",
    ]
    assert [each.title for each in (paper["paper"], picture["image"], media["captions"])] == [
        "Deep Listening",
        "Walks",
        "Walks",
    ]
    assert link["post"].title == "Walks"
    assert f'id="{PostPage.objects.get(title="Talks").pk}"' in text.source
    assert (desk.problems, desk.failed, desk.foreign) == ([], [], [])


def save_draft(desk):
    # What is typed is handed to the form a moment later.
    desk.page.wait_for_timeout(400)
    with desk.page.expect_navigation():
        desk.page.evaluate("document.querySelector('button.action-save').click()")


def test_the_block_chooser_shows_what_each_block_will_look_like(desk, post):
    page = desk.page
    desk.goto(reverse("wagtailadmin_pages:edit", args=[post.pk]))
    stream = page.locator("[data-contentpath=body] [data-streamfield-stream-container]").first
    stream.locator("> div > .c-sf-add-button").last.click()
    options = page.locator(".w-combobox").get_by_role("option")
    preview = page.locator(".w-combobox-preview__iframe")

    shown = {}
    for at in range(options.count()):
        label = options.nth(at).inner_text().strip()
        page.locator(".w-combobox__option-preview").nth(at).click()
        page.locator(".w-combobox-preview__label", has_text=label).wait_for()
        sheet = preview.content_frame.locator("main .body > *").first
        sheet.wait_for(state="attached")
        shown[label] = sheet.evaluate("sheet => sheet.getBoundingClientRect().height")
    options.first.click()

    assert len(shown) == len(PostBody().child_blocks)
    assert [label for label, height in shown.items() if height < 1] == []
    assert (desk.problems, desk.failed, desk.foreign) == ([], [], [])
