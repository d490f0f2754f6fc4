"""From a file of any kind to upright sRGB with eight bits a channel, and nothing beside the pixels."""

from __future__ import annotations

from typing import IO, Any

import pillow_heif
from PIL import Image, ImageOps

from blog.images.profiles import profile_of, to_srgb

pillow_heif.register_heif_opener()

READ_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "HEIF", "TIFF", "BMP")


def open_pixels(source: IO[bytes], *, least: tuple[int, int] | None = None) -> Image.Image:
    """The first frame as RGB, or RGBA where it is transparent somewhere.

    `least` allows a JPEG to be decoded smaller, at half, a quarter or an eighth, as long as it
    stays at least that large: the decoder then skips most of the work and of the memory.
    """
    with Image.open(source, formats=READ_FORMATS) as picture:
        if least and picture.format in ("JPEG", "MPO"):
            picture.draft(None, _lying_like(picture.size, least))  # type: ignore[arg-type]
        picture.load()
        profile = profile_of(picture)
        return _bare(frame_in_srgb(_upright(picture), profile))


def frame_in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """As RGB, or RGBA where it is transparent somewhere. `profile` is what `profile_of` says."""
    picture = _eight_bits(picture)
    alpha = _alpha(picture)
    if picture.mode not in ("RGB", "CMYK", "L", "LAB"):
        picture = picture.convert("RGB")
    if profile:
        picture = to_srgb(picture, profile) or picture
    if picture.mode != "RGB":
        picture = picture.convert("RGB")
    if alpha:
        picture.putalpha(alpha)
    return picture


def is_plain_srgb(picture: Image.Image) -> bool:
    """Whether a reader's browser would show the pixels as they lie in the file."""
    if picture.mode not in ("RGB", "RGBA", "L", "LA", "P", "1"):
        return False
    if _orientation(picture) != 1:
        return False
    return not profile_of(picture)


def _lying_like(size: tuple[int, int], least: tuple[int, int]) -> tuple[int, int]:
    """`least` is meant for the upright picture; the file may hold it on its side."""
    across, down = min(least), max(least)
    return (across, down) if size[0] < size[1] else (down, across)


def _upright(picture: Image.Image) -> Image.Image:
    try:
        ImageOps.exif_transpose(picture, in_place=True)
    except Exception:  # damaged EXIF raises whatever it likes; the pixels are still good
        return picture
    return picture


def _alpha(picture: Image.Image) -> Image.Image | None:
    """None for a channel that hides nothing. Large pictures are copied as seldom as can be."""
    if not picture.has_transparency_data:
        return None
    if picture.mode not in ("RGBA", "LA"):
        picture = picture.convert("RGBA")
    alpha = picture.getchannel("A")
    lowest: Any = alpha.getextrema()[0]
    return alpha if lowest < 255 else None


def _orientation(picture: Image.Image) -> int:
    try:
        return int(picture.getexif().get(0x0112, 1))
    except Exception:  # damaged EXIF raises whatever it likes
        return 0


def _eight_bits(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):
        wide = picture.convert("I")
        full = 65535 / 255
        return wide.point(lambda level: level * (1 / full)).convert("L")
    if picture.mode == "F":
        extrema: Any = picture.getextrema()
        low, high = extrema
        scale = 255 / ((high - low) or 1)
        return picture.point(lambda level: level * scale - low * scale).convert("L")
    if picture.mode in ("P", "PA"):
        return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    return picture


def _bare(picture: Image.Image) -> Image.Image:
    """A plain image, off its file. Pillow's encoders would write into theirs what `info` holds."""
    bare = Image.Image()._new(picture.im)
    bare.info = {}
    return bare
