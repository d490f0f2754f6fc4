"""Lines in bold that old posts use for headings. No Django."""

from __future__ import annotations

import re
from dataclasses import replace

from markdown_it.token import Token

from blog.transfer.paper_lists.paper_addresses import is_paper_address
from blog.transfer.paper_lists.paper_lines import entry_line
from blog.transfer.reading.inline import inline_to_text
from blog.transfer.reading.pieces import EntryLine, Piece

BOLD_LEVEL = 7
_LONGEST = 160
_NUMBER = re.compile(r"\s*#?\d{1,3}\s*[.):\-–]*\s*")


def as_heading(piece: Piece, children: list[Token]) -> Piece:
    """The piece with the heading, below all others, that its line may stand for."""
    shown = [token for token in children if token.type != "text" or token.content.strip()]
    if not shown or any(token.type in ("softbreak", "hardbreak") for token in shown):
        return piece
    bold = _bold_end(shown)
    if bold is None:
        return piece
    entry = entry_line(children)
    entry = entry if entry and is_paper_address(entry.url) else None
    text = inline_to_text(children)
    has_links = any(token.type == "link_open" for token in shown)
    if not entry and (bold != len(shown) - 1 or has_links or len(text) > _LONGEST):
        return piece
    return replace(piece, line=_heading(piece, text, entry))


def _bold_end(shown: list[Token]) -> int | None:
    """Where the bold text ends that the line begins with, perhaps after a number or inside a link."""
    at = 0
    while at < len(shown) and (
        shown[at].type == "link_open" or _NUMBER.fullmatch(shown[at].content or "x")
    ):
        at += 1
    if at >= len(shown) or shown[at].type != "strong_open":
        return None
    return next(index for index in range(at, len(shown)) if shown[index].type == "strong_close")


def _heading(piece: Piece, text: str, entry: EntryLine | None) -> Piece:
    value = {"text": text.rstrip(": "), "level": "4"}
    return Piece(
        "heading", value, piece.start, piece.end, level=BOLD_LEVEL, entry=entry, plain=piece
    )
