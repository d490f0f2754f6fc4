"""Files that are whole or not there."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage

PART = ".part"


def write_whole(storage: Storage, name: str, data: bytes) -> None:
    """Under exactly this name, replacing what was there."""
    write_file(storage, name, ContentFile(data))


def write_file(storage: Storage, name: str, content: File[bytes]) -> None:
    """The same for a file that may be too large for the memory.

    A local file is written beside its place, under a name that nobody else has, and then moved there:
    a worker that is killed leaves no half of it, and two that write it at once do not meet. Object
    stores do this themselves.
    """
    try:
        path = Path(storage.path(name))
    except NotImplementedError:
        if storage.exists(name):
            storage.delete(name)
        storage.save(name, content)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{uuid.uuid4().hex}{PART}")
    with part.open("wb") as out:
        for chunk in content.chunks():
            out.write(chunk)
    mode = getattr(storage, "file_permissions_mode", None)
    if mode is not None:
        part.chmod(mode)
    os.replace(part, path)
