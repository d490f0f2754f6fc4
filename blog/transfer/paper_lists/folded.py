"""HTML that may hold a list of papers. No Django."""

from __future__ import annotations

import re
from html import unescape

from blog.transfer.reading.pieces import Piece

_DETAILS = re.compile(
    r"(?is)\s*<details\b[^<>]*>\s*<summary\b[^<>]*>(.*?)</summary>(.*)</details>\s*"
)
_HOLDS = re.compile(r"(?is)\s*<(?:details|ul|ol|dl|table|p|div|h[1-6]|section|article)\b")
_LEVEL = 5
_LONGEST = 200_000


def may_hold_papers(source: str) -> bool:
    return len(source) <= _LONGEST and bool(_HOLDS.match(source)) and "://" in source


def split_details(source: str) -> tuple[list[Piece], str]:
    """What a folded text is called, as a heading, and the text; other HTML has no such name."""
    details = _DETAILS.fullmatch(source)
    if details is None:
        return [], source
    text = " ".join(unescape(re.sub(r"<[^<>]*>", "", details[1])).split())
    summary = Piece("heading", {"text": text, "level": "4"}, 0, 0, level=_LEVEL)
    return [summary], details[2]
