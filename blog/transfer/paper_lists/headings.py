"""Headings and lines that may stand for a paper. No Django."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from blog.transfer.paper_lists.facts import with_facts
from blog.transfer.paper_lists.generic_links import leads_to_paper
from blog.transfer.paper_lists.item_lines import read_line, unquoted
from blog.transfer.paper_lists.leads import AWARD, award_before, past_signs
from blog.transfer.paper_lists.lines import Line
from blog.transfer.paper_lists.paper_addresses import is_paper_address
from blog.transfer.paper_lists.paper_names import leading_names, split_authors
from blog.transfer.reading.pieces import EntryLine, Piece

BOLD_LEVEL = 7
_LONGEST_REST = 120
_LONGEST_MARKED = 1200
_LONGEST_BOLD = 160
_VENUE = re.compile(r"[(\[,–—-]\s*[A-Z][\w@&’' -]{1,40}(?:['’]\d\d|\b(?:19|20)\d\d)[)\]]?\.?$")
_PLACE = re.compile(
    r"[A-Z][\w&@’'. -]{1,60}[ '’]\d{2,4}(?:[ ,-]+(?:oral|spotlight|poster|findings))?|(?:19|20)\d\d",
    re.I,
)
_NUMBER = re.compile(r"\s*#?\d{1,3}\s*[.):\-–]*\s*")


def heading_entry(line: Line) -> EntryLine | None:
    """The entry that a heading with a link announces; None when it says other things."""
    own = _own_form(line)
    entry = own or read_line(line)
    if entry is None or own:
        return entry
    if not entry.url or len(line.plain(0, len(line.text))) > len(entry.title) + _LONGEST_REST * 2:
        return None
    rest = re.sub(r"<[^>]*>", "", entry.note).strip()
    is_short = len(rest) <= _LONGEST_REST and (
        not rest or rest[0] in "([|" or bool(_VENUE.search(f", {rest}")) or bool(AWARD.search(rest))
    )
    return entry if is_short else None


def _own_form(line: Line) -> EntryLine | None:
    """ "[Title](url) · authors · award", as our own exports write it."""
    links = line.links
    if len(links) != 1 or not links[0].text or not links[0].url:
        return None
    start, number = past_signs(line.text, 0)
    rest = line.plain(links[0].end, len(line.text))
    if not rest.startswith("· ") or len(rest) > _LONGEST_MARKED or start < links[0].start:
        return None
    parts = [part.strip() for part in rest.split("·")[1:]]
    award = next((part for part in parts if AWARD.search(part)), "")
    award = parts[1] if len(parts) == 2 else award
    authors = parts[0] if parts[0] != award else ""
    title = links[0].text
    inner, again = past_signs(title, 0) if number is None else (0, None)
    title = title[inner:] if again is not None else title
    if not authors:
        title, authors = split_authors(title)
    return EntryLine(
        title, links[0].url, authors, award, number if number is not None else again, weight=3
    )


def titled(text: str) -> EntryLine | None:
    """A title without a link, as a heading has it: "3. On the Harbour (Quill et al., ICML 2024)"."""
    start, number = past_signs(text, 0)
    award = award_before(text, start)
    start += len(award)
    title, authors, venue = _with_bracket(text[start:].strip())
    if not authors:
        title, authors = split_authors(title)
    if not 2 <= len(title.split()) <= 40 and len(title) < 6:
        return None
    award = award.strip(" :–—-")
    return EntryLine(unquoted(title), "", authors, award, number, venue=venue, form="heading")


def _with_bracket(text: str) -> tuple[str, str, str]:
    """Title, authors and venue, where a bracket at the end holds one of them or both."""
    bracket = re.fullmatch(r"(.+?)\s*[(\[]([^()\[\]]+)[)\]]", text)
    if bracket is None:
        return text, "", ""
    names, end = leading_names(bracket[2])
    venue = bracket[2][end:].strip(" ,;.·–—-")
    if (names and not venue) or _PLACE.fullmatch(venue):
        return bracket[1], names, venue
    return text, "", ""


def section_entry(heading: Piece, body: list[Piece]) -> Piece | None:
    """A heading whose text below names the paper, with that text as an entry would have it."""
    entry = titled(heading.value["text"])
    if entry is None:
        return None
    entry, rest = with_facts(entry, body)
    if not entry.url or not is_paper_address(entry.url):
        return None
    plain = heading.plain or heading
    return replace(heading, entry=entry, plain=plain, inside=tuple(rest), covers=len(body))


def as_heading(piece: Piece, line: Line) -> Piece:
    """The piece with the heading, below all others, that its line may stand for."""
    entry = read_line(line) if leads_to_paper(line) else None
    text = line.plain(0, len(line.text))
    if entry is not None and entry.weight >= 2 and is_paper_address(entry.url):
        return replace(piece, line=_heading(piece, text, entry))
    is_bold = _is_bold(line) and not line.links and len(text) <= _LONGEST_BOLD
    return replace(piece, line=_heading(piece, text, None)) if is_bold else piece


def _is_bold(line: Line) -> bool:
    """All of the line, but perhaps a number before it."""
    bold = list(line.styled("b"))
    if not bold or any(sign in line.text for sign in "\u2028\ue000\ufffc"):
        return False
    before, after = line.text[: bold[0][0]], line.text[bold[-1][1] :]
    between = [line.text[one[1] : two[0]] for one, two in pairwise(bold)]
    is_whole = not after.strip() and not "".join(between).strip()
    return is_whole and (not before.strip() or bool(_NUMBER.fullmatch(before)))


def _heading(piece: Piece, text: str, entry: EntryLine | None) -> Piece:
    value = {"text": text.rstrip(": "), "level": "4"}
    return Piece(
        "heading", value, piece.start, piece.end, level=BOLD_LEVEL, entry=entry, plain=piece
    )
