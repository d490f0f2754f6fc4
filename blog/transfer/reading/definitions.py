"""Footnotes and addresses that a text names in one place and writes in another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from markdown_it.token import Token

_NOTE_MARK = re.compile(r"\[\^([^\]\s]+)\](?!:)")


def note_lines(tokens: list[Token]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Name and lines of every note that is referred to; one written in its sentence has no name."""
    name = ""
    maps: list[list[int]] = []
    for token in tokens:
        if token.type == "footnote_open":
            name, maps = token.meta.get("label") or "", []
        elif token.type == "footnote_close" and name and maps:
            yield name, (min(first for first, _ in maps), max(last for _, last in maps))
        elif token.map:
            maps.append(token.map)


def with_notes(
    source: str, notes: Mapping[str, tuple[int, int]], written: Callable[[int, int], str]
) -> str:
    """With the notes that it refers to, and those that these refer to. `notes` are their places,
    and `written` gives what stands at one."""
    added: set[str] = set()
    while missing := [
        name
        for name in dict.fromkeys(_NOTE_MARK.findall(source))
        if name in notes and name not in added and f"[^{name}]:" not in source
    ]:
        added.update(missing)
        source = "\n\n".join([source, *(written(*notes[name]).rstrip() for name in missing)])
    return source


def with_references(
    source: str, references: Mapping[str, Mapping[str, Any]], restored: Callable[[str], str]
) -> str:
    """With the addresses of the links that only name theirs; `restored` puts shortcodes back."""
    used = {_label(name) for name in re.findall(r"\[([^\]\[]+)\]", source)}
    for name, target in references.items():
        if _label(name) in used and not re.search(rf"(?mi)^ *\[{re.escape(name)}\]:", source):
            title = f' "{target["title"]}"' if target.get("title") else ""
            address = target["href"]
            # The parser writes the sign that opens a mark with percent signs.
            address = unquote(address) if "%EE%80%81" in address else address
            source += f"\n\n[{name}]: {restored(address + title)}"
    return source


def _label(name: str) -> str:
    return " ".join(name.casefold().split())
