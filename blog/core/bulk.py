"""A run that changes many things: who keeps an index in step may leave its work to the worker."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_running: ContextVar[bool] = ContextVar("bulk_run", default=False)


@contextmanager
def bulk_run() -> Iterator[None]:
    """Inside, what can be done later from what is stored is queued instead of done at once."""
    token = _running.set(True)
    try:
        yield
    finally:
        _running.reset(token)


def in_bulk_run() -> bool:
    return _running.get()
