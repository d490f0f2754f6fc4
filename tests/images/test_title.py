"""What a picture is called when it is brought."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from blog.images.models import CustomImage
from tests.images.samples import jpeg


@pytest.mark.parametrize("door", ["wagtailimages:add", "wagtailimages_chooser:create"])
def test_a_form_sent_before_a_title_is_there_takes_that_of_the_file(
    admin_client, publication, door
):
    field = "image-chooser-upload-" if "chooser" in door else ""
    collection = CustomImage._meta.get_field("collection").get_default()
    picture = SimpleUploadedFile("The hall.jpg", jpeg(), "image/jpeg")

    admin_client.post(
        reverse(door),
        {f"{field}title": "", f"{field}file": picture, f"{field}collection": collection},
    )

    assert [image.title for image in CustomImage.objects.all()] == ["The hall"]


def test_a_picture_is_not_left_without_a_title(admin_client, publication):
    answer = admin_client.post(reverse("wagtailimages:add"), {"title": ""})

    assert answer.context["form"].errors["title"] == ["This field is required."]
