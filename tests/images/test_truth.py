"""What readers see is what the photographer saw, and nothing that the file tells beside it."""

import io
import struct

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import SuspiciousOperation
from django.core.files.images import ImageFile
from django.urls import reverse
from PIL import Image, ImageCms
from wagtail.images.models import Filter

from blog.core.originals import originals_storage
from blog.images.intake import save_new, take_in
from blog.images.models import CustomImage
from blog.images.originals import open_original
from blog.images.pipeline import build_renditions
from tests.factories import image_block, make_post
from tests.images import samples
from tests.images.colour_profiles import ADOBE_RGB, DISPLAY_P3
from tests.images.exif_reader import findings
from tests.images.hidden import COMMENT, OWNER, PLACES, SERIAL, exif_with_secrets

XMP = (
    b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    b'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
    b'xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" '
    b'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" '
    b'photoshop:Credit="Photograph Ada Quill" '
    b'xmpRights:WebStatement="https://creativecommons.org/licenses/by/4.0/">'
    b"<dc:creator><rdf:Seq><rdf:li>Ada Quill</rdf:li></rdf:Seq></dc:creator>"
    b"<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li>An empty hall</rdf:li></rdf:Alt>"
    b"</Iptc4xmpCore:AltTextAccessibility>"
    b'</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
)


def with_thumbnail(data: bytes) -> bytes:
    """Puts a second, small picture into a segment of its own, as cameras do."""
    small = samples.encoded(samples.gradient((160, 120)), "JPEG")
    body = b"Exif\x00\x00" + small
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + data[2:]


def secretive(form: str, picture: Image.Image | None = None) -> bytes:
    picture = picture or samples.gradient((1200, 900))
    options = {"exif": exif_with_secrets(picture)}
    if form != "TIFF":
        options["xmp"] = XMP
    if form in ("JPEG", "MPO"):
        options["comment"] = COMMENT
    if form == "MPO":
        options |= {"save_all": True, "append_images": [samples.gradient((1200, 900))]}
    data = samples.encoded(picture, form, **options)
    return with_thumbnail(data) if form == "JPEG" else data


def stored(data: bytes, name: str = "hall.jpg", **fields) -> CustomImage:
    return save_new(take_in(data, name), title="Hall", **fields)


def public_files(image: CustomImage) -> dict[str, bytes]:
    build_renditions(image.pk)
    image.create_rendition(Filter("max-165x165"))
    files = {}
    for file in (image.file, *(row.file for row in image.renditions.all())):
        with file.open() as opened:
            files[file.name] = opened.read()
    return files


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><path d="M0 0h40v30z"/></svg>'
TURNED = Image.Exif()
TURNED[0x0112] = 6


@pytest.mark.parametrize(
    "data",
    [
        *(
            samples.encoded(samples.gradient((301, 200)), form)
            for form in ("JPEG", "MPO", "PNG", "WEBP", "AVIF", "HEIF", "TIFF", "GIF")
        ),
        samples.encoded(samples.gradient((301, 200)), "JPEG", exif=TURNED),
        samples.moving_gif(),
        SVG,
    ],
)
def test_a_picture_is_as_large_as_wagtail_finds_it(publication, data):
    image = stored(data)

    with image.get_willow_image() as found:
        assert (image.width, image.height) == found.get_size()
    again = CustomImage.objects.get(pk=image.pk)
    assert (again.width, again.height) == (image.width, image.height)
    assert again.file.name.startswith("original_images/")


@pytest.mark.parametrize("form", ["JPEG", "MPO", "PNG", "WEBP", "AVIF", "HEIF", "TIFF"])
def test_no_public_file_tells_where_with_what_and_by_whom_a_photo_was_taken(publication, form):
    data = secretive(form)
    secrets = (SERIAL, OWNER, COMMENT)
    assert findings(data, secrets, PLACES), "the sample itself must hold what is looked for"

    files = public_files(stored(data))

    assert len(files) >= 25
    assert {name: found for name, one in files.items()
            if (found := findings(one, secrets, PLACES))} == {}  # fmt: skip


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_copy_keeps_every_pixel_where_only_metadata_is_taken_out(publication, form):
    data = secretive(form)

    image = stored(data)

    with image.file.open() as file:
        assert Image.open(file).convert("RGB").tobytes() == (
            Image.open(io.BytesIO(data)).convert("RGB").tobytes()
        )


def test_a_jpeg_in_red_green_and_blue_keeps_its_colours(publication):
    """Its channels are told by a segment, or by the lack of one, that must not be lost or added."""
    data = samples.jpeg(keep_rgb=True)

    for variant in (data, data.replace(b"\xff\xee\x00\x0eAdobe", b"\xff\xed\x00\x0eAdobe")):
        image = stored(variant)

        with image.file.open() as file:
            shown = Image.open(file).convert("RGB").tobytes()
        assert shown == Image.open(io.BytesIO(variant)).convert("RGB").tobytes()


def test_an_animation_keeps_its_frames_and_loses_its_comments(publication):
    data = samples.gif_with_frames(3, comment=COMMENT.encode())
    assert COMMENT.encode() in data

    files = public_files(stored(data, "dance.gif"))

    assert all(COMMENT.encode() not in one for one in files.values())
    with Image.open(io.BytesIO(next(iter(files.values())))) as picture:
        assert picture.n_frames == 3


def test_the_original_is_kept_untouched_where_no_address_leads(publication, client, settings):
    data = secretive("JPEG")

    image = stored(data)

    with open_original(image) as file:
        assert file.read() == data
    kept = settings.VAR_DIR / "originals" / image.original
    assert kept.read_bytes() == data
    assert not kept.is_relative_to(settings.MEDIA_ROOT)
    for address in (f"/media/{image.original}", f"/media/../var/originals/{image.original}",
                    f"/media/originals/{image.original}", f"/{image.original}", f"/originals/{image.original}"):  # fmt: skip
        assert client.get(address, follow=True).status_code in (400, 404)
    with pytest.raises(SuspiciousOperation):
        originals_storage().url(image.original)


def test_a_deleted_picture_leaves_nothing_behind(
    publication, settings, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        image = stored(secretive("JPEG"))

    with django_capture_on_commit_callbacks(execute=True):
        image.delete()

    left = [*settings.MEDIA_ROOT.rglob("*"), *(settings.VAR_DIR / "originals").rglob("*")]
    assert [path for path in left if path.is_file()] == []


def test_a_picture_that_came_by_a_shell_is_brought_through_the_gate(publication):
    data = secretive("JPEG")
    image = CustomImage(title="Hall", file=ImageFile(io.BytesIO(data), name="shell.jpg"))
    image.save()
    former = image.file.name

    build_renditions(image.pk)

    image.refresh_from_db()
    assert not image.file.storage.exists(former)
    with image.file.open() as file:
        assert findings(file.read(), (SERIAL, OWNER, COMMENT), PLACES) == []
    with open_original(image) as file:
        assert file.read() == data
    assert (image.credit, image.licence) == ("Photograph Ada Quill", "cc-by-4.0")


def test_credit_licence_and_alt_are_read_before_they_are_taken_out(publication):
    image = stored(secretive("JPEG"))

    assert (image.credit, image.licence, image.default_alt) == (
        "Photograph Ada Quill",
        "cc-by-4.0",
        "An empty hall",
    )


def test_what_an_editor_wrote_wins_over_what_the_file_says(publication):
    image = stored(secretive("JPEG"), credit="The Third Row", licence="cc0-1.0")

    assert (image.credit, image.licence) == ("The Third Row", "cc0-1.0")


def test_old_iptc_records_give_credit_too(publication):
    records = b"".join(
        b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(text)) + text
        for number, text in ((80, "Éva Verso".encode()), (116, b"All rights reserved"))
    )
    body = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack(">I", len(records)) + records
    body += b"\x00" * (len(records) % 2)
    data = samples.jpeg()
    data = data[:2] + b"\xff\xed" + struct.pack(">H", len(body) + 2) + body + data[2:]

    image = stored(data)

    assert (image.credit, image.licence) == ("Éva Verso", "all-rights-reserved")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_stands_upright(publication, orientation):
    upright = Image.new("RGB", (600, 400), "white")
    upright.paste("red", (0, 0, 150, 100))
    turns = {
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }
    lying = upright
    for turn in turns.get(orientation, ()):
        lying = lying.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation

    image = stored(samples.encoded(lying, "JPEG", quality=95, exif=exif))

    assert (image.width, image.height) == (600, 400)
    for name, data in public_files(image).items():
        if "-480." in name or name == image.file.name:
            with Image.open(io.BytesIO(data)) as picture:
                seen = picture.convert("RGB")
                assert seen.size in ((480, 320), (600, 400))
                assert seen.getpixel((5, 5))[1] < 80, name
                assert seen.getpixel((seen.width - 5, seen.height - 5))[1] > 200, name


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "TIFF"])
@pytest.mark.parametrize("profile", [DISPLAY_P3, ADOBE_RGB], ids=["Display P3", "Adobe RGB"])
def test_a_wide_profile_becomes_srgb_with_the_same_colours(publication, profile, form):
    seen_by_us = (120, 200, 90)
    converted = ImageCms.profileToProfile(
        Image.new("RGB", (600, 400), seen_by_us),
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )
    assert max(abs(a - b) for a, b in zip(converted.getpixel((9, 9)), seen_by_us, strict=True)) > 12
    options = {} if form == "TIFF" else {"quality": 98}

    image = stored(samples.encoded(converted, form, icc_profile=profile, **options))

    for name, data in public_files(image).items():
        with Image.open(io.BytesIO(data)) as picture:
            assert "icc_profile" not in picture.info, name
            shown = picture.convert("RGB").getpixel((picture.width // 2, picture.height // 2))
            assert max(abs(a - b) for a, b in zip(shown, seen_by_us, strict=True)) <= 6, name


def test_palette_and_transparency_stay_lossless(publication):
    drawn = Image.new("P", (900, 600), 0)
    drawn.putpalette([255, 255, 255, 200, 30, 30, 20, 20, 160])
    drawn.paste(1, (0, 0, 450, 600))
    data = samples.encoded(drawn, "PNG", transparency=0)

    image = stored(data, "logo.png")
    build_renditions(image.pk)

    assert image.nature == "graphic"
    for row in image.renditions.filter(filter_spec__startswith="width-900"):
        with row.file.open() as file:
            seen = Image.open(file).convert("RGBA")
            assert seen.getpixel((100, 100)) == (200, 30, 30, 255)
            assert seen.getpixel((800, 100))[3] == 0


def test_an_animated_gif_moves_as_webp_and_stands_still_for_who_asked(publication, client):
    data = samples.moving_gif(frames=6)
    image = stored(data, "dance.gif")
    build_renditions(image.pk)

    post = make_post(body=[image_block(image)])
    page = BeautifulSoup(client.get(post.url).content, "html.parser")

    still, moving = page.select("article picture source")
    assert still["media"] == "(prefers-reduced-motion: reduce)"
    assert (still["type"], moving["type"]) == ("image/png", "image/webp")
    row = image.renditions.get(filter_spec="width-320|format-webp")
    with row.file.open() as file, Image.open(file) as picture:
        assert (picture.n_frames, picture.size) == (6, (320, 240))
        picture.seek(3)
        assert picture.convert("RGB").getpixel((90, 70))[1] < 90
        assert picture.info["duration"] == 100
    still_row = image.renditions.get(filter_spec="width-320|format-png")
    with still_row.file.open() as file:
        assert getattr(Image.open(file), "n_frames", 1) == 1


def test_damaged_exif_is_no_reason_to_refuse_a_photo(publication):
    body = b"Exif\x00\x00MM\x00*\x00\x00\xff\xff" + b"\xff" * 60
    data = samples.jpeg()
    data = data[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + data[2:]

    image = stored(data)

    assert build_renditions(image.pk).problem == ""
    with image.file.open() as file:
        assert findings(file.read()) == []


def test_a_damaged_profile_spoils_nothing(publication):
    image = stored(samples.jpeg(icc_profile=b"no profile at all" * 20))

    assert image.nature == "photograph"
    assert build_renditions(image.pk).problem == ""


def test_the_admin_says_where_a_picture_is_used_and_never_shows_the_original(
    publication, admin_client
):
    image = stored(secretive("JPEG"))

    page = admin_client.get(reverse("wagtailimages:edit", args=[image.pk]))

    assert image.original not in page.content.decode()


def test_a_picture_whose_original_is_lost_is_built_from_its_copy(publication):
    image = stored(secretive("JPEG"))
    originals_storage().delete(image.original)

    assert build_renditions(image.pk).made == 34
