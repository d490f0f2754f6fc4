"""Ctrl-C between two steps of long work, never in the middle of one."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


class Interrupt:
    """Whether somebody pressed Ctrl-C. The first is remembered; the second ends the work at once.

    Python raises KeyboardInterrupt wherever it happens to be. Inside a function that SQLite calls
    it becomes a DatabaseError, and inside a finaliser it is printed and forgotten: the work would
    count one failure and go on.
    """

    def __init__(self, say: Callable[[], None]) -> None:
        self._say = say
        self._asked = False

    def check(self) -> None:
        """KeyboardInterrupt, when somebody has asked."""
        if self._asked:
            raise KeyboardInterrupt

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True
        self._say()


@contextmanager
def between_steps(say: Callable[[], None]) -> Iterator[Interrupt]:
    """Until the block ends; in the main thread only. `say` is called at the first Ctrl-C."""
    interrupt = Interrupt(say)
    before = signal.signal(signal.SIGINT, interrupt._on_signal)
    try:
        yield interrupt
    finally:
        signal.signal(signal.SIGINT, before)
