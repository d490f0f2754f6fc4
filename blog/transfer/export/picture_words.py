"""What a post leaves to the record of a picture: alternative text, credit and licence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from blog.images.models import CustomImage

_PICTURE = {"image", "alt", "credit"}


def with_words_of_pictures(raw: list[Any]) -> list[Any]:
    """Stored blocks whose pictures say themselves what a reader is shown of them."""
    images = CustomImage.objects.in_bulk(set(_images(raw)))
    return _filled(raw, images)


def _images(raw: Any) -> Iterator[int]:
    if isinstance(raw, list):
        for item in raw:
            yield from _images(item)
    elif isinstance(raw, dict):
        if raw.keys() >= _PICTURE and raw["image"]:
            yield raw["image"]
        for item in raw.values():
            yield from _images(item)


def _filled(raw: Any, images: dict[int, CustomImage]) -> Any:
    if isinstance(raw, list):
        return [_filled(item, images) for item in raw]
    if not isinstance(raw, dict):
        return raw
    filled = {name: _filled(item, images) for name, item in raw.items()}
    image = images.get(raw["image"]) if raw.keys() >= _PICTURE else None
    if image is None:
        return filled
    if not filled.get("decorative"):
        filled["alt"] = filled["alt"] or image.default_alt
    credit = filled["credit"] or image.credit
    licence = image.get_licence_display() if image.licence else ""
    filled["credit"] = ", ".join(part for part in (credit, licence) if part) if credit else ""
    return filled
