"""What counts as a description, and how an editor finds the pictures that lack one."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from blog.posts.alt_text import missing_alts, says_nothing
from blog.posts.publishing_gate import refusal
from tests.factories import image_block, make_image, make_post

FILE_NAMES = [
    "hall.png", "IMG_1234", "IMG-20240501-WA0003.jpg", "DSC01234.JPG", "photo (1).jpeg", "my plot.svg",
    "Screenshot 2024-05-01 at 10.00.00.png", "Screenshot from 2024-05-01 10-00-00.png",
    "Screen Shot 2019-03-02 at 4.05.06 PM", "Bildschirmfoto 2024-05-01 um 10.00.00.png",
    "PXL_20240501_101112.jpg", "image 3.png", "hall-at-noon_final.v2.webp",
]  # fmt: skip
SENTENCES = [
    "The curve that we plotted in results.png",
    "IMG 3 of the talk: Ada points at a spectrogram",
    "Screenshot of the editor with three tables",
    "DSC, the discrete cosine transform, of a square wave",
    "Screen shot, taken from behind",
    "A file browser that shows hall.png, stage.png and door.png",
    "2024",
]


@pytest.mark.parametrize("alt", FILE_NAMES)
def test_a_file_name_says_nothing(alt):
    assert says_nothing(alt)


@pytest.mark.parametrize("alt", SENTENCES)
def test_a_sentence_that_holds_a_file_name_says_something(alt):
    assert not says_nothing(alt)


def gallery(*pictures) -> dict:
    items = [
        {"type": "item", "value": {"image": image.pk, "src": "", "alt": "", "decorative": False,
                                   "caption": "", "credit": ""}, "id": block_id}
        for image, block_id in pictures
    ]  # fmt: skip
    value = {"pictures": items, "columns": "3", "caption": ""}
    return {"type": "gallery", "value": value, "id": "2f1b7cf0-1111-4c4c-9d9d-000000000009"}


@pytest.mark.django_db
def test_each_picture_without_a_text_is_a_link_to_its_place(publication):
    first, second, third = (make_image(f"{n}<b>.png", default_alt="") for n in "abc")
    block = image_block(first, alt="")
    post = make_post(live=False, body=[block, gallery((second, "p-2"))], thumbnail=third)

    soup = BeautifulSoup(refusal(missing_alts(post), post), "html.parser")

    form = reverse("wagtailadmin_pages:edit", args=[post.pk])
    assert [(link["href"], link.text) for link in soup.find_all("a")] == [
        (f"{form}#block-{block['id']}-section", "Picture “a<b>.png”"),
        (f"{form}#block-p-2-section", "Picture “b<b>.png”"),
        (f"{form}#id_thumbnail_alt", "Picture for lists"),
    ]
