"""Films and sounds in a post: what an editor must give, what a reader gets."""

import uuid

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents import get_document_model

from blog.images.pipeline import build_renditions
from blog.posts.blocks.media import MediaBlock
from blog.search.texts import searchable_text
from tests.factories import make_image, make_post, prose

pytestmark = pytest.mark.django_db
WEBM = b"\x1a\x45\xdf\xa3\x01" + b"\x00" * 10 + b"\x42\x82\x84webm"
WORDS = b"WEBVTT\n\n00:00.000 --> 00:01.000\nThe sea.\n"


def make_document(name, content):
    document = get_document_model()(title=name)
    document.file.save(name, ContentFile(content), save=False)
    document.save()
    return document


def media_value(document, **fields):
    return {
        "file": document.pk if document else None,
        "src": "",
        "title": "The sea at noon",
        "poster": None,
        "captions": None,
        "captions_language": "en",
        "no_speech": False,
        "transcript": "<p>“There it is.”</p>",
        "caption": "",
        "credit": "",
    } | fields


def media_block(document, **fields):
    value = media_value(document, **fields)
    return {"type": "media", "value": value, "id": str(uuid.uuid4())}


def refusals(value):
    block = MediaBlock()
    try:
        block.clean(block.to_python(value))
    except StructBlockValidationError as error:
        return {name: str(found.messages[0]) for name, found in error.block_errors.items()}
    return {}


def test_a_recording_with_a_transcript_passes():
    film = make_document("sea.webm", WEBM)
    words = make_document("sea.vtt", WORDS)

    assert refusals(media_value(film, captions=words.pk)) == {}
    assert refusals(media_value(film, transcript="", no_speech=True)) == {}


def test_silence_about_what_is_said_is_refused():
    film = make_document("sea.webm", WEBM)

    assert refusals(media_value(film, transcript="<p> </p>")) == {
        "transcript": "Write down what is said, or tick “Has no speech”."
    }


def test_files_that_no_browser_plays_or_that_lie_are_refused():
    words = make_document("sea.vtt", WORDS)
    page = make_document("sea.mp4", b"<html><script>alert(1)</script>")
    paper = make_document("sea.pdf", b"%PDF-1.7")

    assert list(refusals(media_value(None))) == ["file"]
    assert "Browsers do not play this" in refusals(media_value(paper))["file"]
    assert "Browsers do not play this" in refusals(media_value(words))["file"]
    assert "is not what its ending says" in refusals(media_value(page))["file"]
    film = make_document("sea.webm", WEBM)
    assert "ends in .vtt" in refusals(media_value(film, captions=paper.pk))["captions"]


def test_a_reader_gets_a_player_that_fetches_nothing_by_itself(client, publication):
    image = make_image(size=(1600, 900))
    build_renditions(image.pk)
    film, words = make_document("sea.webm", WEBM), make_document("sea.vtt", WORDS)
    make_post(
        slug="sea",
        body=[
            media_block(film, captions=words.pk, captions_language="ca", poster=image.pk),
            media_block(make_document("sea.mp3", b"ID3"), transcript="", no_speech=True),
        ],
    )

    page = BeautifulSoup(client.get("/sea/").content, "html.parser")

    video, sound = page.select_one("video"), page.select_one("audio")
    assert (video["src"], video["preload"], video["aria-label"]) == (
        film.url, "none", "The sea at noon",
    )  # fmt: skip
    assert (video["width"], video["height"]) == ("1600", "900")
    assert video["poster"].endswith(".webp")
    track = video.select_one("track")
    assert (track["src"], track["srclang"], track["kind"]) == (words.url, "ca", "captions")
    assert track["label"] == "Catalan"
    assert "There it is." in page.select_one("details.transcript").text
    assert (sound["preload"], len(page.select("details.transcript"))) == ("none", 1)


def test_a_recording_that_is_missing_leaves_its_frame_and_its_transcript(client, publication):
    make_post(slug="sea", body=[media_block(None, src="/films/sea.mp4")])

    page = BeautifulSoup(client.get("/sea/").content, "html.parser")

    assert page.select_one(".plate").text == "Recording missing: “The sea at noon”"
    assert page.select_one("video") is None
    assert "There it is." in page.select_one("details.transcript").text


def test_feeds_carry_the_player_with_an_absolute_address_and_the_transcript(client, publication):
    film = make_document("sea.webm", WEBM)
    make_post(slug="sea", body=[media_block(film, caption="At noon.")])

    content = client.get("/feed.json").json()["items"][0]["content_html"]

    assert f'src="http://localhost{film.url}"' in content
    assert "At noon." in content
    assert "There it is." in content


def test_the_transcript_can_be_found():
    film = make_document("sea.webm", WEBM)

    found = searchable_text([prose("<p>Before.</p>"), media_block(film)], {})

    assert found == "Before.\nThe sea at noon\n“There it is.”"
