"""Pieces → Blocks: paper lists with their entries, bonus sections, and everything else as it is.

No Django.
"""

from __future__ import annotations

from blog.core.prose import plain_text
from blog.transfer.paper_lists.announcements import (
    expected_count,
    is_bonus,
    is_ranked,
    opens_list,
    speaks_of_papers,
)
from blog.transfer.paper_lists.bold_lines import BOLD_LEVEL
from blog.transfer.paper_lists.entry_values import Entry
from blog.transfer.paper_lists.link_lines import with_links_below
from blog.transfer.paper_lists.paper_addresses import is_paper_address
from blog.transfer.reading.marked import Stretch, stretches
from blog.transfer.reading.pieces import Piece, merge_prose, places_of

_MOST_INTRO = 4


def group_pieces(pieces: list[Piece]) -> list[Piece]:
    """Top-level pieces, where a paper list or bonus section is one piece with all it holds."""
    grouped: list[Piece] = []
    for stretch in stretches(pieces):
        if stretch.marker and stretch.marker.value["name"] == "text":
            grouped += [_as_written(piece) for piece in stretch.pieces]
        else:
            grouped += [_marked(stretch)] if stretch.marker else _group(stretch.pieces)
    return merge_prose(grouped)


def _marked(stretch: Stretch) -> Piece:
    """What our own export marked: nothing is guessed."""
    marker, pieces = stretch.marker, stretch.pieces
    assert marker is not None
    first = next((at for at, piece in enumerate(pieces) if piece.entry), len(pieces))
    entries = _read_entries(pieces, first)[1] if first < len(pieces) else []
    if marker.value["name"] == "paper" and entries:
        paper = entries[0].piece()
        return Piece("paper", paper.value, marker.start, stretch.end, inner=paper.inner)
    has_heading = bool(pieces) and pieces[0].kind == "heading" and not pieces[0].entry
    heading = pieces[0].value["text"] if has_heading else ""
    if marker.value["name"] == "section":
        blocks = group_pieces(pieces[1:] if has_heading else pieces)
        inside = [{"kind": piece.kind, "value": piece.value} for piece in blocks]
        value = {"heading": heading, "blocks": inside}
        return Piece("bonus_section", value, marker.start, stretch.end, inner=places_of(blocks))
    intro = [piece for piece in pieces[:first] if piece.kind == "prose"]
    papers = [entry.piece() for entry in entries]
    value = {
        "heading": heading,
        "intro": "".join(piece.value["html"] for piece in intro),
        "ranked": marker.value["ranked"],
        "expected_count": marker.value["expected_count"],
        "entries": [paper.value for paper in papers],
    }
    return Piece("paper_list", value, marker.start, stretch.end, inner=places_of(papers))


def _group(written: list[Piece]) -> list[Piece]:
    """A line in bold is taken for a heading while anything depends on it, and put back after."""
    pieces = with_links_below([piece.line or piece for piece in written])
    grouped: list[Piece] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if _is_bonus_heading(pieces, at):
            end = _section_end(pieces, at)
            grouped.append(_bonus_section(piece, pieces[at + 1 : end]))
            at = end
        elif _starts_list(pieces, at):
            end, entries = _read_entries(pieces, at)
            grouped = _with_list(grouped, entries, piece.level)
            at = end
        elif _is_paper_list(pieces, at):
            end, entries = _read_list_items(pieces, at)
            grouped = _with_list(grouped, entries, BOLD_LEVEL + 1)
            at = end
        else:
            grouped.append(piece)
            at += 1
    return [_as_written(piece) for piece in grouped]


def _is_bonus_heading(pieces: list[Piece], at: int) -> bool:
    piece = pieces[at]
    if piece.kind != "heading" or piece.entry or not is_bonus(piece.value["text"]):
        return False
    inside = pieces[at + 1 : _section_end(pieces, at)]
    return piece.plain is None or any(other.entry or other.entries for other in inside)


def _section_end(pieces: list[Piece], at: int) -> int:
    level = pieces[at].level
    for index in range(at + 1, len(pieces)):
        other = pieces[index]
        if other.kind == "heading" and other.level and other.level <= level and not other.entry:
            return index
    return len(pieces)


def _starts_list(pieces: list[Piece], at: int) -> bool:
    """A run of headings that are papers counts when most lead to papers, or one under a heading
    that speaks of papers does."""
    first = pieces[at]
    if not first.entry or first.kind != "heading":
        return False
    run = [
        piece
        for piece in pieces[at : _read_entries(pieces, at)[0]]
        if piece.entry and piece.kind == "heading" and piece.level == first.level
    ]
    papers = sum(is_paper_address(piece.entry.url) for piece in run if piece.entry)
    if len(run) > 1:
        return papers * 2 >= len(run)
    return bool(papers) and speaks_of_papers(_heading_before(pieces, at))


def _heading_before(pieces: list[Piece], at: int) -> str:
    found = next(
        (piece for piece in reversed(pieces[:at]) if piece.kind == "heading" and not piece.entry),
        None,
    )
    return str(found.value["text"]) if found else ""


def _is_paper_list(pieces: list[Piece], at: int) -> bool:
    """A list whose items are papers counts where its heading or the line above it speaks of them,
    and more than half of its links lead to papers: others are lists of links."""
    items = pieces[at].entries
    papers = sum(is_paper_address(item.entry.url) for item in items if item.entry)
    if not items or papers * 2 <= len(items):
        return False
    if speaks_of_papers(_heading_before(pieces, at)):
        return True
    before = pieces[at - 1] if at else None
    is_prose = before is not None and before.kind == "prose"
    return bool(before and is_prose and opens_list(plain_text(before.value["html"])))


def _read_entries(pieces: list[Piece], at: int) -> tuple[int, list[Entry]]:
    level = pieces[at].level
    entries: list[Entry] = []
    index = at
    while index < len(pieces):
        piece = pieces[index]
        if piece.kind == "heading" and piece.level <= level and (
            not piece.entry or piece.level < level
        ):  # fmt: skip
            break
        if piece.kind == "heading" and piece.entry and piece.level == level:
            entries.append(Entry.of(piece))
        else:
            entries[-1].add(_as_written(piece))
        index += 1
    return index, entries


def _read_list_items(pieces: list[Piece], at: int) -> tuple[int, list[Entry]]:
    """Those of one list; or of several lists of one item each, with what is said between them."""
    entries = [Entry.of(item) for item in pieces[at].entries]
    index = at + 1
    if len(entries) > 1:
        return index, entries
    while index < len(pieces) and pieces[index].kind != "heading":
        piece = pieces[index]
        if len(piece.entries) > 1:
            break
        if piece.entries:
            entries.append(Entry.of(piece.entries[0]))
        else:
            entries[-1].add(_as_written(piece))
        index += 1
    return index, entries


def _with_list(before: list[Piece], entries: list[Entry], level: int) -> list[Piece]:
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
        return [*before, _paper_list("", [], entries, entries[0].start)]
    kept, intro = before[: at - 1], before[at:]
    return [*kept, _paper_list(heading.value["text"], intro, entries, heading.start)]


def _paper_list(heading: str, intro: list[Piece], entries: list[Entry], start: int) -> Piece:
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
    return Piece("paper_list", value, start, entries[-1].end, inner=places_of(papers))


def _bonus_section(heading: Piece, inside: list[Piece]) -> Piece:
    blocks = group_pieces(_list_items_as_papers(inside))
    end = blocks[-1].end if blocks else heading.end
    value = {
        "heading": heading.value["text"],
        "blocks": [{"kind": piece.kind, "value": piece.value} for piece in blocks],
    }
    return Piece("bonus_section", value, heading.start, end, inner=places_of(blocks))


def _list_items_as_papers(pieces: list[Piece]) -> list[Piece]:
    """Lists whose items are links to papers become papers. What follows a list of one item is what
    is said of it; what follows a longer list belongs to the section."""
    found: list[Piece] = []
    open_entry: Entry | None = None
    for piece in pieces:
        papers = [item for item in piece.entries if item.entry and is_paper_address(item.entry.url)]
        if piece.entries and len(papers) == len(piece.entries):
            found += [open_entry.piece()] if open_entry else []
            entries = [Entry.of(item) for item in papers]
            open_entry = entries.pop() if len(entries) == 1 else None
            found += [entry.piece() for entry in entries]
        elif open_entry and piece.kind != "heading":
            open_entry.add(_as_written(piece))
        else:
            found += [open_entry.piece()] if open_entry else []
            open_entry = None
            found.append(piece)
    return [*found, open_entry.piece()] if open_entry else found


def _as_written(piece: Piece) -> Piece:
    """A line that announced no list after all is the heading, or the prose, that it looks like."""
    return piece.plain or piece
