"""A memory with a limit: what was used longest ago goes first. Pure; several threads may use it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any

# What a thing costs beside its own bytes: the key, the objects, their place in a dictionary.
_OVERHEAD = 600


class Kept:
    """At most `room` bytes, by what those who keep say. A thing that would take more than a quarter
    is not kept at all, so that one search cannot drive out all others."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.taken = 0
        self._lock = Lock()
        self._things: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()

    def get(self, key: Hashable) -> Any:
        """None when it is not there."""
        with self._lock:
            if key not in self._things:
                return None
            self._things.move_to_end(key)
            return self._things[key][0]

    def keep(self, key: Hashable, thing: Any, size: int) -> None:
        size += _OVERHEAD
        if size > self.room // 4:
            return
        with self._lock:
            if key in self._things:
                return
            self._things[key] = thing, size
            self.taken += size
            while self.taken > self.room:
                _key, (_thing, freed) = self._things.popitem(last=False)
                self.taken -= freed
