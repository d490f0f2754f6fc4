"""Which files of one format a page offers: each wider one weighs more.

Sixteen colours, dithered, are dear at half the size: 287 kB become 1,484.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def light_rungs(rows: Sequence[Any], *, wider: Sequence[Any] = ()) -> list[Any]:
    """Narrowest first, without those that weigh more than a wider one. Where that is the widest of
    `rows`, the next of `wider` takes its place, of at most twice its width: pixels cost a phone
    memory, however few bytes they came in."""
    widest = rows[-1].width
    light: list[Any] = []
    for row in reversed([*rows, *(row for row in wider if widest < row.width <= 2 * widest)]):
        if not light or not is_heavier(row, light[-1]):
            light.append(row)
    light.reverse()
    own = [row for row in light if row in rows]
    return own if rows[-1] in own else [*own, light[len(own)]]


def is_heavier(row: Any, other: Any) -> bool:
    """False where the weight of one is not known."""
    return bool(row.file_size and other.file_size and row.file_size > other.file_size)
