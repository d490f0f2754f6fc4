"""Entries → the pieces that hold them: lists of papers, single papers, bonus sections. No Django."""

from __future__ import annotations

from blog.core.prose import plain_text
from blog.transfer.paper_lists.announcements import expected_count, is_ranked
from blog.transfer.paper_lists.entry_values import Entry
from blog.transfer.paper_lists.headings import BOLD_LEVEL
from blog.transfer.reading.pieces import Piece, places_of

_MOST_INTRO = 4


def with_list(before: list[Piece], entries: list[Entry], level: int) -> list[Piece]:
    """The list takes its heading and the introduction between, where nothing else stands there."""
    at = len(before)
    while at and before[at - 1].kind == "prose" and len(before) - at < _MOST_INTRO:
        at -= 1
    heading = before[at - 1] if at else None
    owned = (
        heading is not None
        and heading.kind == "heading"
        and not heading.entry
        and (0 < heading.level < level or heading.level == level == BOLD_LEVEL)
    )
    if not owned or heading is None:
        return [*before, paper_list("", [], entries, entries[0].start)]
    kept, intro = before[: at - 1], before[at:]
    return [*kept, paper_list(heading.value["text"], intro, entries, heading.start)]


def paper_list(heading: str, intro: list[Piece], entries: list[Entry], start: int) -> Piece:
    said = f"{heading}\n" + "\n".join(plain_text(piece.value["html"]) for piece in intro)
    numbered = all(entry.line.number for entry in entries)
    papers = [entry.piece() for entry in entries]
    value = {
        "heading": heading,
        "intro": "".join(piece.value["html"] for piece in intro),
        "ranked": is_ranked(said, numbered=numbered),
        "expected_count": expected_count(said),
        "entries": [paper.value for paper in papers],
    }
    end = max((entry.end for entry in entries), default=start)
    return Piece("paper_list", value, start, end, inner=places_of(papers))


def bonus_section(heading: Piece, blocks: list[Piece]) -> Piece:
    end = blocks[-1].end if blocks else heading.end
    value = {
        "heading": heading.value["text"],
        "blocks": [{"kind": piece.kind, "value": piece.value} for piece in blocks],
    }
    return Piece("bonus_section", value, heading.start, end, inner=places_of(blocks))
