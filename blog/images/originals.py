"""The files as they came, where no public address leads: exports read them, and the pipeline."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from blog.core.originals import original_name, originals_storage
from blog.images.files import write_whole


def keep_original(data: bytes, digest: str, ending: str) -> str:
    """Its name there."""
    name = original_name(digest, ending)
    storage = originals_storage()
    if not storage.exists(name):
        write_whole(storage, name, data)
    return name


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
