"""Galleries: several pictures, each with a text of its own."""

import uuid

import pytest
from bs4 import BeautifulSoup
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from blog.core.errors import InUseError
from blog.images.pipeline import build_renditions
from blog.posts.alt_text import missing_alts
from blog.posts.blocks.gallery import GalleryBlock
from tests.factories import (
    image_block,
    make_author,
    make_image,
    make_paper,
    make_post,
    paper_entry,
)

pytestmark = pytest.mark.django_db


def picture(image, **fields):
    kept = ("image", "src", "alt", "decorative", "caption", "credit")
    value = image_block(image, **fields)["value"]
    stored = {name: value[name] for name in kept}
    return {"type": "item", "value": stored, "id": str(uuid.uuid4())}


def gallery(*pictures, columns="3", caption=""):
    value = {"pictures": list(pictures), "columns": columns, "caption": caption}
    return {"type": "gallery", "value": value, "id": str(uuid.uuid4())}


def built(**fields):
    image = make_image(**fields)
    build_renditions(image.pk)
    return image


def test_each_picture_is_cut_to_one_shape_and_leads_to_itself_whole(client, publication):
    image = built(size=(1600, 900))
    make_post(
        slug="three",
        body=[
            gallery(
                picture(image, alt="Before", caption="At <i>noon</i>"),
                picture(image, alt="", decorative=True),
                columns="2",
                caption="Two views.",
            )
        ],
    )

    page = BeautifulSoup(client.get("/three/").content, "html.parser")

    [first, second] = page.select(".gallery--2 > ul > li")
    assert first.select_one("img")["alt"] == "Before"
    assert (first.img["width"], first.img["height"]) == ("640", "480")
    assert first.select_one("figcaption b").decode_contents() == "At <em>noon</em>"
    assert "1600" in first.select_one("a.zoom")["href"]
    assert (second.img["alt"], second.select_one("a")) == ("", None)
    assert page.select_one(".gallery > figcaption").text.strip() == "Two views."


def test_what_the_shape_cuts_off_can_be_seen_however_small_the_picture_is(client, publication):
    cut, whole = built(size=(400, 150)), built(title="even.png", size=(400, 300))
    make_post(slug="small", body=[gallery(picture(cut), picture(whole))])

    page = BeautifulSoup(client.get("/small/").content, "html.parser")

    first, second = page.select(".gallery > ul > li")
    assert "400" in first.select_one("a.zoom")["href"]
    assert second.select_one("a") is None


@pytest.mark.parametrize(
    ("columns", "sizes"),
    [("2", "(min-width: 46em) 38rem, 92vw"), ("3", "(min-width: 46em) 18rem, 92vw")],
)
def test_the_last_of_an_odd_number_is_fetched_as_large_as_its_row(
    client, publication, columns, sizes
):
    image = built(size=(1600, 900))
    odd = gallery(*(picture(image) for _number in range(3)), columns=columns)
    even = gallery(*(picture(image) for _number in range(2)), columns=columns)
    make_post(slug="odd", body=[odd, even])

    page = BeautifulSoup(client.get("/odd/").content, "html.parser")

    usual = "(min-width: 46em) 18rem, 46vw"
    assert [img["sizes"] for img in page.select(".gallery img")] == [
        usual,
        usual,
        sizes,
        usual,
        usual,
    ]


def test_a_small_face_is_a_small_file(client, publication):
    author = make_author(portrait=built(size=(500, 500)))
    make_post(slug="faces", authors=[author])

    page = BeautifulSoup(client.get("/faces/").content, "html.parser")

    [face] = page.select(".credits img.face")
    assert face["sizes"] == "2.75rem"
    assert [item.split()[1] for item in face["srcset"].split(", ")] == ["96w", "192w"]


def test_a_credit_that_all_share_is_said_once(client, publication):
    image = built(credit="Photograph Ada Quill", licence="cc-by-4.0")
    other = built(title="other.png", credit="Somebody else")
    make_post(slug="same", body=[gallery(picture(image), picture(image))])
    make_post(slug="differ", body=[gallery(picture(image), picture(other))])

    same = BeautifulSoup(client.get("/same/").content, "html.parser")
    differ = BeautifulSoup(client.get("/differ/").content, "html.parser")

    assert [tag.text for tag in same.select(".credit")] == ["Photograph Ada Quill, CC BY 4.0"]
    assert [tag.text for tag in differ.select(".credit")] == [
        "Photograph Ada Quill, CC BY 4.0",
        "Somebody else",
    ]


def test_a_picture_whose_file_is_gone_leaves_its_frame(client, publication):
    image = make_image()
    image.file.storage.delete(image.file.name)
    image.renditions.all().delete()
    make_post(slug="gone", body=[gallery(picture(image, alt="A hall"), picture(None, src="x.jpg"))])

    page = BeautifulSoup(client.get("/gone/").content, "html.parser")

    assert [tag.text for tag in page.select(".gallery .plate")] == [
        "Picture missing. It showed: “A hall”",
        "Picture missing. It showed: “An empty hall”",
    ]


def test_a_picture_without_words_keeps_the_post_from_readers(publication):
    image = make_image(default_alt="")
    silent = gallery(picture(image, alt=""), picture(image, alt="", decorative=True))
    inside = paper_entry(
        make_paper(), more=[gallery(picture(image, alt="Said"), picture(image, alt=""))]
    )
    post = make_post(body=[silent, inside], live=False)

    assert [item.block_id for item in missing_alts(post)] == [
        silent["value"]["pictures"][0]["id"],
        inside["value"]["more"][0]["value"]["pictures"][1]["id"],
    ]


def test_a_picture_that_a_gallery_uses_cannot_be_deleted(publication):
    image = make_image()
    make_post(title="Three views", body=[gallery(picture(image), picture(image))])

    with pytest.raises(InUseError, match="Three views"):
        image.delete()


@pytest.mark.parametrize("count", [0, 1])
def test_a_gallery_has_two_pictures_or_more(count):
    block = GalleryBlock()
    stored = gallery(*[picture(make_image()) for _number in range(count)])["value"]

    with pytest.raises((ListBlockValidationError, StructBlockValidationError)):
        block.clean(block.to_python(stored))
