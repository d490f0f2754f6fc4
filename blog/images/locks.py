"""One worker at a time on one picture, and never a lock that outlives its worker."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

# The first key of PostgreSQL's pair; any number that nothing else here uses.
_NAMESPACE = 730_412


@contextmanager
def locked_image(pk: int) -> Iterator[None]:
    """Waits until nobody else works on this picture. The system frees the lock of a dead process.

    PostgreSQL holds it across machines; with SQLite there is only one machine, and a file does.
    """
    if connection.vendor == "postgresql":
        with _advisory_lock(pk):
            yield
    else:
        with _file_lock(pk):
            yield


@contextmanager
def _advisory_lock(pk: int) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [_NAMESPACE, pk])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_NAMESPACE, pk])


@contextmanager
def _file_lock(pk: int) -> Iterator[None]:
    folder = Path(settings.VAR_DIR) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    # One file for many pictures would do; a thousand and one keep the folder small.
    with (folder / f"image-{pk % 1001}").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
