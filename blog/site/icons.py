"""The site's mark as PNG and ICO, in the publication's own colour. Same input, same bytes."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageDraw

ICON_SIZES = (32, 180, 192, 512)
PAPER = "#fbf8f2"
_FINE = 8  # drawn this much larger, then reduced, for smooth edges
_UNITS = 32  # the drawing of icon.svg


@lru_cache(maxsize=16)
def icon_png(size: int, accent: str) -> bytes:
    """A pilcrow on paper; the sign keeps to the middle, where every mask leaves it whole."""
    return _bytes(_draw(size, accent), "PNG")


@lru_cache(maxsize=4)
def icon_ico(accent: str) -> bytes:
    return _bytes(_draw(32, accent), "ICO")


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
