"""Which public addresses does a change touch? Each package answers for what it shows.

A package registers a function with `register_addresses`; whoever keeps finished copies of pages
(the static twin, a cache) calls `touched_addresses` and renews just those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """`kind` is "published", "withdrawn", "saved" or "deleted"; `model` a label such as "blog.PostPage".

    `old_addresses` are public paths that the object answered at before the change.
    """

    kind: str
    model: str
    pk: int
    old_addresses: tuple[str, ...] = ()


FindAddresses = Callable[[Change], Iterable[str]]
_finders: list[FindAddresses] = []


def register_addresses(find: FindAddresses) -> FindAddresses:
    """Add a finder; usable as a decorator. Registering the same function twice has no effect."""
    if find not in _finders:
        _finders.append(find)
    return find


def touched_addresses(change: Change) -> list[str]:
    """Public paths, each once, in the order in which the finders name them."""
    found = dict.fromkeys(change.old_addresses)
    for find in _finders:
        found.update(dict.fromkeys(find(change)))
    return list(found)
