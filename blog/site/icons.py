"""The site's mark: the logo, or a pilcrow in the publication's own colour. Same input, same bytes."""

from __future__ import annotations

import io
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from django.contrib.staticfiles import finders
from django.urls import reverse
from PIL import Image, ImageDraw, ImageOps

ICON_SIZES = (32, 144, 180, 192, 512)
PAPER = "#fbf8f2"
_FINE = 8  # drawn this much larger, then reduced, for smooth edges
_UNITS = 32  # the drawing of icon.svg


class SiteIcon(NamedTuple):
    url: str
    kind: str


def shown_icon(publication: Any) -> SiteIcon:
    """What a tab shows: a logo that is SVG as it is, our own mark as SVG, all else as PNG."""
    logo = publication.icon_image if publication else None
    if logo and logo.is_svg():
        return SiteIcon(logo.file.url, "image/svg+xml")
    if logo or (publication and publication.has_own_colours):
        return SiteIcon(reverse("icon", args=[32]), "image/png")
    return SiteIcon(_mark_within(), "image/svg+xml")


@cache
def _mark_within() -> str:
    """Within the page: one request less on every first visit."""
    file = finders.find("blog/icons/icon.svg")
    return f"data:image/svg+xml,{quote(Path(str(file)).read_text(encoding='utf-8').strip())}"


def logo_bytes(publication: Any) -> bytes:
    """Of the logo that stands for the site; none when there is none that can be drawn from."""
    logo = publication.icon_image
    if not logo or logo.is_svg():
        return b""
    try:
        with logo.file.open("rb") as file:
            return bytes(file.read())
    except OSError:
        return b""


@lru_cache(maxsize=16)
def icon_png(size: int, accent: str, logo: bytes = b"") -> bytes:
    """The logo, whole, or a pilcrow on paper; the sign keeps to the middle, where every mask
    leaves it whole."""
    return _bytes(_of_logo(size, logo) or _draw(size, accent), "PNG")


@lru_cache(maxsize=4)
def icon_ico(accent: str, logo: bytes = b"") -> bytes:
    return _bytes(_of_logo(32, logo) or _draw(32, accent), "ICO")


def _of_logo(size: int, logo: bytes) -> Image.Image | None:
    """Tabs are light or dark, so a small one keeps its transparent ground; a large one is masked."""
    if not logo:
        return None
    try:
        with Image.open(io.BytesIO(logo)) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    small = size <= 32
    canvas = Image.new("RGBA", (size, size), "#ffffff00" if small else PAPER)
    room = size if small else round(size * 0.75)
    fitted = ImageOps.contain(picture, (room, room), Image.Resampling.LANCZOS)
    canvas.alpha_composite(fitted, ((size - fitted.width) // 2, (size - fitted.height) // 2))
    return canvas


def _draw(size: int, accent: str) -> Image.Image:
    scale = size * _FINE / _UNITS
    canvas = Image.new("RGB", (size * _FINE, size * _FINE), PAPER)
    draw = ImageDraw.Draw(canvas)

    def box(left: float, top: float, right: float, bottom: float) -> tuple[float, ...]:
        # The sign of icon.svg, drawn at three quarters of its size around the middle.
        middle, part = _UNITS / 2, 0.75
        edges = (left, top, right, bottom)
        return tuple((middle + (edge - middle) * part) * scale for edge in edges)

    draw.ellipse(box(8, 4, 22, 18), fill=accent)
    for left, top, right, bottom in (
        (15, 4, 28, 7),
        (15, 4, 19, 18),
        (16, 4, 19, 29),
        (22, 4, 25, 29),
    ):
        draw.rectangle(box(left, top, right, bottom), fill=accent)
    draw.rectangle(box(19, 7, 22, 29), fill=PAPER)
    return canvas.resize((size, size), Image.Resampling.LANCZOS)


def _bytes(picture: Image.Image, form: str) -> bytes:
    stream = io.BytesIO()
    options = {"sizes": [picture.size]} if form == "ICO" else {"optimize": True}
    picture.save(stream, form, **options)
    return stream.getvalue()
