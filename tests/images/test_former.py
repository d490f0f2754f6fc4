"""What becomes of the files of a picture when another file is chosen for it."""

import os
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from blog.core.originals import originals_storage
from blog.images.models import CustomImage
from blog.images.pictures import picture_for
from tests.factories import make_image, picture_file
from tests.images.test_privacy import answering, files_of, with_all_files


@pytest.fixture
def image(publication, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        made = make_image(size=(90, 60))
    made = with_all_files(made)
    for name in files_of(made):  # as old as they are in production
        os.utime(made.file.storage.path(name), (time.time() - 86_400,) * 2)
    return made


@pytest.fixture
def exchange(admin_client, django_capture_on_commit_callbacks):
    def act(image, **fields):
        file = SimpleUploadedFile("hall.png", picture_file(size=(70, 60)).read(), "image/png")
        data = {"title": "Hall", "default_alt": "A hall", "collection": image.collection_id}
        with django_capture_on_commit_callbacks(execute=True):
            answer = admin_client.post(
                reverse("wagtailimages:edit", args=[image.pk]), data | {"file": file} | fields
            )
        assert answer.status_code == 302
        return CustomImage.objects.get(pk=image.pk)

    return act


def test_the_former_files_of_a_picture_stay_for_the_grace_of_the_prune(
    image, exchange, client, settings
):
    former, original = files_of(image), image.original

    after = exchange(image)
    call_command("renditions", "prune")

    assert answering(client, former) == former
    assert not originals_storage().exists(original)
    assert former & files_of(after) == set()
    assert (after.width, picture_for(after, "figure").width) == (70, 70)

    for name in former:
        os.utime(image.file.storage.path(name), (time.time() - 3700,) * 2)
    call_command("renditions", "prune")

    assert answering(client, former) == set()
    assert answering(client, files_of(after)) == files_of(after)


def test_the_former_picture_goes_at_once_where_the_editor_says_so(image, exchange, client):
    former = files_of(image)

    after = exchange(image, former_goes="on")

    assert answering(client, former | files_of(after)) == files_of(after)


def test_the_question_stands_below_the_file_and_only_where_there_is_a_former_one(
    image, admin_client
):
    page = admin_client.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()

    assert page.index('name="file"') < page.index('name="former_goes"')
    assert page.index('name="former_goes"') < page.index('name="default_alt"')
    assert "former_goes" not in admin_client.get(reverse("wagtailimages:add")).content.decode()
