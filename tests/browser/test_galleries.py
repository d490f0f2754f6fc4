"""Many pictures by hand: into a gallery, described in one list, and never blown up on the page."""

import io

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from blog.images.models import CustomImage
from blog.posts.models import PostPage
from tests.browser.hands import insert_block, open_editor, publish, stored_body
from tests.factories import image_block, make_image, make_post, make_publication

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _site(editor):
    make_publication()


def picture(name: str, shade: int, size=(60, 40)) -> dict:
    stream = io.BytesIO()
    Image.new("RGB", size, (shade, 20, 40)).save(stream, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": stream.getvalue()}


def rows_of(gallery):
    return gallery.locator("[data-contentpath=pictures] [data-streamfield-child]")


def complaints_of(element) -> list[str]:
    return element.locator(".error-message, .help-critical").all_inner_texts()


def uploaded(editor, gallery, files):
    with editor.page.expect_file_chooser() as chooser:
        gallery.get_by_role("button", name="Upload several").click()
    chooser.value.set_files(files)


def test_several_pictures_are_uploaded_chosen_and_described_at_once(editor):
    for number in (1, 2):
        make_image(f"hall-{number}.png", default_alt="", size=(60, 40))
    post = make_post(title="Walls", slug="walls", live=False, body=[])
    open_editor(editor, post)
    gallery = insert_block(editor.page, "Gallery")
    broken = {"name": "broken.png", "mimeType": "image/png", "buffer": b"no picture"}

    uploaded(
        editor, gallery, [picture("a.png", 1), picture("b.png", 99), picture("c.png", 200), broken]
    )
    expect(gallery.locator(".gallery-several li")).to_have_text(
        "broken.png: The file is damaged, or it is not a picture. Take JPEG, PNG, WebP, AVIF, HEIC, "
        "GIF, TIFF or SVG, and see if it opens elsewhere."
    )
    # The same file again is the picture that is here.
    uploaded(editor, gallery, [picture("b-again.png", 99)])
    expect(rows_of(gallery)).to_have_count(4)
    gallery.get_by_role("button", name="Choose several").click()
    boxes = editor.page.locator("#search-results input[type=checkbox]")
    for title in ("hall-1.png", "hall-2.png"):
        editor.page.locator(".modal-body").get_by_label(title).check()
    assert boxes.count() == 5
    editor.page.locator(".modal-body").get_by_role("button", name="Confirm selection").first.click()
    expect(rows_of(gallery)).to_have_count(6)

    assert [text.strip() for text in rows_of(gallery).locator("h2").all_inner_texts()] == [
        f"Picture {name}" for name in ("a", "b", "c", "b", "hall-1.png", "hall-2.png")
    ]
    thumbnails = rows_of(gallery).locator("img.picture-row:visible")
    assert thumbnails.evaluate_all("all => all.map((one) => one.naturalWidth > 0)") == [True] * 6

    button = editor.page.get_by_role("button", name="Alternative texts")
    assert button.inner_text() == "Alternative texts: 6 of 6 are missing"
    button.click()
    dialog = editor.page.get_by_role("dialog", name="Alternative texts of all pictures")
    for number, text in enumerate(dialog.locator("textarea").all()):
        text.fill(f"Wall number {number}")
    dialog.get_by_label("Decorative").last.check()
    dialog.get_by_role("button", name="Done").click()
    assert rows_of(gallery).nth(1).locator("h2").inner_text().strip() == "Picture Wall number 1"
    publish(editor)

    [block] = stored_body(post)
    pictures = [item["value"] for item in block["value"]["pictures"]]
    assert [(item["alt"], item["decorative"]) for item in pictures] == [
        (f"Wall number {number}", number == 5) for number in range(6)
    ]
    titles = [CustomImage.objects.get(pk=item["image"]).title for item in pictures]
    assert titles == ["a", "b", "c", "b", "hall-1.png", "hall-2.png"]
    assert PostPage.objects.get(pk=post.pk).live
    assert editor.problems == []


def test_a_new_gallery_invites_and_asks_for_pictures_only_when_it_is_published(editor):
    post = make_post(title="Walls", slug="walls", live=False, body=[])
    open_editor(editor, post)
    gallery = insert_block(editor.page, "Gallery")

    assert rows_of(gallery).count() == 0
    assert complaints_of(gallery) == []
    expect(gallery.get_by_text("Two or more. Choose or upload them here")).to_be_visible()

    uploaded(editor, gallery, [picture("a.png", 1)])
    expect(rows_of(gallery)).to_have_count(1)
    assert complaints_of(gallery) == []
    texts = editor.page.get_by_role("button", name="Alternative texts")
    expect(texts).to_have_text("Alternative texts: 1 of 1 is missing")
    rows_of(gallery).locator("[name$=-alt]").first.evaluate(
        """field => {
          field.value = "A wall";
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )
    with editor.page.expect_navigation():
        editor.page.keyboard.press("Control+s")
    [block] = stored_body(post)
    assert len(block["value"]["pictures"]) == 1
    open_editor(editor, post)
    publish(editor)

    assert complaints_of(editor.page.locator("[data-contentpath=body]")) == [
        "A gallery needs two pictures or more. Add some, or delete this block."
    ]
    assert not PostPage.objects.get(pk=post.pk).live
    assert editor.problems == []


def test_a_message_leads_to_each_picture_that_lacks_a_text(editor):
    silent = [make_image(f"hall-{n}.png", default_alt="") for n in (1, 2, 3)]
    value = {"alt": "", "src": "", "decorative": False, "caption": "", "credit": ""}
    items = [
        {
            "type": "item",
            "value": value | {"image": image.pk},
            "id": f"2f1b7cf0-1111-4c4c-9d9d-{at:012}",
        }
        for at, image in enumerate(silent[:2])
    ]
    gallery = {"pictures": items, "columns": "3", "caption": ""}
    body = [
        image_block(silent[2], alt="hall-3.png"),
        {"type": "gallery", "value": gallery, "id": "2f1b7cf0-1111-4c4c-9d9d-000000000009"},
    ]
    post = make_post(title="Halls", slug="halls", live=False, body=body, thumbnail=silent[0])
    open_editor(editor, post)
    publish(editor)
    assert not PostPage.objects.get(pk=post.pk).live

    links = editor.page.locator(".messages a[href*='#']")
    assert links.all_inner_texts() == [
        "Picture “hall-3.png”", "Picture “hall-1.png”", "Picture “hall-2.png”", "Picture for lists",
    ]  # fmt: skip
    for number in range(4):
        links.nth(number).click()
        editor.page.wait_for_timeout(150)
        editor.page.keyboard.press("Control+a")
        editor.page.keyboard.type(f"A hall, view {number}")
    publish(editor)

    image, shown = stored_body(post)
    assert image["value"]["alt"] == "A hall, view 0"
    assert [item["value"]["alt"] for item in shown["value"]["pictures"]] == [
        "A hall, view 1", "A hall, view 2",
    ]  # fmt: skip
    published = PostPage.objects.get(pk=post.pk)
    assert (published.live, published.thumbnail_alt) == (True, "A hall, view 3")


def test_pictures_are_described_in_one_list_from_the_images(editor):
    images = [make_image(f"hall-{n}.png", default_alt="", size=(60, 40)) for n in (1, 2, 3)]
    editor.goto(reverse("wagtailimages:index"))
    for image in images[:2]:
        editor.page.locator(f"[data-bulk-action-checkbox][data-object-id='{image.pk}']").check(
            force=True
        )

    editor.page.get_by_role("link", name="Write the alternative texts").first.click()
    editor.page.get_by_label("hall-1.png").fill("An empty hall")
    editor.page.get_by_label("hall-2.png").fill("hall-2.png")
    editor.page.get_by_role("button", name="Save texts").click()
    expect(editor.page.locator(".error-message")).to_have_text(
        "“hall-2.png” says nothing of what the picture shows. Write what is to be seen."
    )
    editor.page.get_by_label("hall-2.png").fill("A full hall")
    editor.page.get_by_role("button", name="Save texts").click()

    expect(editor.page.locator(".messages")).to_contain_text("2 pictures have other texts.")
    alts = {image.pk: image.default_alt for image in CustomImage.objects.all()}
    assert alts == {
        images[0].pk: "An empty hall", images[1].pk: "A full hall", images[2].pk: "",
    }  # fmt: skip


@pytest.mark.parametrize("width", [390, 1440])
def test_no_picture_is_shown_larger_than_its_pixels(editor, width):
    tiny, small = make_image("tiny.png", size=(3, 3)), make_image("small.png", size=(90, 60))
    value = {"alt": "A hall", "src": "", "decorative": False, "caption": "", "credit": ""}
    items = [
        {
            "type": "item",
            "value": value | {"image": image.pk},
            "id": f"2f1b7cf0-1111-4c4c-9d9d-{at:012}",
        }
        for at, image in enumerate([tiny, small, make_image("hall.png", size=(800, 600))])
    ]
    gallery = {"pictures": items, "columns": "3", "caption": ""}
    body = [
        *(
            image_block(image, width=place)
            for image in (tiny, small)
            for place in ("text", "wide", "upright", "diagram")
        ),
        {"type": "gallery", "value": gallery, "id": "2f1b7cf0-1111-4c4c-9d9d-000000000009"},
    ]
    make_post(title="Halls", slug="halls", body=body)
    editor.page.set_viewport_size({"width": width, "height": 900})
    editor.goto("/halls/")

    shown = editor.page.locator("article img").evaluate_all(
        "all => all.map((one) => [one.getBoundingClientRect().width, +one.getAttribute('width')])"
    )
    assert len(shown) == 11
    assert [size for size in shown if size[0] > size[1]] == []
