"""A list of papers in its source, entry by entry: what is moved keeps its own characters. No Django."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

_NUMBER = re.compile(r"\A([ \t]*(?:#{1,6}[ \t]+)?\W{0,3})(\d{1,3})(?=[.):])")


def entry_places(source: str, entries: Sequence[Mapping[str, Any]]) -> list[tuple[int, int]]:
    """Where each entry stands in the source of its list; none where that cannot be told."""
    starts: list[int] = []
    at = 0
    for entry in entries:
        found = _found(source, entry, at)
        if found < 0:
            return []
        line = source.rfind("\n", 0, found) + 1
        if starts and line <= starts[-1]:
            return []
        starts.append(line)
        at = source.find("\n", found) if "\n" in source[found:] else len(source)
    return list(zip(starts, [*starts[1:], len(source)], strict=True))


def _found(source: str, entry: Mapping[str, Any], at: int) -> int:
    for text in (entry["url"], entry["title"]):
        if text and text != "#" and (found := source.find(text, at)) >= 0:
            return found
    return -1


def joined_entries(parts: Sequence[str], before: Sequence[str]) -> str:
    """`parts` one below the other, with as much room as there is between most of `before`."""
    gaps = Counter(item[len(item.rstrip()) :] for item in before[:-1])
    gap = gaps.most_common(1)[0][0] if gaps else ""
    texts = [item.rstrip() for item in parts]
    needs_room = any("\n\n" in text for text in texts) or any(text[:1] == "#" for text in texts)
    return (("\n\n" if needs_room and gap.count("\n") < 2 else gap) or "\n\n").join(texts)


def renumbered(parts: Sequence[str], before: Sequence[str]) -> list[str]:
    """With the numbers that the list had, in its order: it may count down."""
    numbers = [int(found[2]) for item in before if (found := _NUMBER.match(item))]
    if len(numbers) != len(before) or not numbers:
        return list(parts)
    step = numbers[1] - numbers[0] if len(numbers) > 1 else 1
    if step < 0:  # counted down to one
        numbers = list(range(len(parts), 0, -1))
    while len(numbers) < len(parts):
        numbers.append(numbers[-1] + step)
    return [
        _NUMBER.sub(rf"\g<1>{number}", part) for part, number in zip(parts, numbers, strict=False)
    ]
