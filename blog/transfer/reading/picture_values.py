"""What a picture says of itself in a text → the value of an image block. No Django."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

# As WordPress calls the copies of a picture: "hall-300x200.jpg", "hall-scaled.jpg".
_SIZE = re.compile(r"[-_](?:\d{2,4}x\d{2,4}|scaled)$")
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*")
_STYLED_WIDTH = re.compile(r"(?i)(?:^|;)\s*(?:max-)?width\s*:\s*(\d{1,5})(?:\.\d+)?px")


def image_value(
    src: str, alt: str, *, caption: str = "", link: str = "", pixels: int | None = None
) -> dict[str, Any]:
    """The value of an image block in a Document; `caption` is plain text."""
    return {
        "src": src,
        "alt": alt,
        "decorative": False,
        "caption": escape(caption, quote=False),
        "credit": "",
        "width": "text",
        "pixels": pixels,
        "link": link,
    }


def caption_of(title: str, src: str) -> str:
    """The title of a picture, unless it is but the name of the file."""
    text = " ".join(title.split())
    bare = re.sub(r"\.\w{2,4}$", "", text)
    return "" if _key(bare) in (_key(picture_name(src)), "") else text


def picture_name(address: str) -> str:
    """ "hall" of "/wp-content/hall-300x200.jpg?w=300": copies of one picture share it."""
    path = unquote(re.split(r"[?#]", address, maxsplit=1)[0])
    return _SIZE.sub("", PurePosixPath(path).stem)


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", _SIZE.sub("", name)).casefold()


def pixels_of(attributes: Mapping[str, Any]) -> int | None:
    """The width that is asked for, where it is one in pixels."""
    styled = _STYLED_WIDTH.search(str(attributes.get("style") or ""))
    written = _PIXELS.fullmatch(str(attributes.get("width") or ""))
    match = styled or written
    pixels = int(match[1]) if match else 0
    return pixels if 0 < pixels <= 10_000 else None
