"""Stored bodies → plain text: for excerpts and reading times. No database."""

from __future__ import annotations

import json
import re
from typing import Any

from blog.core.html import without_shortcodes
from blog.core.prose import plain_text
from blog.posts.walk import Placed, walk_raw

_OWN_LINK = re.compile(r"""<a\b[^>]*\blinktype=\\?["'](page|document)\\?["'][^>]*>""")
_OWN_ID = re.compile(r"""\bid=\\?["'](\d+)\\?["']""")


def text_of_body(raw: list[dict[str, Any]]) -> str:
    """All that readers read, in order, a block a line."""
    return "\n".join(text for placed in walk_raw(raw) for text in _texts(placed) if text)


def excerpt(raw: list[dict[str, Any]], length: int = 180) -> str:
    """The first prose, cut at a word, with an ellipsis where something is left out."""
    first = next((placed for placed in walk_raw(raw) if placed.kind == "prose"), None)
    return shorten(plain_text(first.value), length) if first else ""


def shorten(text: str, length: int) -> str:
    """One line of at most `length` characters and an ellipsis, cut between words."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return line[:length].rsplit(" ", 1)[0].rstrip(".,;:!?–— ") + "…"


def linked_rows(raw: list[dict[str, Any]]) -> set[tuple[str, int]]:
    """What prose links to of ours: ("page", id) and ("document", id)."""
    tags = _OWN_LINK.finditer(json.dumps(list(raw)))
    return {(tag[1], int(number[1])) for tag in tags if (number := _OWN_ID.search(tag[0]))}


def _texts(placed: Placed) -> list[str]:
    value = placed.value
    if placed.kind == "prose":
        return [plain_text(value)]
    if not isinstance(value, dict):
        return []
    prose = [plain_text(value[key]) for key in ("intro", "commentary") if value.get(key)]
    if placed.kind in ("quote", "callout"):
        prose.append(plain_text(value.get("text") or ""))
    elif placed.kind == "heading":
        prose.append(value.get("text") or "")
    plain = [str(value[key]) for key in ("heading", "title", "authors") if value.get(key)]
    source = value.get("source") or "" if placed.kind == "markdown" else ""
    return [*plain, *prose, without_shortcodes(source)]
