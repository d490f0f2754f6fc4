"""The files as they came, where no public address leads: exports read them, and the pipeline."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import FileSystemStorage, Storage, storages

from blog.images.files import write_whole

ALIAS = "originals"


class PrivateStorage(FileSystemStorage):
    """A folder outside of `media/`, without addresses."""

    def url(self, name: str | None) -> str:
        raise SuspiciousOperation(f"{name} is an original and has no public address.")


def originals_storage() -> Storage:
    """STORAGES["originals"], or the folder `originals` under VAR_DIR."""
    if ALIAS in settings.STORAGES:
        return storages[ALIAS]
    return PrivateStorage(location=Path(settings.VAR_DIR) / ALIAS)


def keep_original(data: bytes, digest: str, ending: str) -> str:
    """Its name there. Named by content, so that the same file is stored once."""
    name = f"{digest[:2]}/{digest}{ending}"
    storage = originals_storage()
    if not storage.exists(name):
        write_whole(storage, name, data)
    return name


def drop_original(name: str) -> None:
    if name:
        originals_storage().delete(name)


@contextmanager
def open_original(image: Any) -> Iterator[IO[bytes]]:
    """The file as it came. A picture without an original of its own gives its public file."""
    if image.original:
        try:
            opened = originals_storage().open(image.original)
        except FileNotFoundError:
            pass
        else:
            with opened:
                yield opened
            return
    with image.open_file() as file:
        yield io.BytesIO(file.read())
