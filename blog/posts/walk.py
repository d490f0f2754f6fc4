"""One pass over a body: every block at any depth, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and where it stands. `container` is the kind of the block around it, "" at the top.

    `value` is raw JSON from `walk_raw`, a live value from `walk`. `number` is the position, from 1,
    of an entry in a ranked list, otherwise None.
    """

    kind: str
    value: Any
    id: str
    container: str = ""
    number: int | None = None


def walk_raw(raw: list[dict[str, Any]], container: str = "") -> Iterator[Placed]:
    """Over stored JSON: no database, no evaluation."""
    for block in raw or []:
        kind, value = block["type"], block["value"]
        yield Placed(kind, value, block.get("id") or "", container)
        if kind == "paper_list":
            for number, entry in enumerate(value.get("entries") or [], 1):
                place = number if value.get("ranked") else None
                yield Placed("paper", entry["value"], entry.get("id") or "", "paper_list", place)
                yield from walk_raw(entry["value"].get("more") or [], "paper")
        elif kind == "gallery":
            for picture in value.get("pictures") or []:
                yield Placed("image", picture["value"], picture.get("id") or "", "gallery")
        elif kind == "paper":
            yield from walk_raw(value.get("more") or [], "paper")
        elif kind == "bonus_section":
            yield from walk_raw(value.get("blocks") or [], "bonus_section")


def walk(stream: Any, container: str = "") -> Iterator[Placed]:
    """Over live values; evaluates each nested stream as it passes."""
    for child in stream:
        kind, value = child.block_type, child.value
        yield Placed(kind, value, child.id or "", container)
        if kind == "paper_list":
            for number, entry in enumerate(value["entries"].bound_blocks, 1):
                place = number if value["ranked"] else None
                yield Placed("paper", entry.value, entry.id or "", "paper_list", place)
                yield from walk(entry.value["more"], "paper")
        elif kind == "gallery":
            for picture in value["pictures"].bound_blocks:
                yield Placed("image", picture.value, picture.id or "", "gallery")
        elif kind == "paper":
            yield from walk(value["more"], "paper")
        elif kind == "bonus_section":
            yield from walk(value["blocks"], "bonus_section")
