"""Pieces → Blocks: paper lists with their entries, bonus sections, and everything else as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from blog.core.prose import parse_prose, plain_text
from blog.papers.identifiers import parse_identifier
from blog.transfer.entry_links import find_award, find_links
from blog.transfer.marked import Stretch, about_entry, stretches
from blog.transfer.pieces import EntryLine, Piece, merge_prose

_LIST_HEADING = re.compile(r"\b(papers?|top|best|favou?rites?|highlights?|mentions?|bonus)\b", re.I)
_BONUS_HEADING = re.compile(
    r"\b(bonus|special mentions?|honou?rable mentions?|runners?[- ]up)\b", re.I
)
_COUNT = re.compile(
    r"\b(?:top|best|my|favou?rite)\s+(\d{1,3})\b|\b(\d{1,3})\s+(?:best|papers)\b", re.I
)
_RANKED = re.compile(r"\b(ranked|in order of (?:preference|interest)|countdown|from best)\b", re.I)
_PAPER_HOSTS = re.compile(
    r"(ieeexplore\.ieee\.org|isca-(?:speech|archive)\.org|papers\.nips\.cc|proceedings\.neurips\.cc|"
    r"openaccess\.thecvf\.com|jmlr\.org|semanticscholar\.org|sciencedirect\.com|program\.ismir|"
    r"ojs\.aaai\.org|biorxiv\.org|medrxiv\.org|dafx|transactions\.ismir)",
    re.I,
)
_MOST_INTRO = 4


@dataclass
class _Entry:
    line: EntryLine
    start: int
    end: int
    level: int
    commentary: list[Piece] = field(default_factory=list)
    more: list[Piece] = field(default_factory=list)

    def add(self, piece: Piece) -> None:
        self.end = piece.end
        if piece.kind == "prose" and not self.more:
            self.commentary.append(piece)
        else:
            self.more.append(piece)


def group_pieces(pieces: list[Piece]) -> list[Piece]:
    """Top-level pieces, where a paper list or bonus section is one piece with all it holds."""
    grouped: list[Piece] = []
    for stretch in stretches(pieces):
        grouped += [_marked(stretch)] if stretch.marker else _group(stretch.pieces)
    return merge_prose(grouped)


def _marked(stretch: Stretch) -> Piece:
    """What our own export marked: nothing is guessed."""
    marker, pieces = stretch.marker, stretch.pieces
    assert marker is not None
    first = next((at for at, piece in enumerate(pieces) if piece.entry), len(pieces))
    entries = _read_entries(pieces, first)[1] if first < len(pieces) else []
    if marker.value["name"] == "paper" and entries:
        return Piece("paper", _entry_value(entries[0]), marker.start, stretch.end)
    has_heading = bool(pieces) and pieces[0].kind == "heading" and not pieces[0].entry
    heading = pieces[0].value["text"] if has_heading else ""
    if marker.value["name"] == "section":
        blocks = group_pieces(pieces[1:] if has_heading else pieces)
        inside = [{"kind": piece.kind, "value": piece.value} for piece in blocks]
        value = {"heading": heading, "blocks": inside}
        return Piece("bonus_section", value, marker.start, stretch.end)
    intro = [piece for piece in pieces[:first] if piece.kind == "prose"]
    value = {
        "heading": heading,
        "intro": "".join(piece.value["html"] for piece in intro),
        "ranked": marker.value["ranked"],
        "expected_count": marker.value["expected_count"],
        "entries": [_entry_value(entry) for entry in entries],
    }
    return Piece("paper_list", value, marker.start, stretch.end)


def _group(pieces: list[Piece]) -> list[Piece]:
    grouped: list[Piece] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if _is_bonus_heading(piece):
            end = _section_end(pieces, at)
            grouped.append(_bonus_section(piece, pieces[at + 1 : end]))
            at = end
        elif _starts_list(pieces, at):
            end, entries = _read_entries(pieces, at)
            grouped = _with_list(grouped, entries)
            at = end
        else:
            grouped.append(piece)
            at += 1
    return [_without_entry(piece) for piece in grouped]


def is_paper_address(url: str) -> bool:
    """True when the address leads to a paper, as far as an address can say."""
    identifier = parse_identifier(url)
    if identifier is None:
        return False
    path = urlsplit(url).path.lower()
    return identifier.scheme != "url" or path.endswith(".pdf") or bool(_PAPER_HOSTS.search(url))


def _is_bonus_heading(piece: Piece) -> bool:
    return piece.kind == "heading" and not piece.entry and bool(
        _BONUS_HEADING.search(piece.value["text"])
    )  # fmt: skip


def _section_end(pieces: list[Piece], at: int) -> int:
    level = pieces[at].level
    for index in range(at + 1, len(pieces)):
        other = pieces[index]
        if other.kind == "heading" and other.level and other.level <= level and not other.entry:
            return index
    return len(pieces)


def _starts_list(pieces: list[Piece], at: int) -> bool:
    """A run of headings that are links counts when most lead to papers, or one under a heading
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
    heading = next((piece for piece in reversed(pieces[:at]) if piece.kind == "heading"), None)
    return bool(papers and heading and _LIST_HEADING.search(heading.value["text"]))


def _read_entries(pieces: list[Piece], at: int) -> tuple[int, list[_Entry]]:
    level = pieces[at].level
    entries: list[_Entry] = []
    index = at
    while index < len(pieces):
        piece = pieces[index]
        if piece.kind == "heading" and piece.level <= level and (
            not piece.entry or piece.level < level
        ):  # fmt: skip
            break
        if piece.kind == "heading" and piece.entry and piece.level == level:
            entries.append(_Entry(piece.entry, piece.start, piece.end, level))
        else:
            entries[-1].add(_without_entry(piece))
        index += 1
    return index, entries


def _with_list(before: list[Piece], entries: list[_Entry]) -> list[Piece]:
    """The list takes its heading and the introduction between, where nothing else stands there."""
    at = len(before)
    while at and before[at - 1].kind == "prose" and len(before) - at < _MOST_INTRO:
        at -= 1
    heading = before[at - 1] if at else None
    owned = (
        heading is not None
        and heading.kind == "heading"
        and not heading.entry
        and 0 < heading.level < entries[0].level
    )
    if not owned or heading is None:
        return [*before, _paper_list("", [], before, entries, entries[0].start)]
    kept, intro = before[: at - 1], before[at:]
    return [*kept, _paper_list(heading.value["text"], intro, kept, entries, heading.start)]


def _paper_list(
    heading: str, intro: list[Piece], before: list[Piece], entries: list[_Entry], start: int
) -> Piece:
    said = f"{heading}\n" + "\n".join(plain_text(piece.value["html"]) for piece in intro)
    count = _COUNT.search(said)
    value = {
        "heading": heading,
        "intro": "".join(piece.value["html"] for piece in intro),
        "ranked": bool(_RANKED.search(said)) or all(entry.line.number for entry in entries),
        "expected_count": int(count[1] or count[2]) if count else None,
        "entries": [_entry_value(entry) for entry in entries],
    }
    return Piece("paper_list", value, start, entries[-1].end)


def _entry_value(entry: _Entry) -> dict[str, Any]:
    about = _take_about(entry)
    commentary = "".join(piece.value["html"] for piece in entry.commentary)
    said = parse_prose(commentary)
    url = "" if entry.line.url == "#" else entry.line.url
    identifier = parse_identifier(url)
    links = about["links"] if "links" in about else find_links(said, is_paper_address)
    return {
        "title": entry.line.title,
        "authors": entry.line.authors,
        "url": url,
        "identifiers": [[identifier.scheme, identifier.value]] if identifier else [],
        "award": entry.line.award or find_award(said),
        "commentary": commentary,
        "more": [{"kind": piece.kind, "value": piece.value} for piece in merge_prose(entry.more)],
        "links": links,
        "contributor": about.get("contributor", ""),
        "disclosure": about.get("disclosure", ""),
    }


def _take_about(entry: _Entry) -> dict[str, Any]:
    """The last lines of an entry that say something about it, taken away from its text."""
    about: dict[str, Any] = {}
    while pieces := entry.more or entry.commentary:
        found = about_entry(pieces[-1])
        if found is None:
            break
        about[found[0]] = found[1]
        pieces.pop()
    return about


def _bonus_section(heading: Piece, inside: list[Piece]) -> Piece:
    blocks = group_pieces(_list_items_as_papers(inside))
    end = blocks[-1].end if blocks else heading.end
    value = {
        "heading": heading.value["text"],
        "blocks": [{"kind": piece.kind, "value": piece.value} for piece in blocks],
    }
    return Piece("bonus_section", value, heading.start, end)


def _list_items_as_papers(pieces: list[Piece]) -> list[Piece]:
    """Lists whose items are links to papers become papers. What follows a list of one item is what
    is said of it; what follows a longer list belongs to the section."""
    found: list[Piece] = []
    open_entry: _Entry | None = None
    for piece in pieces:
        papers = [item for item in piece.entries if item.entry and is_paper_address(item.entry.url)]
        if piece.entries and len(papers) == len(piece.entries):
            found += [_paper(open_entry)] if open_entry else []
            entries = [_Entry(item.entry, item.start, item.end, 0) for item in papers if item.entry]
            open_entry = entries.pop() if len(entries) == 1 else None
            found += [_paper(entry) for entry in entries]
        elif open_entry and piece.kind != "heading":
            open_entry.add(piece)
        else:
            found += [_paper(open_entry)] if open_entry else []
            open_entry = None
            found.append(piece)
    return [*found, _paper(open_entry)] if open_entry else found


def _paper(entry: _Entry) -> Piece:
    return Piece("paper", _entry_value(entry), entry.start, entry.end)


def _without_entry(piece: Piece) -> Piece:
    """A line that announced no list after all is the heading, or the prose, that it looks like."""
    if piece.kind == "heading" and piece.entry:
        return Piece("markdown", {"source": piece.verbatim}, piece.start, piece.end)
    return piece
