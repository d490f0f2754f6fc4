"""What may come in: known by its content, measured before anything is decoded."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image
from willow.image import Image as WillowImage

from blog.core.errors import RapporteurError
from blog.images import gif
from blog.images.drawings import without_scripts
from blog.images.pixels import READ_FORMATS
from blog.images.svg import MOST_ELEMENTS, MOST_LEVELS, TooComplexError, check_complexity

ENDINGS = {
    "JPEG": ".jpg",
    "MPO": ".jpg",
    "PNG": ".png",
    "GIF": ".gif",
    "WEBP": ".webp",
    "AVIF": ".avif",
    "HEIF": ".heic",
    "TIFF": ".tif",
    "BMP": ".bmp",
    "SVG": ".svg",
}
_MOVING = frozenset(("GIF", "PNG", "WEBP", "AVIF"))
_SVG_START = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!--|<!DOCTYPE\s+svg|<svg)", re.IGNORECASE
)
_SVG_ELEMENT = re.compile(rb"<(?:\w+:)?svg[\s>]", re.IGNORECASE)
_SVG_MAX_BYTES = 5_000_000


class RefusedPicture(RapporteurError):
    """A file that is not taken, with the reason for who brought it."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """`data` is what came; for an SVG, `clean` is what is left of it without scripts."""

    data: bytes
    form: str
    frames: int = 1
    clean: bytes = b""


def check_size(size: int | None) -> None:
    """Before the file is read: RefusedPicture when it is empty or too large."""
    if size == 0:
        raise RefusedPicture(_("The file is empty."), mend=_("Choose it again, or another one."))
    most = settings.IMAGE_MAX_BYTES
    if size and size > most:
        raise RefusedPicture(
            _("The file has %(size)s; at most %(most)s are taken.")
            % {"size": _megabytes(size), "most": _megabytes(most)},
            mend=_("Save it smaller: 2,400 pixels across are enough for every page."),
        )


def inspect(data: bytes) -> Inspected:
    """RefusedPicture says why a file cannot come in. Nothing is decoded."""
    check_size(len(data))
    if _SVG_START.match(data[:1000]) and _SVG_ELEMENT.search(data[:100_000]):
        return _inspect_svg(data)
    try:
        with Image.open(io.BytesIO(data), formats=READ_FORMATS) as picture:
            form = picture.format or ""
            _check_pixels(*picture.size)
            frames = _frames(picture, data) if form in _MOVING else 1
            _check_frames(frames, *picture.size)
    except RefusedPicture:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except Exception as error:  # headers of hostile files raise whatever they like
        raise damaged() from error
    return Inspected(data, form, frames)


def what_is_taken() -> str:
    """For forms, before a file is chosen."""
    return _(
        "JPEG, PNG, WebP, AVIF, HEIC, GIF, TIFF, BMP or SVG, of at most %(bytes)s and "
        "%(pixels)s million pixels. The content decides, not the ending."
    ) % {
        "bytes": _megabytes(settings.IMAGE_MAX_BYTES),
        "pixels": settings.IMAGE_MAX_PIXELS // 1_000_000,
    }


def damaged() -> RefusedPicture:
    return RefusedPicture(
        _("The file is damaged, or it is not a picture."),
        mend=_(
            "Take JPEG, PNG, WebP, AVIF, HEIC, GIF, TIFF or SVG, and see if it opens elsewhere."
        ),
    )


def _inspect_svg(data: bytes) -> Inspected:
    try:
        if len(data) > _SVG_MAX_BYTES:
            raise ValueError("too large")
        check_complexity(data)
        clean = without_scripts(data)
        width, height = WillowImage.open(io.BytesIO(clean)).get_size()
        if not (0 < width < 100_000 and 0 < height < 100_000):
            raise ValueError("no size")
    except TooComplexError as error:
        raise RefusedPicture(
            _("The drawing is nested too deeply, or has too many parts."),
            mend=_(
                "At most %(levels)s levels and %(elements)s elements are taken: ungroup it, or "
                "export it as PNG."
            )
            % {"levels": MOST_LEVELS, "elements": f"{MOST_ELEMENTS:,}"},
        ) from error
    except Exception as error:  # two XML parsers, each with its own errors
        raise RefusedPicture(
            _("The drawing cannot be read as SVG."),
            mend=_("Export it again as plain SVG with a width and a height, of at most 5 MB."),
        ) from error
    return Inspected(data, "SVG", clean=clean)


def _check_pixels(width: int, height: int) -> None:
    if width * height > settings.IMAGE_MAX_PIXELS:
        raise _too_many_pixels(f" ({width} × {height})")


def _too_many_pixels(measured: str = "") -> RefusedPicture:
    return RefusedPicture(
        _("The picture has too many pixels%(measured)s; at most %(most)s million are taken.")
        % {"measured": measured, "most": settings.IMAGE_MAX_PIXELS // 1_000_000},
        mend=_("Save it smaller: 2,400 pixels across are enough for every page."),
    )


def _frames(picture: Any, data: bytes) -> int:
    if picture.format == "GIF":
        return gif.count_frames(data, settings.IMAGE_MAX_FRAMES)
    return int(getattr(picture, "n_frames", 1))


def _check_frames(frames: int, width: int, height: int) -> None:
    most = settings.IMAGE_MAX_FRAMES
    if frames > most:
        raise RefusedPicture(
            _("The animation has more than %(most)s frames.") % {"most": most},
            mend=_("Make it shorter, or embed it as a video."),
        )
    if frames > 1 and frames * width * height > settings.IMAGE_MAX_ANIMATION_PIXELS:
        raise RefusedPicture(
            _("The animation is too large: %(frames)s frames of %(width)s × %(height)s pixels.")
            % {"frames": frames, "width": width, "height": height},
            mend=_("Make it shorter or smaller, or embed it as a video."),
        )


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.0f} MB"
