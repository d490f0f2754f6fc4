"""Moving pictures: how often they play, and where they must not move."""

import io

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from blog.images.models import CustomImage
from blog.images.pipeline import build_renditions
from tests.factories import make_post
from tests.images.every_picture import moving
from tests.images.test_truth import stored
from tests.posts.test_recordings import make_document, media_block


def built(form: str, **options) -> CustomImage:
    image = stored(moving(form, **options), f"dance.{form.lower()}")
    build_renditions(image.pk)
    return image


def shown(image: CustomImage) -> Image.Image:
    row = image.renditions.get(filter_spec="width-120|format-webp")
    with row.file.open() as file:
        return Image.open(io.BytesIO(file.read()))


@pytest.mark.parametrize(
    ("form", "options", "plays"),
    [
        ("GIF", {}, 1),
        ("GIF", {"loop": 1}, 2),
        ("GIF", {"loop": 7}, 8),
        ("GIF", {"loop": 65_535}, 65_535),
        ("GIF", {"loop": 0}, 0),
        ("PNG", {"loop": 0}, 0),
        ("PNG", {"loop": 3}, 3),
        ("PNG", {"loop": 1_000_000}, 65_535),
        ("WEBP", {"loop": 2, "lossless": True}, 2),
    ],
)
def test_an_animation_plays_as_often_as_its_file_says(publication, form, options, plays):
    picture = shown(built(form, **options))

    assert (picture.n_frames, picture.info["loop"]) == (2, plays)


def test_a_moving_png_is_a_moving_webp_for_everybody(publication):
    image = built("PNG")

    with image.file.open() as file, Image.open(file) as public:
        assert (public.format, public.n_frames, public.size) == ("WEBP", 2, (120, 90))
    assert image.nature == "animation"


def test_a_picture_that_stands_before_its_animation_is_not_part_of_it(publication):
    image = built("PNG", default_image=True)

    assert shown(image).n_frames == 1


def test_the_still_of_a_film_does_not_move(publication, client):
    image = built("GIF", loop=0)
    film = make_document("sea.mp4", b"")
    video = {
        "provider": "youtube",
        "id": "aqz-KE-bpKQ",
        "start": None,
        "title": "",
        "caption": "",
        "poster": image.pk,
    }
    embed = {"type": "embed", "value": video, "id": "2f1b7cf0-1111-4c4c-9d9d-000000000009"}
    post = make_post(body=[media_block(film, poster=image.pk), embed])

    page = BeautifulSoup(client.get(post.url).content, "html.parser")

    [still] = image.renditions.filter(filter_spec="width-120|format-png")
    assert page.select_one("video")["poster"] == still.url
    assert page.select_one(".video img")["src"] == still.url
    assert page.select(".video source") == []
    with still.file.open() as file:
        assert getattr(Image.open(file), "n_frames", 1) == 1
