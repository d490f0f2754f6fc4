"""Pixels → bytes. Speeds are chosen by `make bench-images`: same look, a third of the work."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

EXTENSIONS = {
    "avif": ".avif",
    "webp": ".webp",
    "webp-lossless": ".webp",
    "jpeg": ".jpg",
    "png": ".png",
}
# Wagtail's own qualities, so that a rendition made at first view looks like the others.
_OPTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "avif": ("AVIF", {"quality": 61, "speed": 8, "max_threads": 1}),
    "webp": ("WEBP", {"quality": 80, "method": 2}),
    "webp-lossless": ("WEBP", {"lossless": True, "quality": 60, "method": 3}),
    "jpeg": ("JPEG", {"quality": 76, "progressive": True, "optimize": True}),
    "png": ("PNG", {"optimize": True}),
}


def encode(picture: Image.Image, form: str) -> bytes:
    name, options = _OPTIONS[form]
    if form == "jpeg" and picture.mode == "RGBA":
        picture = on_white(picture)
    stream = io.BytesIO()
    picture.save(stream, name, **options)
    return stream.getvalue()


def on_white(picture: Image.Image) -> Image.Image:
    ground = Image.new("RGB", picture.size, (255, 255, 255))
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground
