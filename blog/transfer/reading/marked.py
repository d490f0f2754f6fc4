"""What our own exports say about papers, beside what any text says: comments around lists, and
lines below an entry that name its links, who wrote it, and what they disclose. No Django.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from blog.core.prose import TextBlock, parse_prose
from blog.transfer.reading.pieces import Piece

_MARKER = re.compile(
    r"^<!--\s*(?P<close>/?)(?P<name>[a-z]+)(?P<ranked>\s+ranked)?"
    r"(?:\s+expected=(?P<count>\d{1,3}))?(?:\s+columns=(?P<columns>[23]))?\s*-->$"
)
_NAMES = frozenset(
    "papers paper section text markdown gallery media transcript post captioned rowheaders".split()
)
_COMMENT = re.compile(r"^(?:\s*<!--.*?-->)+\s*$", re.DOTALL)
_ABOUT = {"Links:": "links", "Written by:": "contributor", "Disclosure:": "disclosure"}
_KINDS = frozenset("code demo data video slides poster model project blog paper other".split())


def comment_pieces(html: str, start: int, end: int) -> list[Piece] | None:
    """Nothing, or a marker, for HTML that is nothing but comments; None for other HTML."""
    if not _COMMENT.match(html):
        return None
    found = _MARKER.match(html.strip())
    if not found or found["name"] not in _NAMES:
        return []
    value = {
        "name": found["name"],
        "closing": bool(found["close"]),
        "ranked": bool(found["ranked"]),
        "expected_count": int(found["count"]) if found["count"] else None,
        "columns": int(found["columns"]) if found["columns"] else None,
    }
    return [Piece("marker", value, start, end)]


def with_verbatim(pieces: list[Piece], source: Callable[[int, int], str]) -> list[Piece]:
    """What stands between two markers of Markdown is one piece, word for word."""
    kept: list[Piece] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        is_opening = piece.kind == "marker" and piece.value["name"] == "markdown"
        close = closing_of(pieces, at) if is_opening else None
        if close is None:
            kept += [] if is_opening else [piece]
            at += 1
            continue
        text = source(piece.end, pieces[close].start).strip("\n")
        kept.append(Piece("markdown", {"source": text}, piece.start, pieces[close].end))
        at = close + 1
    return kept


@dataclass
class Stretch:
    """Pieces between two markers, or (`marker` is None) pieces outside of any."""

    pieces: list[Piece]
    marker: Piece | None = None
    end: int = 0


def stretches(pieces: list[Piece]) -> Iterator[Stretch]:
    """Markers that nothing closes, or that close nothing, are left out."""
    loose: list[Piece] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        close = closing_of(pieces, at) if piece.kind == "marker" else None
        if close is not None:
            if loose:
                yield Stretch(loose)
            loose = []
            yield Stretch(pieces[at + 1 : close], piece, pieces[close].end)
            at = close
        elif piece.kind != "marker":
            loose.append(piece)
        at += 1
    if loose:
        yield Stretch(loose)


def closing_of(pieces: list[Piece], at: int) -> int | None:
    """The place of the marker that closes the one at `at`."""
    opening = pieces[at].value
    if opening["closing"]:
        return None
    depth = 0
    for index in range(at + 1, len(pieces)):
        other = pieces[index]
        if other.kind == "marker" and other.value["name"] == opening["name"]:
            if not other.value["closing"]:
                depth += 1
            elif depth:
                depth -= 1
            else:
                return index
    return None


def about_entry(piece: Piece) -> tuple[str, Any] | None:
    """("links", chips), ("contributor", name) or ("disclosure", text) of such a line."""
    if piece.kind != "prose" or not piece.value["html"].startswith("<p><b>"):
        return None
    blocks = parse_prose(piece.value["html"])
    if len(blocks) != 1 or blocks[0].kind != "p":
        return None
    name = _ABOUT.get(blocks[0].runs[0].text)
    if name == "links":
        return name, _chips(blocks[0])
    text = "".join(run.text for run in blocks[0].runs[1:] if run.entity != "footnote").strip()
    return (name, text) if name else None


def _chips(block: TextBlock) -> list[dict[str, str]]:
    chips: dict[int, dict[str, str]] = {}
    for run in block.runs:
        if run.link is None:
            continue
        attributes = dict(run.link.attributes)
        chip = chips.setdefault(
            run.link.number,
            {"kind": attributes.get("title", ""), "url": attributes.get("href", ""), "label": ""},
        )
        chip["label"] += run.text
    return [_known_kind(chip) for chip in chips.values()]


def _known_kind(chip: dict[str, str]) -> dict[str, str]:
    if chip["kind"] in _KINDS:
        return chip
    kind = chip["label"].lower()
    return chip | ({"kind": kind, "label": ""} if kind in _KINDS else {"kind": "other"})
