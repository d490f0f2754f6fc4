"""What may come in as a document, and how films reach a player."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from blog.core.errors import InUseError
from blog.documents.kinds import is_what_it_says
from blog.documents.ranges import wanted_range
from blog.images.models import CustomImage
from blog.images.pipeline import build_renditions
from tests.factories import make_image, make_post, picture_file
from tests.posts.test_recordings import media_block

WEBM = b"\x1a\x45\xdf\xa3\x01" + b"\x00" * 10 + b"\x42\x82\x84webm"


def make_document(name, content=WEBM, **fields):
    document = get_document_model()(title=name, **fields)
    document.file.save(name, ContentFile(content), save=False)
    document.save()
    return document


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.mp4", b"\x00\x00\x00\x20ftypisom"),
        ("a.m4a", b"\x00\x00\x00\x20ftypM4A "),
        ("a.webm", WEBM),
        ("a.mp3", b"ID3\x04"),
        ("a.mp3", b"\xff\xfb\x90\x00"),
        ("a.ogg", b"OggS"),
        ("a.flac", b"fLaC"),
        ("a.wav", b"RIFF\x00\x00\x00\x00WAVE"),
        ("a.vtt", b"\xef\xbb\xbfWEBVTT\n"),
        ("a.pdf", b"%PDF-1.7"),
        ("data.csv", b"a,b\n"),
    ],
)
def test_what_is_what_it_says(name, head):
    assert is_what_it_says(name, head)


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.mp4", b"<!doctype html><script>alert(1)</script>"),
        ("a.mp4", b"\x00\x00\x00\x14ftypqt  "),
        ("a.mp4", WEBM),
        ("a.webm", b"\x1a\x45\xdf\xa3matroska"),
        ("a.mp3", b"MZ\x90"),
        ("a.wav", b"RIFF\x00\x00\x00\x00AVI "),
        ("a.vtt", b"1\n00:00:00,000"),
        ("a.vtt", b""),
        ("notes.txt", b"\xef\xbb\xbf  <SCRIPT>alert(1)"),
        ("drawing.pdf", b"<?xml version='1.0'?><svg onload='alert(1)'/>"),
        ("x.csv", b"<svg/onload=alert(1)>"),
    ],
)
def test_what_is_not(name, head):
    assert not is_what_it_says(name, head)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("page.html", b"<p>", "not allowed"),
        ("drawing.svg", b"<svg/>", "a browser would run it"),
        ("script.js", b"alert(1)", "not allowed"),
        ("film.mp4", b"<html><script>", "is not what its ending says"),
        ("notes.txt", b"<html><script>", "a browser would run it"),
        ("words.vtt", b"1\n00:00", "its first line has to be WEBVTT"),
    ],
)
def test_hostile_uploads_are_refused_with_the_reason(
    admin_client, publication, name, content, said
):
    upload = SimpleUploadedFile(name, content, content_type="video/mp4")
    answer = admin_client.post(
        reverse("wagtaildocs:add"),
        {"title": "It", "file": upload, "collection": Collection.get_first_root_node().pk},
    )

    assert said in answer.content.decode()
    assert not get_document_model().objects.exists()


@pytest.mark.django_db
def test_the_form_for_many_files_refuses_them_too(admin_client, publication):
    upload = SimpleUploadedFile("film.mp4", b"<html><script>", content_type="video/mp4")
    answer = admin_client.post(reverse("wagtaildocs:add_multiple"), {"files[]": upload})

    assert answer.json()["success"] is False
    assert "is not what its ending says" in answer.json()["error_message"]
    assert not get_document_model().objects.exists()


@pytest.mark.django_db
def test_the_form_for_many_files_says_one_sentence_of_a_film_to_convert(admin_client, publication):
    upload = SimpleUploadedFile("walk.mov", b"\x00\x00\x00\x14ftypqt  " + b"\x00" * 60)
    answer = admin_client.post(reverse("wagtaildocs:add_multiple"), {"files[]": upload}).json()

    assert answer["success"] is False
    [said] = answer["error_message"].splitlines()
    assert said.startswith("Most browsers do not play .mov films such as “walk.mov”.")
    assert "ffmpeg -i film" in said


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("", None),
        ("bytes=0-", (0, 99)),
        ("bytes=10-19", (10, 19)),
        ("bytes=90-500", (90, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=-500", (0, 99)),
        ("bytes=0-9,20-29", None),
        ("bytes=19-10", None),
        ("bytes=-", None),
        ("lines=1-2", None),
        ("bytes=" + "9" * 400 + "-", None),
        ("bytes=\u0661-", None),
    ],
)
def test_parts_that_players_ask_for(header, found):
    assert wanted_range(header, 100) == found


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=-0"])
def test_parts_that_are_not_there(header):
    with pytest.raises(ValueError, match=r"."):
        wanted_range(header, 100)


def read(response):
    return b"".join(response.streaming_content)


@pytest.mark.django_db
def test_a_film_is_served_by_parts_in_place_and_cannot_run(client, publication):
    document = make_document("sea.webm", WEBM + bytes(range(100)))
    size = len(WEBM) + 100

    whole = client.get(document.url)
    part = client.get(document.url, headers={"range": "bytes=4-7"})
    beyond = client.get(document.url, headers={"range": f"bytes={size}-"})
    known = client.get(document.url, headers={"if-none-match": whole["ETag"]})
    other = client.get(document.url, headers={"range": "bytes=4-7", "if-range": '"of before"'})

    assert (whole.status_code, len(read(whole)), whole["Accept-Ranges"]) == (200, size, "bytes")
    assert (part.status_code, read(part)) == (206, (WEBM + bytes(range(100)))[4:8])
    assert (part["Content-Range"], part["Content-Length"]) == (f"bytes 4-7/{size}", "4")
    assert part["Content-Type"] == "video/webm"
    assert part["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in part["Content-Security-Policy"]
    assert "Content-Disposition" not in part
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{size}")
    assert known.status_code == 304
    assert (other.status_code, len(read(other))) == (200, size)
    assert client.head(document.url).status_code == 200
    assert client.post(document.url).status_code == 405


@pytest.mark.django_db
def test_other_documents_are_downloaded(client, publication):
    document = make_document("paper.pdf", b"%PDF-1.7")

    assert client.get(document.url)["Content-Disposition"].startswith(("inline", "attachment"))
    assert client.get(document.url.replace("paper", "other")).status_code == 404
    assert client.get("/documents/999999/sea.webm").status_code == 404


@pytest.mark.django_db
def test_documents_of_a_private_collection_are_not_there_for_strangers(
    client, admin_client, publication
):
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    documents = [make_document(name, collection=private) for name in ("sea.webm", "sea.pdf")]

    assert [client.get(item.url).status_code for item in documents] == [404, 404]
    assert [admin_client.get(item.url).status_code for item in documents] == [200, 200]


@pytest.mark.django_db
def test_a_film_whose_file_is_gone_answers_404(client, publication):
    document = make_document("sea.webm")
    document.file.storage.delete(document.file.name)

    assert client.get(document.url).status_code == 404


@pytest.mark.django_db
def test_media_files_are_served_by_parts_and_nothing_beside_them(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    (settings.MEDIA_ROOT / "images").mkdir(parents=True)
    (settings.MEDIA_ROOT / "images" / "a.avif").write_bytes(b"0123456789")
    (tmp_path / "secret").write_text("no")

    found = client.get("/media/images/a.avif", headers={"range": "bytes=2-3"})

    assert (found.status_code, read(found), found["Content-Type"]) == (206, b"23", "image/avif")
    for path in ("../secret", "images/", "images/%00", "nowhere.jpg", "..%2fsecret"):
        assert client.get(f"/media/{path}").status_code == 404, path


def test_a_rendition_is_kept_for_ever_and_other_files_are_asked_for_again(client, publication):
    image = make_image(size=(640, 400))
    build_renditions(image.pk)
    rendition = image.renditions.first()
    plain = image.get_rendition("width-100")

    kept, asked = client.get(rendition.url), client.get(plain.url)

    assert (kept.status_code, kept["Cache-Control"]) == (200, "public, max-age=31536000, immutable")
    assert (asked.status_code, asked["Cache-Control"]) == (200, "public, no-cache")
    for url, first in ((rendition.url, kept), (plain.url, asked)):
        again = client.get(url, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again["Cache-Control"] == first["Cache-Control"]
        part = client.get(url, headers={"range": "bytes=0-3"})
        assert (part.status_code, part["Content-Length"]) == (206, "4")


def test_another_file_of_a_picture_gives_its_renditions_other_names(admin_client, publication):
    image = make_image(size=(640, 400))
    build_renditions(image.pk)
    before = {row.file.name for row in image.renditions.all()}

    other = SimpleUploadedFile("hall.png", picture_file(size=(640, 410)).read(), "image/png")
    kept = {"title": "hall", "default_alt": "A hall", "collection": image.collection_id}
    admin_client.post(reverse("wagtailimages:edit", args=[image.pk]), {**kept, "file": other})
    build_renditions(image.pk)

    image = CustomImage.objects.get(pk=image.pk)
    after = {row.file.name for row in image.renditions.all()}
    assert (image.height, bool(before), bool(after)) == (410, True, True)
    assert before & after == set()


@pytest.mark.django_db
def test_a_film_that_a_draft_uses_cannot_be_deleted(admin_client, publication):
    document = make_document("sea.webm")
    make_post(title="The sea", body=[media_block(document)], live=False)

    with pytest.raises(InUseError, match="The sea"), transaction.atomic():
        document.delete()
    answer = admin_client.post(reverse("wagtaildocs:delete", args=[document.pk]), follow=True)
    assert "still used by “The sea”" in answer.content.decode()
    assert get_document_model().objects.count() == 1
