"""Every block filled by hand, reloaded, published, and read on the page, in the feed and as Markdown."""

import html

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from blog.core.prose import canonical_prose
from blog.posts.models import PostPage
from tests.browser.hands import insert_block, open_editor, paste, publish, stored_body
from tests.factories import make_image, make_paper, make_post, make_publication

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def field(block, name):
    """The input of this name, however deep, that hands can reach."""
    return block.locator(f"[data-contentpath={name}] :is(input, textarea, select):visible").first


def rich(block, name=""):
    place = f"[data-contentpath={name}] " if name else ""
    return block.locator(f"{place}.public-DraftEditor-content:visible").first


def write(editor, target, text):
    target.click()
    editor.page.keyboard.type(text)


def choose(editor, block, name, title):
    block.locator(f"[data-contentpath={name}] [data-chooser-action-choose]:visible").first.click()
    modal = editor.page.locator(".modal-body")
    modal.get_by_role("link", name=title).first.click()
    editor.page.wait_for_selector(".modal", state="detached")


def choose_paper(editor, block, paper):
    block.locator("[data-contentpath=paper] [data-chooser-action-choose]:visible").first.click()
    editor.page.locator("#paper-text").fill(paper.title)
    editor.page.locator(".modal-body").get_by_role("link", name=paper.title).first.click()
    editor.page.wait_for_selector(".modal", state="detached")
    write(editor, rich(block, "commentary"), f"We liked {paper.title}.")


def fill_text_blocks(editor):
    add = lambda label: insert_block(editor.page, label)  # noqa: E731
    write(editor, rich(add("Prose")), "Words of the prose.")
    rich(add("Prose")).click()
    paste(
        editor, "Ada Quill\nBruno Verso", "<ul><li>Ada <b>Quill</b></li><li>Bruno Verso</li></ul>"
    )
    field(add("Heading"), "text").fill("Words of the heading")
    quote = add("Quotation")
    write(editor, rich(quote, "text"), "Words of the quotation.")
    field(quote, "attribution").fill("Somebody at a poster")
    callout = add("Callout")
    field(callout, "kind").select_option("tip")
    write(editor, rich(callout, "text"), "Words of the callout.")
    add("Divider")
    field(add("Markdown"), "source").fill("Words of *Markdown*.")
    field(add("HTML"), "html").fill("<p>Words of <kbd>HTML</kbd>.</p>")


def fill_technical_blocks(editor):
    code = insert_block(editor.page, "Code")
    field(code, "language").fill("python")
    field(code, "code").click()
    paste(editor, "def hops():\n    return 512")
    formula = insert_block(editor.page, "Formula")
    field(formula, "latex").click()
    paste(editor, r"\[ \frac{a}{b} \]")
    field(formula, "label").fill("(1)")
    table = insert_block(editor.page, "Table")
    field(table, "caption").fill("Words of the table")
    table.get_by_placeholder("Column heading").first.click()
    paste(editor, "Model\tErrors\nkNN\t8.4")
    embed = insert_block(editor.page, "Embedded video")
    field(embed, "id").click()
    paste(editor, "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=42s")
    editor.page.wait_for_function(
        "id => document.getElementById(id).value === 'dQw4w9WgXcQ'",
        arg=field(embed, "id").get_attribute("id"),
    )
    assert (field(embed, "provider").input_value(), field(embed, "start").input_value()) == (
        "youtube",
        "42",
    )
    field(embed, "title").fill("Words of the video")


def fill_media_blocks(editor):
    image = insert_block(editor.page, "Picture")
    choose(editor, image, "image", "hall.png")
    field(image, "alt").fill("Words of the picture")
    gallery = insert_block(editor.page, "Gallery")
    gallery.get_by_role("button", name="Choose several").click()
    for title in ("stage.png", "door.png"):
        editor.page.locator(".modal-body").get_by_label(title).check()
    editor.page.locator(".modal-body").get_by_role("button", name="Confirm selection").first.click()
    editor.page.wait_for_selector(".modal", state="detached")
    write(editor, rich(gallery, "caption"), "Words of the gallery.")
    sound = insert_block(editor.page, "Film or sound")
    choose(editor, sound, "file", "The sea")
    field(sound, "title").fill("Words of the sound")
    write(editor, rich(sound, "transcript"), "There it is again.")


def fill_paper_blocks(editor, papers, other):
    choose_paper(editor, insert_block(editor.page, "Paper"), papers[0])
    listing = insert_block(editor.page, "List of papers")
    field(listing, "heading").fill("Words of the list")
    entries = listing.locator("[data-contentpath=entries]")
    first = entries.locator("[data-panel-toggle]").first
    if first.get_attribute("aria-expanded") == "false":
        first.click()
    choose_paper(editor, entries, papers[1])
    section = insert_block(editor.page, "Bonus section")
    field(section, "heading").fill("Words of the bonus section")
    section.locator("[data-contentpath=blocks] .c-sf-add-button").first.click()
    editor.page.get_by_role("option", name="Prose", exact=True).click()
    write(editor, rich(section, "blocks"), "Words inside of the bonus.")
    link = insert_block(editor.page, "Link to a post")
    choose(editor, link, "post", other.title)


WORDS = [
    "Words of the prose.", "Bruno Verso", "Words of the heading", "Words of the quotation.", "Somebody at a poster",
    "Words of the callout.", "Words of", "512", "Words of the table", "kNN", "8.4",
    "Words of the video", "Words of the gallery.", "Words of the sound", "There it is again.",
    "We liked Listening", "We liked Counting", "Words of the list", "Words of the bonus section",
    "Words inside of the bonus.", "An earlier report",
]  # fmt: skip


def test_every_block_filled_by_hand_is_read_in_every_form(editor):
    make_publication()
    for title in ("hall.png", "stage.png", "door.png"):
        make_image(title, default_alt="Words of the picture", size=(60, 40))
    wave = b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data\x00\x00\x00\x00"
    get_document_model().objects.create(title="The sea", file=ContentFile(wave, name="sea.wav"))
    papers = [make_paper("Listening"), make_paper("Counting")]
    other = make_post(title="An earlier report", slug="earlier")
    post = make_post(title="By hand", slug="by-hand", live=False, body=[])
    open_editor(editor, post)

    fill_text_blocks(editor)
    fill_technical_blocks(editor)
    fill_media_blocks(editor)
    fill_paper_blocks(editor, papers, other)
    publish(editor)
    assert PostPage.objects.get(pk=post.pk).live, editor.page.locator(
        ".messages, .error-message"
    ).all_inner_texts()

    body = stored_body(post)
    assert [block["type"] for block in body] == [
        "prose", "prose", "heading", "quote", "callout", "divider", "markdown", "raw_html", "code", "math",
        "table", "embed", "image", "gallery", "media", "paper", "paper_list", "bonus_section",
        "post_link",
    ]  # fmt: skip
    # A name list stays a list, with its bold; a listing keeps its indentation.
    assert canonical_prose(body[1]["value"]) == (
        "<ul><li>Ada <b>Quill</b></li><li>Bruno Verso</li></ul>"
    )
    assert body[8]["value"]["code"].splitlines() == ["def hops():", "    return 512"]
    open_editor(editor, post)
    publish(editor)
    assert stored_body(post) == body, "opening and saving changed something"
    editor.goto("/by-hand/")
    page = editor.page.locator("main").inner_html()
    feed = editor.context.request.get(f"{editor.base}/feed.json").json()["items"][0]["content_html"]
    twin = editor.context.request.get(f"{editor.base}/by-hand/index.md").text()
    missing = {
        name: [word for word in WORDS if word not in html.unescape(text)]
        for name, text in {"page": page, "feed": feed, "index.md": twin}.items()
    }
    assert missing == {"page": [], "feed": [], "index.md": []}
    assert [text.count("mfrac") for text in (page, feed)] == [2, 2]
    assert r"\frac{a}{b}" in twin
    assert editor.problems == []
