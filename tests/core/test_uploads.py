"""A disk that is full is a sentence beside the file."""

import errno

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection

from blog.core.media import MediaStorage
from blog.core.uploads import CutOffFile, SpaciousUploadHandler
from blog.images.forms import GatedImageField
from blog.images.models import CustomImage
from tests.factories import image_block, make_image, make_post, picture_file

SENTENCE = "the server&#x27;s disk is full"


class FullDisk(MediaStorage):
    def _save(self, name, content):
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def full_disk(settings):
    def fill():
        full = {"default": {"BACKEND": "tests.core.test_uploads.FullDisk"}}
        settings.STORAGES = settings.STORAGES | full

    return fill


def picture():
    return SimpleUploadedFile("hall.png", picture_file(size=(90, 60)).read(), "image/png")


def data(**fields):
    return {"title": "It", "default_alt": "It"} | fields | {
        "collection": Collection.get_first_root_node().pk
    }  # fmt: skip


@pytest.mark.parametrize(
    ("route", "file"),
    [
        ("wagtailimages:add", picture),
        ("wagtaildocs:add", lambda: SimpleUploadedFile("notes.txt", b"Notes.")),
    ],
)
def test_a_full_disk_is_said_in_the_form(publication, admin_client, full_disk, route, file):
    full_disk()

    answer = admin_client.post(reverse(route), data(file=file()))

    assert (answer.status_code, SENTENCE in answer.content.decode()) == (200, True)
    assert not CustomImage.objects.exists()
    assert not get_document_model().objects.exists()


@pytest.mark.parametrize("route", ["wagtailimages:add_multiple", "wagtaildocs:add_multiple"])
def test_a_full_disk_is_said_in_the_form_for_many_files(
    publication, admin_client, full_disk, route
):
    full_disk()

    file = picture() if "images" in route else SimpleUploadedFile("notes.txt", b"Notes.")
    answer = admin_client.post(reverse(route), {"files[]": file})

    assert answer.status_code == 200
    assert "disk is full" in answer.json()["error_message"]
    assert not CustomImage.objects.exists()


def test_a_full_disk_takes_nothing_from_a_picture_that_gets_another_file(
    publication, admin_client, full_disk
):
    image = make_image(size=(90, 60))
    full_disk()

    answer = admin_client.post(reverse("wagtailimages:edit", args=[image.pk]), data(file=picture()))

    assert (answer.status_code, SENTENCE in answer.content.decode()) == (200, True)
    again = CustomImage.objects.get()
    assert again.file.name == image.file.name
    assert again.file.storage.exists(image.file.name)


def test_a_reader_sees_the_public_copy_while_there_is_no_room_for_renditions(
    publication, client, full_disk
):
    image = make_image(size=(90, 60))
    post = make_post(body=[image_block(image)])
    full_disk()

    answer = client.get(post.url)

    assert (answer.status_code, image.file.url in answer.content.decode()) == (200, True)


def test_an_upload_for_which_the_temporary_folder_has_no_room_is_said_too():
    handler = SpaciousUploadHandler()
    handler.new_file("file", "hall.png", "image/png", 100_000)
    with open("/dev/full", "wb", buffering=0) as full:
        handler.file.file = full
        handler.receive_data_chunk(b"x" * 65_536, 0)
        handler.receive_data_chunk(b"x" * 34_464, 65_536)
        upload = handler.file_complete(100_000)

    assert isinstance(upload, CutOffFile)
    with pytest.raises(Exception, match="disk is full"):
        GatedImageField().to_python(upload)
