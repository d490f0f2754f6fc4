"""Every hostile or strange file, through the admin's own upload view."""

import base64
import io
import json
import re
import tracemalloc

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from blog.core.media import plain_name
from blog.images.models import CustomImage
from tests.images import samples
from tests.images.exif_reader import findings
from tests.images.hidden import PLACES, SERIAL, exif_with_secrets


@pytest.fixture
def editor(admin_client, publication):
    return admin_client


def upload(client, data: bytes, name: str = "picture.jpg") -> dict:
    """What the uploader of the admin answers; each answer is one that its script understands."""
    response = client.post(
        reverse("wagtailimages:add_multiple"),
        {"files[]": SimpleUploadedFile(name, data, "image/jpeg")},
    )
    assert response.status_code == 200
    return json.loads(response.content)


def refusal(client, data: bytes, name: str = "picture.jpg") -> str:
    answer = upload(client, data, name)
    assert answer["success"] is False
    assert not CustomImage.objects.exists()
    return answer["error_message"]


def taken(client, data: bytes, name: str = "picture.jpg") -> CustomImage:
    answer = upload(client, data, name)
    assert answer["success"] is True, answer.get("error_message")
    return CustomImage.objects.get(pk=answer["image_id"])


def public_bytes(image: CustomImage) -> bytes:
    with image.file.open() as file:
        return file.read()


def public_picture(image: CustomImage) -> Image.Image:
    return Image.open(io.BytesIO(public_bytes(image)))


def test_a_decompression_bomb_is_refused_before_it_is_decoded(editor):
    bomb = samples.bomb()
    tracemalloc.start()

    said = refusal(editor, bomb, "white.png")

    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert said == (
        "The picture has too many pixels; at most 65 million are taken. "
        "Save it smaller: 2,400 pixels across are enough for every page."
    )
    assert peak < 40_000_000


def test_a_picture_just_over_the_limit_is_told_its_size(editor):
    said = refusal(editor, samples.bomb(8_200), "white.png")

    assert "too many pixels (8200 × 8200)" in said


def test_a_truncated_jpeg_is_called_damaged(editor):
    whole = samples.jpeg()

    assert refusal(editor, whole[: len(whole) // 2]).startswith(
        "The file is damaged, or it is not a picture."
    )


@pytest.mark.parametrize("form", ["PNG", "WEBP", "TIFF", "AVIF"])
def test_half_of_any_picture_is_called_damaged(editor, form):
    whole = samples.encoded(samples.gradient(), form)

    assert "damaged" in refusal(editor, whole[: len(whole) // 2], f"half.{form.lower()}")


def test_a_gif_that_is_also_a_script_keeps_no_word_of_it(editor):
    data = samples.polyglot()
    assert data.startswith(b"GIF89a/*")

    image = taken(editor, data, "harmless.gif")

    assert public_bytes(image).startswith(b"\x89PNG")
    assert b"alert" not in public_bytes(image)
    assert plain_name(image.file.name) == "harmless.png"


def test_what_hangs_behind_a_picture_is_cut_off(editor):
    for form, name in (("JPEG", "a.jpg"), ("PNG", "b.png"), ("WEBP", "c.webp")):
        data = samples.encoded(samples.gradient(), form) + b"<script>alert(1)</script>"

        image = taken(editor, data, name)

        assert b"script" not in public_bytes(image)


def test_an_svg_comes_in_without_its_scripts(editor):
    image = taken(editor, samples.SCRIPTED_SVG, "plot.svg")

    clean = public_bytes(image)
    assert b"<rect" in clean
    for word in (b"script", b"alert", b"onload", b"iframe", b"foreignObject"):
        assert word not in clean
    assert (image.width, image.height, image.nature) == (120, 80, "vector")


def test_an_svg_that_asks_for_files_of_the_server_gets_none(editor):
    data = (
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&secret;</text></svg>'
    )

    answer = upload(editor, data, "plot.svg")

    assert not answer["success"] or b"root:" not in public_bytes(CustomImage.objects.get())


@pytest.mark.parametrize("name", ["scan.png", "scan.svg", "scan.exe", "scan", "scan.jpg.php"])
def test_the_content_decides_whatever_the_name_says(editor, name):
    image = taken(editor, samples.jpeg(), name)

    assert image.file.name.endswith(".jpg")
    assert public_picture(image).format == "JPEG"


def test_text_with_the_name_of_a_picture_is_refused(editor):
    assert "not a picture" in refusal(editor, b"<?php system($_GET['c']); ?>", "me.jpg")


def test_an_empty_file_is_called_empty(editor):
    assert refusal(editor, b"") == "The file is empty. Choose it again, or another one."


def test_200_megabytes_are_refused_unread(editor, tmp_path):
    boundary = "frontier"
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="files[]"; filename="big.tif"\r\n'
        "Content-Type: image/tiff\r\n\r\n"
    ).encode()
    tail = f"\r\n--{boundary}--\r\n".encode()
    size = 200_000_000
    body = Stream([head, *samples.zeros(size), tail])
    tracemalloc.start()

    response = editor.generic(
        "POST",
        reverse("wagtailimages:add_multiple"),
        **{
            "CONTENT_TYPE": f"multipart/form-data; boundary={boundary}",
            "CONTENT_LENGTH": len(head) + size + len(tail),
            "wsgi.input": body,
        },
    )

    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert json.loads(response.content) == {
        "success": False,
        "error_message": "The file has 200 MB; at most 40 MB are taken. "
        "Save it smaller: 2,400 pixels across are enough for every page.",
    }
    assert peak < 40_000_000


class Stream(io.RawIOBase):
    """A request body that is never in memory as a whole."""

    def __init__(self, pieces):
        self.pieces, self.rest = iter(pieces), b""

    def readable(self):
        return True

    def read(self, size=-1):
        while len(self.rest) < size and (piece := next(self.pieces, None)) is not None:
            self.rest += piece
        answer, self.rest = self.rest[:size], self.rest[size:]
        return answer


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("../../../etc/passwd.jpg", "passwd.jpg"),
        ("..\\..\\boot.jpg", "boot.jpg"),
        ("Übersicht für Zürich – 日本.JPEG", "ubersicht-fur-zurich-riben.jpg"),
        ("a" * 300 + ".jpg", "a" * 50 + ".jpg"),
        (".jpg", "jpg.jpg"),
        ("<img src=x onerror=alert(1)>.jpg", "img-src-x-onerror-alert-1.jpg"),
        ("nul\x00byte.jpg", "nulbyte.jpg"),
    ],
)
def test_names_become_plain(editor, name, stored):
    image = taken(editor, samples.jpeg(), name)

    assert re.fullmatch(rf"original_images/[0-9a-f]{{12}}-{re.escape(stored)}", image.file.name)


def test_cmyk_becomes_what_it_looks_like(editor):
    drawn = Image.new("CMYK", (300, 200), (0, 255, 255, 0))

    image = taken(editor, samples.encoded(drawn, "JPEG", quality=95))

    picture = public_picture(image)
    red, green, blue = picture.getpixel((150, 100))
    assert picture.mode == "RGB"
    assert red > 200
    assert max(green, blue) < 60


@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_sixteen_bits_of_grey_become_eight_with_the_same_tones(editor, form):
    drawn = Image.new("I;16", (300, 200), 32_768)

    image = taken(editor, samples.encoded(drawn, form), f"scan.{form.lower()}")

    assert public_picture(image).convert("L").getpixel((10, 10)) == pytest.approx(128, abs=2)


def test_a_single_pixel_is_a_picture(editor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = taken(editor, samples.encoded(Image.new("RGB", (1, 1), "red"), "PNG"), "dot.png")

    assert (image.width, image.height) == (1, 1)
    assert {(row.width, row.height) for row in image.renditions.filter(
        filter_spec__contains="format")} == {(1, 1)}  # fmt: skip


def test_a_very_long_strip_is_a_picture(editor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = taken(editor, samples.jpeg((9000, 2)))

    assert image.renditions.filter(filter_spec="width-800|format-avif").exists()


def test_20000_frames_are_too_many(editor):
    said = refusal(editor, samples.gif_with_frames(20_000), "endless.gif")

    assert said == (
        "The animation has more than 1000 frames. Make it shorter, or embed it as a video."
    )


def test_an_animation_too_large_to_decode_says_how_large_it_is(editor):
    said = refusal(editor, samples.gif_with_frames(400, (1200, 900)), "wall.gif")

    assert "400 frames of 1200 × 900 pixels" in said


@pytest.mark.parametrize("form", ["HEIF", "AVIF", "WEBP", "TIFF", "MPO", "BMP", "GIF"])
def test_formats_that_cameras_and_scanners_write_come_in(editor, form):
    options = {"save_all": True, "append_images": [samples.gradient()]} if form == "MPO" else {}
    data = samples.encoded(samples.gradient(), form, **options)

    image = taken(editor, data, "photo.jpg")

    with public_picture(image) as picture:
        picture.load()
        assert picture.size == (640, 480)
        assert picture.format in ("JPEG", "PNG", "WEBP")


def test_the_same_file_twice_is_offered_not_stored(editor):
    first = taken(editor, samples.jpeg(), "hall.jpg")

    answer = upload(editor, samples.jpeg(), "another-name.png")

    said = BeautifulSoup(answer["error_message"], "html.parser")
    assert said.text == "This file is here already, as hall.jpg. Choose that one."
    assert said.a["href"] == reverse("wagtailimages:edit", args=[first.pk])
    assert CustomImage.objects.count() == 1


def test_a_name_cannot_write_into_the_page_of_the_uploader(editor):
    taken(editor, samples.jpeg(), "<b onclick=alert(1)>x.jpg")

    answer = upload(editor, samples.jpeg(), "y.jpg")

    assert "<b onclick" not in answer["error_message"]


def test_a_file_is_not_kept_aside_while_other_fields_are_wrong(editor, settings):
    response = editor.post(
        reverse("wagtailimages:add_multiple"),
        {"files[]": SimpleUploadedFile("a.jpg", samples.jpeg()), "title": "t" * 300},
    )

    answer = json.loads(response.content)
    assert answer["success"] is False
    assert "choose the file again" in answer["error_message"]
    assert not list(settings.MEDIA_ROOT.rglob("*.jpg"))


def test_the_single_upload_form_says_why_beside_the_field(editor):
    response = editor.post(
        reverse("wagtailimages:add"),
        {"title": "Half", "file": SimpleUploadedFile("half.jpg", samples.jpeg()[:3000])},
    )

    assert response.context["form"].errors["file"] == [
        "The file is damaged, or it is not a picture. "
        "Take JPEG, PNG, WebP, AVIF, HEIC, GIF, TIFF or SVG, and see if it opens elsewhere."
    ]


def test_the_chooser_of_a_post_has_the_same_gate(editor):
    response = editor.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "Bomb",
            "image-chooser-upload-file": SimpleUploadedFile("b.png", samples.bomb(9000)),
        },
    )

    assert "too many pixels" in json.loads(response.content)["htmlFragment"]
    assert not CustomImage.objects.exists()


def test_a_replaced_file_takes_its_original_and_renditions_along(
    editor, django_capture_on_commit_callbacks, settings
):
    with django_capture_on_commit_callbacks(execute=True):
        image = taken(editor, samples.jpeg(), "first.jpg")
    former = image.original

    with django_capture_on_commit_callbacks(execute=True):
        response = editor.post(
            reverse("wagtailimages:edit", args=[image.pk]),
            {"title": "Second", "file": SimpleUploadedFile("second.jpg", samples.jpeg((500, 400)))},
        )

    assert response.status_code == 302
    image.refresh_from_db()
    assert (image.width, image.height) == (500, 400)
    assert image.original != former
    assert not (settings.VAR_DIR / "originals" / former).exists()
    assert {row.width for row in image.renditions.filter(filter_spec__startswith="width-")} == {
        480,
        500,
    }


def drawing(*parts: bytes) -> bytes:
    head = (
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        b'width="120" height="80" viewBox="0 0 120 80">'
    )
    return head + b"".join(parts) + b"</svg>"


def inside(data: bytes, mime: str = "image/png", href: str = "xlink:href") -> bytes:
    """As matplotlib's `imshow` and Inkscape write a picture into a drawing: in lines."""
    text = base64.encodebytes(data).decode()
    return f'<image width="60" height="40" {href}="data:{mime};base64,\n{text}"/>'.encode()


def pictures_in(image: CustomImage) -> list[bytes]:
    addresses = re.findall(rb'data:image/\w+;base64,([^"]*)', public_bytes(image))
    return [base64.b64decode(text) for text in addresses]


def test_a_drawing_keeps_the_pictures_inside_without_what_they_tell(editor):
    plot = samples.encoded(samples.gradient((60, 40)), "PNG")
    photo = samples.encoded(
        samples.gradient((60, 40)), "JPEG", exif=exif_with_secrets(samples.gradient((60, 40)))
    )

    image = taken(editor, drawing(inside(plot), inside(photo, "image/jpg", "href")), "plot.svg")

    first, second = pictures_in(image)
    assert Image.open(io.BytesIO(first)).tobytes() == Image.open(io.BytesIO(plot)).tobytes()
    assert Image.open(io.BytesIO(second)).tobytes() == Image.open(io.BytesIO(photo)).tobytes()
    assert findings(photo, (SERIAL,), PLACES)
    assert findings(second, (SERIAL,), PLACES) == []


@pytest.mark.parametrize(
    ("hidden", "reason"),
    [
        (samples.encoded(samples.gradient((60, 40)), "PNG")[:90], "The file is damaged"),
        (b"<script>alert(1)</script>", "The file is damaged"),
        (samples.bomb(9_000), "The picture has too many pixels"),
        (b"", "The file is empty."),
    ],
    ids=["cut off", "script", "too large", "empty"],
)
def test_a_drawing_with_a_picture_that_would_be_refused_is_refused(editor, hidden, reason):
    said = refusal(editor, drawing(inside(hidden)), "plot.svg")

    assert said.startswith(f"A picture inside of the drawing is not taken: {reason}")


def test_what_is_left_out_of_a_drawing_is_said(editor):
    data = drawing(
        b"<script>alert(1)</script><script>alert(2)</script>",
        b'<foreignObject width="9" height="9"/><metadata>Inkscape</metadata>',
        b'<image href="https://example.org/a.png"/>',
        b'<rect width="9" height="9" fill="url(data:image/png;base64,AAAA)"/>',
    )
    sentence = (
        "Left out of the drawing, because it could run or ask other sites: foreignObject, image, "
        "script. See if it still looks right."
    )
    file = SimpleUploadedFile("plot.svg", data)

    single = editor.post(reverse("wagtailimages:add"), {"title": "Plot", "file": file}, follow=True)
    first = CustomImage.objects.get()
    CustomImage.objects.all().delete()
    several = upload(editor, data, "plot.svg")
    CustomImage.objects.all().delete()
    file.seek(0)
    gallery = editor.post(reverse("upload_picture"), {"file": file}).json()

    assert sentence in [str(message) for message in single.context["messages"]]
    assert sentence in several["form"]
    assert gallery["note"] == sentence
    assert b"data:" not in public_bytes(first)
    assert b"example.org" not in public_bytes(first)
    CustomImage.objects.all().delete()
    plain = editor.post(
        reverse("wagtailimages:add"),
        {"title": "Plot", "file": SimpleUploadedFile("p.svg", drawing(b"<path/>"))},
        follow=True,
    )
    assert not any("Left out" in str(message) for message in plain.context["messages"])
