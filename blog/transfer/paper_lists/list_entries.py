"""Lists whose every item is a paper. No Django."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from markdown_it.token import Token

from blog.transfer.paper_lists.paper_lines import free_line
from blog.transfer.reading.pieces import EntryLine, Piece
from blog.transfer.reading.structures import top_level

Place = Callable[[Token], tuple[int, int]]
Read = Callable[[list[Token]], list[Piece]]


def list_entries(
    group: list[Token], env: dict[str, Any], place: Place, read: Read
) -> tuple[Piece, ...]:
    """One heading-like piece an item, with what else the item holds inside; none where an item is
    no paper, or holds something that only Markdown can say."""
    first = int(group[0].attrGet("start") or 1)
    is_ordered = group[0].type == "ordered_list_open"
    found = []
    for at, item in enumerate(top_level(group[1:-1])):
        blocks = top_level(item[1:-1])
        if not blocks or blocks[0][0].type != "paragraph_open":
            return ()
        line = free_line(blocks[0][1].children or [], env)
        inside = [piece for block in blocks[1:] for piece in read(block)] if line else []
        if line is None or any(piece.kind == "markdown" for piece in inside):
            return ()
        if is_ordered and not line.number:
            line = replace(line, number=first + at)
        found.append(_entry(line, *place(item[0]), inside))
    return tuple(found)


def _entry(line: EntryLine, start: int, end: int, inside: list[Piece]) -> Piece:
    return Piece("heading", {"text": line.title}, start, end, entry=line, inside=tuple(inside))
