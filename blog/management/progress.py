"""A bar on a terminal; nothing where the output goes to a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

Item = TypeVar("Item")
_WIDTH = 30


def with_progress(items: Iterable[Item], total: int, stream: Any) -> Iterator[Item]:
    """The items, while `stream`, usually stderr, shows how many of `total` are done."""
    shown = total and stream.isatty()
    for number, item in enumerate(items, 1):
        yield item
        if shown:
            full = _WIDTH * number // total
            stream.write(f"\r[{'█' * full}{'·' * (_WIDTH - full)}] {number}/{total}", ending="")
    if shown:
        stream.write("")
