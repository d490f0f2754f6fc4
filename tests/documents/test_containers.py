"""Films and sounds: what is in them, what is said of those that no browser plays, what readers get."""

import io
from contextlib import suppress
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection

from blog.core.originals import originals_storage
from blog.documents.models import RecordingFile
from blog.documents.recordings import (
    RefusedRecording,
    adopt_missing,
    open_original,
    read_recording,
)
from blog.transfer.writing.assets import store_document
from tests.documents.test_documents import make_document
from tests.factories import make_image, make_post
from tests.posts.test_recordings import media_block

SAMPLES = Path(__file__).parents[1] / "samples" / "recordings"
SECRETS = (b"48.13", b"Secret", b"Lavf", b"2024-05-01")


def sample(name):
    return (SAMPLES / name).read_bytes()


def upload(client, name, data):
    file = SimpleUploadedFile(name, data)
    collection = Collection.get_first_root_node().pk
    return client.post(
        reverse("wagtaildocs:add"), {"title": "It", "file": file, "collection": collection}
    )


def public_bytes(client, document):
    return b"".join(client.get(document.url).streaming_content)


@pytest.mark.parametrize(
    ("name", "codecs", "size"),
    [
        ("walk.mp4", ["avc1", "mp4a"], (64, 112)),
        ("film.webm", ["V_VP9"], (64, 48)),
        ("sound.webm", ["A_OPUS"], (0, 0)),
        ("sound.m4a", ["mp4a"], (0, 0)),
        ("sound.mp3", ["mp3"], (0, 0)),
        ("sound.flac", ["flac"], (0, 0)),
        ("sound.wav", ["wav"], (0, 0)),
        ("sound.ogg", ["vorbis"], (0, 0)),
        ("sound.opus", ["opus"], (0, 0)),
    ],
)
def test_a_recording_is_known_by_what_is_in_it(name, codecs, size):
    data = sample(name)

    recording = read_recording(io.BytesIO(data), name, len(data))

    assert (recording.codecs, (recording.width, recording.height)) == (codecs, size)
    assert recording.has_picture == any(size)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    ["walk.mp4", "film.webm", "sound.webm", "sound.m4a", "sound.mp3", "sound.flac", "sound.wav",
     "sound.ogg", "sound.opus"],
)  # fmt: skip
def test_no_reader_gets_the_notes_of_a_recording_and_the_original_stays_private(
    publication, admin_client, client, name
):
    data = sample(name)
    assert any(secret in data for secret in SECRETS)

    answer = upload(admin_client, name, data)

    assert answer.status_code == 302
    document = get_document_model().objects.get()
    public = public_bytes(client, document)
    assert [secret for secret in SECRETS if secret in public] == []
    assert len(public) == len(data)
    again = read_recording(io.BytesIO(public), name, len(public))
    assert again.codecs == read_recording(io.BytesIO(data), name, len(data)).codecs
    with open_original(document) as file:
        assert file.read() == data
    assert client.get(f"/media/{document.recording.original}").status_code == 404


@pytest.mark.django_db
def test_films_of_an_import_a_shell_and_of_former_versions_are_cleaned_too(
    publication, client, tmp_path
):
    (tmp_path / "walk.mp4").write_bytes(sample("walk.mp4"))
    store_document(tmp_path / "walk.mp4")
    store_document(tmp_path / "walk.mp4")
    former = make_document("former.mp4", sample("walk.mp4"))
    RecordingFile.objects.filter(document=former).delete()
    former.file.storage.delete(former.file.name)
    former.file.storage.save(former.file.name, io.BytesIO(sample("walk.mp4")))

    adopt_missing()

    documents = list(get_document_model().objects.all())
    assert len(documents) == 2
    for document in documents:
        assert b"48.13" not in public_bytes(client, document)


@pytest.mark.django_db
def test_another_file_takes_the_row_and_the_original_of_the_former(
    publication, admin_client, client, django_capture_on_commit_callbacks
):
    upload(admin_client, "walk.mp4", sample("walk.mp4"))
    document = get_document_model().objects.get()
    former = document.recording.original

    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(
            reverse("wagtaildocs:edit", args=[document.pk]),
            {"title": "It", "collection": document.collection_id,
             "file": SimpleUploadedFile("film.webm", sample("film.webm"))},
        )  # fmt: skip

    [row] = RecordingFile.objects.all()
    assert (row.width, row.height) == (64, 48)
    assert originals_storage().exists(row.original)
    assert not originals_storage().exists(former)

    with django_capture_on_commit_callbacks(execute=True):
        get_document_model().objects.get().delete()
    assert not originals_storage().exists(row.original)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("walk.mp4", sample("walk.mp4")[:2000], "is cut off or damaged"),
        ("film.webm", sample("film.webm")[:300], "is cut off or damaged"),
        ("hevc.mp4", sample("hevc.mp4"), "holds HEVC, which many browsers do not play"),
        ("walk.mov", sample("walk.mp4"), "Most browsers do not play .mov films"),
        ("walk.mkv", sample("film.webm"), "Most browsers do not play .mkv films"),
    ],
)
def test_a_film_that_browsers_do_not_play_is_refused_with_a_way_out(
    publication, admin_client, name, data, sentence
):
    text = upload(admin_client, name, data).content.decode()

    assert sentence in text
    assert ("ffmpeg -i film" in text) == (len(data) > 2000 or name == "walk.mkv")
    assert not get_document_model().objects.exists()


@pytest.mark.parametrize("name", ["walk.mp4", "film.webm", "sound.ogg", "sound.flac", "sound.wav"])
def test_no_broken_byte_raises_anything_but_a_refusal(name):
    data = sample(name)
    for at in range(0, min(len(data), 1500), 7):
        broken = data[:at] + b"\xff\x00\xff" + data[at + 3 :]
        with suppress(RefusedRecording):
            read_recording(io.BytesIO(broken), name, len(broken))


@pytest.mark.django_db
def test_the_player_takes_the_shape_of_the_film_and_not_of_its_still_picture(publication, client):
    film = make_document("walk.mp4", sample("walk.mp4"))
    poster = make_image(size=(30, 2000))
    post = make_post(body=[media_block(film, poster=poster.pk)])

    video = BeautifulSoup(client.get(post.url).content, "html.parser").select_one("video")

    assert (video["width"], video["height"]) == ("64", "112")
    assert video["poster"]
    link = video.select_one("a")
    assert (link["href"], link.text) == (film.url, "The sea at noon")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["sound.webm", "sound.ogg"])
def test_a_sound_is_a_sound_whatever_its_ending(publication, client, name):
    sound = make_document(name, sample(name))
    post = make_post(body=[media_block(sound)])

    page = BeautifulSoup(client.get(post.url).content, "html.parser")

    assert page.select("video") == []
    [audio] = page.select("audio")
    assert (audio["src"], audio.select_one("a")["href"]) == (sound.url, sound.url)
