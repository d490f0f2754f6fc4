"""From a file that somebody brings to a picture of ours, by whichever door it comes.

The untouched original goes to private storage; `media/` gets a copy without metadata.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import willow
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image

from blog.core.media import plain_name
from blog.core.text import slugify
from blog.images.animation import animated_copy
from blog.images.drawings import names_left_out, with_checked_pictures
from blog.images.encoders import on_white
from blog.images.gate import ENDINGS, Inspected, RefusedPicture, damaged, inspect
from blog.images.metadata import Rights, read_rights
from blog.images.models import CustomImage
from blog.images.natures import Nature
from blog.images.originals import keep_original
from blog.images.pixels import READ_FORMATS, is_plain_srgb, open_pixels
from blog.images.rendition_sets import MOST_PIXELS
from blog.images.strip import strip

_SAMPLE = (256, 256)
# Of 65,536 points a photograph shows thousands of colours; a plot or a screenshot some hundreds.
_FEW_COLOURS = 2048
# A still GIF becomes a PNG: the same pixels, and nothing that a browser could take for more.
_STAYS_AS_IT_IS = frozenset(("JPEG", "MPO", "PNG", "WEBP"))
_MOVES_AS_IT_IS = frozenset(("WEBP", "GIF"))
_PUBLIC_QUALITY = 92


@dataclass(frozen=True, slots=True)
class Intake:
    """A file that passed the gate. `public` is what readers may fetch, under `name`; `left_out` says
    what of a drawing is not in it."""

    data: bytes
    digest: str
    original_ending: str
    public: bytes
    name: str
    nature: Nature
    dominant_colour: str
    rights: Rights
    left_out: str = ""


def take_in(data: bytes, file_name: str) -> Intake:
    """RefusedPicture says why not. The extension of the name means nothing."""
    inspected = inspect(data)
    if inspected.form == "SVG":
        public = with_checked_pictures(inspected.clean, _picture_in_drawing)
        ending, nature, colour = ".svg", Nature.VECTOR, ""
    else:
        try:
            public, ending, nature, colour = _look_at(inspected)
        except Exception as error:  # decoders raise whatever they like on hostile bytes
            raise damaged() from error
    # A name with backslashes is one file of a Windows machine, not one long name.
    stem = PurePath(file_name.replace("\\", "/")).stem
    return Intake(
        data=data,
        digest=hashlib.sha256(data).hexdigest(),
        original_ending=ENDINGS[inspected.form],
        public=public,
        name=slugify(stem, fallback="picture", length=60) + ending,
        nature=nature,
        dominant_colour=colour,
        rights=Rights() if nature == Nature.VECTOR else read_rights(data),
        left_out=_left_out(data, public) if nature == Nature.VECTOR else "",
    )


def _picture_in_drawing(data: bytes) -> tuple[bytes, str]:
    """Its public copy and type; RefusedPicture when it would not be taken by itself."""
    try:
        inspected = inspect(data)
        if inspected.form not in ("JPEG", "PNG") or inspected.frames > 1:
            raise damaged()
        public, ending, *_rest = _look_at(inspected)
    except Exception as error:  # decoders raise whatever they like on hostile bytes
        reason = error.what if isinstance(error, RefusedPicture) else damaged().what
        raise RefusedPicture(
            _("A picture inside of the drawing is not taken: %(reason)s") % {"reason": reason},
            mend=_("Replace it in the program that drew it, and export the drawing again."),
        ) from error
    return public, "image/png" if ending == ".png" else "image/jpeg"


def _left_out(data: bytes, public: bytes) -> str:
    names = names_left_out(data, public)
    if not names:
        return ""
    return _(
        "Left out of the drawing, because it could run or ask other sites: %(names)s. See if it "
        "still looks right."
    ) % {"names": ", ".join(names)}


def fill(image: CustomImage, intake: Intake) -> None:
    """Everything but the public file; stores the original. What somebody wrote stays."""
    image.content_hash = intake.digest
    image.nature = intake.nature
    image.dominant_colour = intake.dominant_colour
    image.credit = image.credit or intake.rights.credit
    image.licence = image.licence or intake.rights.licence
    image.default_alt = image.default_alt or intake.rights.alt
    image.original = keep_original(intake.data, intake.digest, intake.original_ending)


def save_new(intake: Intake, **fields: Any) -> CustomImage:
    """A row with both files. `fields` win over what the file says of itself."""
    name = CustomImage(**fields).get_upload_to(intake.name)
    place = CustomImage._meta.get_field("file").storage.save(name, ContentFile(intake.public))
    # Given as stored and with its size: Wagtail would decode it twice to find out how large it is.
    width, height = _size(intake)
    image = CustomImage(file=place, width=width, height=height, **fields)
    fill(image, intake)
    image._set_image_file_metadata()
    image.save()
    return image


def _size(intake: Intake) -> tuple[int, int]:
    """Width and height of the public copy, without a look at its pixels."""
    if intake.nature == Nature.VECTOR:
        width, height = willow.Image.open(io.BytesIO(intake.public)).get_size()
        return max(1, round(width)), max(1, round(height))
    with Image.open(io.BytesIO(intake.public), formats=READ_FORMATS) as picture:
        return picture.size


def adopt(image: CustomImage) -> None:
    """Brings a row through the gate that came by another door: a shell, a fixture, an old version.

    RefusedPicture when the gate would not have taken it; the row then stays as it is.
    """
    with image.open_file() as file:
        intake = take_in(file.read(), plain_name(image.file.name))
    former = image.file.name
    fill(image, intake)
    if intake.public != intake.data:
        place = image.get_upload_to(intake.name)
        # Assigning the name reads width and height off the new file.
        image.file = image.file.storage.save(place, ContentFile(intake.public))
    image._set_image_file_metadata()
    names = ("file", "width", "height", "file_size", "file_hash", "content_hash", "nature",
             "dominant_colour", "credit", "licence", "default_alt", "original")  # fmt: skip
    CustomImage.objects.filter(pk=image.pk).update(
        **{name: getattr(image, name) for name in names if name != "file"}, file=image.file.name
    )
    if image.file.name != former:
        image.file.storage.delete(former)


def _look_at(inspected: Inspected) -> tuple[bytes, str, Nature, str]:
    """The public copy, its ending, what the picture is made of and its colour.

    Decodes the whole file once, which is how a truncated one is found; a JPEG that may stay as it
    is, at an eighth of its size.
    """
    data, form = inspected.data, inspected.form
    with Image.open(io.BytesIO(data), formats=READ_FORMATS) as picture:
        moves = inspected.frames > 1
        stays = form in (_MOVES_AS_IT_IS if moves else _STAYS_AS_IT_IS) and is_plain_srgb(picture)
        fits = max(picture.size) <= MOST_PIXELS["webp"]
    pixels = open_pixels(io.BytesIO(data), least=_SAMPLE if stays else None)
    nature = Nature.ANIMATION if moves else _nature(pixels, form)
    if stays:
        public, ending = strip(data, form), ENDINGS[form]
    elif moves and fits:
        public, ending = animated_copy(data), ".webp"
    else:
        public, ending = _encoded(pixels, nature)
    return public, ending, nature, _dominant_colour(pixels)


def _encoded(pixels: Image.Image, nature: Nature) -> tuple[bytes, str]:
    stream = io.BytesIO()
    if nature != Nature.PHOTOGRAPH:
        pixels.save(stream, "PNG")
        return stream.getvalue(), ".png"
    opaque = on_white(pixels) if pixels.mode == "RGBA" else pixels
    opaque.save(stream, "JPEG", quality=_PUBLIC_QUALITY, subsampling=0, progressive=True)
    return stream.getvalue(), ".jpg"


def _nature(pixels: Image.Image, form: str) -> Nature:
    if pixels.mode == "RGBA" or max(pixels.size) > MOST_PIXELS["jpeg"]:
        return Nature.GRAPHIC
    if form in ("JPEG", "MPO", "HEIF"):
        return Nature.PHOTOGRAPH
    sample = pixels.resize(_SAMPLE, Image.Resampling.NEAREST)
    few = sample.getcolors(maxcolors=_FEW_COLOURS) is not None
    return Nature.GRAPHIC if few else Nature.PHOTOGRAPH


def _dominant_colour(pixels: Image.Image) -> str:
    """Of the largest group of similar colours."""
    small = pixels.convert("RGB").resize((32, 32), Image.Resampling.BOX)
    quantised = small.quantize(colors=6, method=Image.Quantize.MEDIANCUT)
    palette = quantised.getpalette() or [128, 128, 128]
    counted: Any = quantised.getcolors() or [(1, 0)]
    _count, index = max(counted)
    red, green, blue = palette[3 * index : 3 * index + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"
