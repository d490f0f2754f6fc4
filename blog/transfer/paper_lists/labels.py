"""Words that say what follows them on a line: "Paper: …", "Authors: …". No Django."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from blog.transfer.paper_lists.generic_links import is_generic
from blog.transfer.paper_lists.lines import BREAKS, Line, Range

_START = rf"(?:^|[{BREAKS}|])[^\w{BREAKS}|]*"
_TITLE = re.compile(
    rf"{_START}(?:paper(?: title)?|title|titre|t[ií]tulo|titel|titolo|article|論文名?|タイトル|题目|标题|제목)\s*[:：]\s*",
    re.IGNORECASE,
)
_AUTHORS = re.compile(
    rf"{_START}(?:authors?|auteurs?|autor(?:es|en|i|s)?|著者|作者|저자)(?:\(s\))?\s*[:：]\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """From `start` to `end` stands the label, then its value up to `stop`."""

    start: int
    end: int
    stop: int


def title_label(line: Line) -> Label | None:
    """Where a value follows that is a title, not an address."""
    for place in _TITLE.finditer(line.text):
        label = _label(line.text, place)
        value = line.text[label.end : label.stop]
        links = [link for link in line.links if label.end <= link.start < label.stop]
        names_nothing = not value.strip() or is_generic(value)
        if not names_nothing and not (
            links and links[0].start == label.end and is_generic(links[0].text)
        ):
            return label
    return None


def authors_label(line: Line, ranges: Sequence[Range]) -> Label | None:
    for place in _AUTHORS.finditer(line.text):
        label = _label(line.text, place)
        if any(start <= label.end <= label.stop <= end for start, end in ranges):
            return label
    return None


def _label(text: str, place: re.Match[str]) -> Label:
    start = place.start() + (1 if place[0][:1] in BREAKS + "|" else 0)
    end = re.compile(rf"[{BREAKS}|]").search(text, place.end())
    return Label(start, place.end(), end.start() if end else len(text))
