"""Whatever a camera makes or a person brings: taken and shown as it is, or refused in words."""

import io
import json
import re
import time

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from blog.images.models import CustomImage
from blog.images.pictures import picture_for
from blog.images.rendition_sets import RENDITION_SETS
from tests.images.every_picture import BROUGHT
from tests.images.exif_reader import findings
from tests.images.hidden import COMMENT, OWNER, PLACES, SERIAL
from tests.images.samples import ENDLESS_DRAWINGS

TAKEN = [brought for brought in BROUGHT if not brought.refusal]
REFUSED = [brought for brought in BROUGHT if brought.refusal]


def one_upload(client, file) -> str:
    """What the form says beside the file; "" when it was taken."""
    answer = client.post(reverse("wagtailimages:add"), {"title": "Hall", "file": file})
    return "" if answer.status_code == 302 else " ".join(answer.context["form"].errors["file"])


def many_uploads(client, file) -> str:
    answer = client.post(reverse("wagtailimages:add_multiple"), {"files[]": file}).json()
    return "" if answer["success"] else answer["error_message"]


def upload_in_the_chooser(client, file) -> str:
    answer = client.post(
        reverse("wagtailimages_chooser:create"),
        {"image-chooser-upload-title": "Hall", "image-chooser-upload-file": file},
    )
    page = BeautifulSoup(json.loads(answer.content).get("htmlFragment", ""), "html.parser")
    return " ".join(error.get_text(" ", strip=True) for error in page.select(".error-message"))


def upload_into_a_gallery(client, file) -> str:
    return client.post(reverse("upload_picture"), {"file": file}).json().get("error", "")


DOORS = (one_upload, many_uploads, upload_in_the_chooser, upload_into_a_gallery)


@pytest.mark.parametrize("brought", REFUSED, ids=lambda brought: brought.name)
def test_what_cannot_be_taken_is_refused_in_the_same_words_everywhere(
    admin_client, publication, brought
):
    data = brought.make()

    said = [door(admin_client, SimpleUploadedFile(brought.name, data)) for door in DOORS]

    assert said[0].startswith(brought.refusal)
    assert said == [said[0]] * len(DOORS)


@pytest.mark.parametrize("drawing", ENDLESS_DRAWINGS.values(), ids=ENDLESS_DRAWINGS)
def test_a_drawing_that_nobody_drew_is_refused_by_every_form_at_once(
    admin_client, publication, drawing
):
    for door in DOORS:
        start = time.process_time()

        said = door(admin_client, SimpleUploadedFile("plot.svg", drawing))

        assert said.startswith("The drawing is nested too deeply, or has too many parts.")
        assert time.process_time() - start < 2, door.__name__
    assert not CustomImage.objects.exists()
    assert not CustomImage.objects.exists()


@pytest.mark.parametrize("brought", TAKEN, ids=lambda brought: brought.name)
def test_what_is_taken_looks_as_it_does_at_home(
    admin_client, publication, brought, django_capture_on_commit_callbacks
):
    door = DOORS[TAKEN.index(brought) % len(DOORS)]
    with django_capture_on_commit_callbacks(execute=True):
        said = door(admin_client, SimpleUploadedFile(brought.name, brought.make()))
    assert said == ""
    image = CustomImage.objects.get()

    files = {image.file.url: opened(image.file)}
    files |= {row.url: opened(row.file) for row in image.renditions.all()}

    assert "" not in [picture_for(image, name).fallback.src for name in RENDITION_SETS]
    for name in RENDITION_SETS:
        picture = picture_for(image, name)
        for source in (picture.fallback, *picture.sources):
            assert_honest(source.srcset, files)
    for url, data in files.items():
        assert findings(data, (SERIAL, OWNER, COMMENT), PLACES) == [], url
    if brought.colours:
        whole = [row for row in image.renditions.all() if row.filter_spec.startswith("width-")]
        assert whole
        for url in (image.file.url, *(row.url for row in whole)):
            off = distances(files[url], brought.colours)
            assert max(off) <= 2, (url, off)


def opened(file) -> bytes:
    with file.open() as stream:
        return stream.read()


def assert_honest(srcset: str, files: dict[str, bytes]) -> None:
    """Each file is as wide as it is said to be, and lighter than the next larger one."""
    rungs = [item.split(" ") for item in srcset.split(", ") if item]
    said = [int(width.removesuffix("w")) for _url, width in rungs]
    assert [Image.open(io.BytesIO(files[url])).width for url, _width in rungs] == said
    weights = [len(files[url]) for url, _width in rungs]
    assert weights == sorted(weights), srcset


def distances(data: bytes, colours) -> list[int]:
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    across, down = picture.size
    points = [(across * x // 4, down * y // 4) for y in (1, 3) for x in (1, 3)]
    return [
        max(abs(one - other) for one, other in zip(picture.getpixel(point), colour, strict=True))
        for point, colour in zip(points, colours, strict=True)
    ]


def test_every_form_names_the_true_limits_and_leaves_the_judgement_to_the_server(
    admin_client, publication
):
    limits = (
        "JPEG, PNG, WebP, AVIF, HEIC, GIF, TIFF, BMP or SVG, of at most 40 MB and "
        "65 million pixels. The content decides, not the ending."
    )
    single = admin_client.get(reverse("wagtailimages:add")).content.decode()
    several = admin_client.get(reverse("wagtailimages:add_multiple")).content.decode()
    chooser = admin_client.get(reverse("wagtailimages_chooser:choose")).json()["html"]

    assert [limits in page for page in (single, several, chooser)] == [True] * 3
    field = BeautifulSoup(several, "html.parser").select_one("#fileupload")
    assert field["data-max-file-size"] == "null"
    pattern = field["data-accept-file-types"].removeprefix("/").removesuffix("/i")
    names = ("photo.jpe", "photo.jfif", "photo", "a.b.c", "Photo.HEIC", "скан.txt")
    assert [name for name in names if not re.search(pattern, name)] == []
