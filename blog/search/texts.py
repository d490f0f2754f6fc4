"""What of a stored body can be found: all that readers read, papers and captions included."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from blog.core.html import render_markdown
from blog.core.prose import plain_text
from blog.posts.walk import Placed, walk_raw

_TAG = re.compile(r"<[^>]+>")
# Keys of blocks that hold prose, and those that hold plain text.
_PROSE = ("intro", "commentary", "text", "caption", "transcript")
_PLAIN = tuple(
    "heading title authors award attribution label filename name credit disclosure".split()
)


def searchable_text(raw: list[dict[str, Any]], papers: Mapping[int, tuple[str, str]]) -> str:
    """A line for each piece. `papers` maps ids to title and authors, for entries that give none."""
    lines = (line for placed in walk_raw(raw) for line in _lines(placed, papers))
    return "\n".join(line for text in lines if (line := " ".join(text.split())))


def _lines(placed: Placed, papers: Mapping[int, tuple[str, str]]) -> Iterator[str]:
    value = placed.value
    if isinstance(value, str):
        yield plain_text(value, notes=True)
    elif isinstance(value, list):
        # A gallery and its like: blocks of which each is a mapping.
        for item in value:
            inner = item.get("value", item) if isinstance(item, dict) else item
            if isinstance(inner, dict):
                yield from _lines(Placed("item", inner, ""), papers)
    elif isinstance(value, dict):
        yield from _lines_of_mapping(placed.kind, value, papers)


def _lines_of_mapping(
    kind: str, value: dict[str, Any], papers: Mapping[int, tuple[str, str]]
) -> Iterator[str]:
    if kind == "markdown":
        yield _TAG.sub(" ", render_markdown(value.get("source") or ""))
        return
    if kind == "raw_html":
        yield plain_text(value.get("html") or "")
        return
    if kind == "paper":
        title, authors = papers.get(value.get("paper"), ("", ""))
        yield value.get("title") or title
        yield value.get("authors") or authors
        value = {key: item for key, item in value.items() if key not in ("title", "authors")}
    yield from (str(value[key]) for key in _PLAIN if isinstance(value.get(key), str))
    for key in _PROSE:
        if isinstance(value.get(key), str):
            # A heading's text is plain; prose that holds no markup reads the same either way.
            yield plain_text(value[key], notes=True) if "<" in value[key] else value[key]
    for link in value.get("links") or ():
        yield link["value"].get("label") or ""
    if kind == "code":
        yield value.get("code") or ""
    table = value.get("table")
    if isinstance(table, dict):
        yield from _cells(table)


def _cells(table: dict[str, Any]) -> Iterator[str]:
    yield " ".join(column.get("heading") or "" for column in table.get("columns") or [])
    for row in table.get("rows") or []:
        cells = row.get("values") or row.get("cells") or []
        yield " ".join(plain_text(str(cell), notes=True) for cell in cells)
