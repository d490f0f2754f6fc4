"""What stands below a title and belongs to its record: a line of authors, a line of links. No Django."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from blog.core.prose import TextBlock, blocks_prose, parse_prose
from blog.transfer.paper_lists.generic_links import Chip, link_groups
from blog.transfer.paper_lists.item_lines import read_line
from blog.transfer.paper_lists.labels import authors_label
from blog.transfer.paper_lists.lines import BREAKS, Line, Range
from blog.transfer.paper_lists.paper_addresses import is_paper_address
from blog.transfer.paper_lists.paper_names import leading_names, listed_names
from blog.transfer.reading.pieces import EntryLine, Piece

_BY = re.compile(rf"[\s:,.;|·•–—\-{BREAKS}]*(?:by\b|authors?\s*:)?[\s:]*", re.IGNORECASE)
_VENUE = re.compile(r"[A-Z][\w&@’' -]{1,60}[ '’]\d{2,4}|(?:19|20)\d\d")
_MOST_LINES, _LONGEST = 40, 6000
_FEW_WORDS = 6
_LATEST_AUTHORS = 2


@dataclass(frozen=True, slots=True)
class _Facts:
    """`rest` is what the line says beside them; a line `is_alone` that says next to nothing else."""

    authors: str
    chips: tuple[Chip, ...]
    rest: tuple[Range, ...]
    is_alone: bool
    at_edge: bool

    @property
    def paper(self) -> Chip | None:
        return next((chip for chip in self.chips if chip.is_paper), None)


def with_facts(entry: EntryLine, body: Sequence[Piece]) -> tuple[EntryLine, list[Piece]]:
    """The entry with the address, the authors and the chips that the text below it gives, and that
    text without them."""
    pieces = [part for piece in body for part in (piece.parts or (piece,))]
    left: list[Piece] = []
    seen = 0
    for piece in pieces:
        if piece.kind == "prose" and seen < _MOST_LINES:
            entry, piece, lines = _from_piece(entry, piece, seen)
            seen += lines
            if not piece.value["html"]:
                continue
        left.append(piece)
    return entry, left


def with_authors(entry: EntryLine, piece: Piece) -> tuple[EntryLine, Piece]:
    """The entry with the authors that the first line names, and the piece without them."""
    blocks = parse_prose(piece.value["html"])
    if not blocks or entry.authors:
        return entry, piece
    line = piece.head or Line(tuple(blocks[0].runs))
    facts = _facts(line)
    several = len(re.split(r",|;|&|\band\b", facts.authors)) > 1 or " al." in facts.authors
    if not facts.is_alone or facts.chips or not (several or not facts.rest) or not facts.authors:
        return entry, piece
    html = line.prose(facts.rest)
    blocks_left = [replace(blocks[0], runs=parse_prose(f"<p>{html}</p>")[0].runs)] if html else []
    value = {"html": blocks_prose([*blocks_left, *blocks[1:]])}
    return replace(entry, authors=facts.authors), replace(piece, value=value, head=None)


def _from_piece(entry: EntryLine, piece: Piece, seen: int) -> tuple[EntryLine, Piece, int]:
    if piece.head is not None:
        taken = _taken(entry, piece.head, seen)
        if taken is None:
            return entry, piece, 1
        html = piece.head.prose(taken[1])
        return taken[0], replace(piece, value={"html": f"<p>{html}</p>" if html else ""}), 1
    blocks = parse_prose(piece.value["html"])
    blocks_left: list[TextBlock] = []
    for at, block in enumerate(blocks):
        line = Line(tuple(block.runs))
        taken = _taken(entry, line, seen + at)
        if taken is None:
            blocks_left.append(block)
            continue
        entry = taken[0]
        if html := line.prose(taken[1]):
            blocks_left.append(replace(block, runs=parse_prose(f"<p>{html}</p>")[0].runs))
    if len(blocks_left) == len(blocks) and all(
        a is b for a, b in zip(blocks_left, blocks, strict=True)
    ):
        return entry, piece, len(blocks)
    return entry, replace(piece, value={"html": blocks_prose(blocks_left)}), len(blocks)


def _taken(entry: EntryLine, line: Line, at: int) -> tuple[EntryLine, tuple[Range, ...]] | None:
    """The entry with what the line adds to it, and what else the line says."""
    if len(line.text) > _LONGEST:
        return None
    facts = _facts(line)
    paper = facts.paper if _may_be_of(line, facts) else None
    wants_authors = bool(facts.authors) and not entry.authors and at < _LATEST_AUTHORS + 1
    if not entry.url and paper:
        rest = facts.rest
        chips = [chip.value() for chip in facts.chips if chip is not paper]
        authors = facts.authors if wants_authors and facts.is_alone else ""
        if facts.authors and not authors:
            rest = _without_links(line)
        weight = 3 if is_paper_address(paper.url) else 2
        entry = replace(entry, url=paper.url, links=(*entry.links, *chips), weight=weight)
        return replace(entry, authors=entry.authors or authors), rest
    if wants_authors and facts.is_alone:
        chips = [chip.value() for chip in facts.chips]
        return replace(entry, authors=facts.authors, links=(*entry.links, *chips)), facts.rest
    if facts.chips and facts.is_alone and not facts.authors and entry.weight and at < _MOST_LINES:
        chips = [chip.value() for chip in facts.chips if chip.url != entry.url]
        return replace(entry, links=(*entry.links, *chips)), facts.rest
    return None


def _may_be_of(line: Line, facts: _Facts) -> bool:
    """Links at an edge of the line, and no title of another paper in it."""
    own = read_line(line)
    if own and own.weight >= 2 and own.form not in ("plain", "reference"):
        return False
    return facts.is_alone or facts.at_edge


def _facts(line: Line) -> _Facts:
    groups = link_groups(line, 0)
    rest = [*_gaps([(group.start, group.end) for group in groups], len(line.text))]
    label = authors_label(line, rest)
    if label:
        authors = listed_names(line.text[label.end : label.stop])
        rest = [part for piece in rest for part in _less(piece, (label.start, label.stop))]
    else:
        authors, rest = _names(line, rest)
    rest = [part for part in rest if any(sign.isalnum() for sign in line.text[part[0] : part[1]])]
    words = " ".join(line.plain(start, end) for start, end in rest)
    venue = words.strip(" ,.:;()[]|–—-·*")
    is_alone = len(words.split()) <= _FEW_WORDS or bool(_VENUE.fullmatch(venue))
    chips = tuple(chip for group in groups for chip in group.chips)
    at_edge = bool(groups) and (
        groups[0].start == 0 or not line.text[groups[-1].end :].strip(" .)")
    )
    return _Facts(authors, chips, tuple(rest), is_alone, at_edge)


def _names(line: Line, rest: list[Range]) -> tuple[str, list[Range]]:
    for at, (start, end) in enumerate(rest):
        if not any(sign.isalnum() for sign in line.text[start:end]):
            continue
        lead = _BY.match(line.text, start, end)
        first = lead.end() if lead else start
        names, length = leading_names(line.text[first:end])
        if not names or len(names.split()) < 2:
            return "", rest
        return names, [*rest[:at], (first + length, end), *rest[at + 1 :]]
    return "", rest


def _without_links(line: Line) -> tuple[Range, ...]:
    groups = link_groups(line, 0)
    return tuple(_gaps([(group.start, group.end) for group in groups], len(line.text)))


def _gaps(taken: Sequence[Range], end: int) -> list[Range]:
    gaps, at = [], 0
    for start, stop in taken:
        gaps.append((at, start))
        at = stop
    return [(start, stop) for start, stop in [*gaps, (at, end)] if start < stop]


def _less(piece: Range, taken: Range) -> list[Range]:
    parts = [(piece[0], min(piece[1], taken[0])), (max(piece[0], taken[1]), piece[1])]
    return [(start, end) for start, end in parts if start < end]
