"""Files that are whole or not there."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import Storage

PART = ".part"


def write_whole(storage: Storage, name: str, data: bytes) -> None:
    """Under exactly this name, replacing what was there.

    A local file is written beside its place and then moved there, so that a worker that is killed
    leaves no half of it; the next one writes over the same part. Object stores do this themselves.
    """
    try:
        path = Path(storage.path(name))
    except NotImplementedError:
        if storage.exists(name):
            storage.delete(name)
        storage.save(name, ContentFile(data))
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + PART)
    part.write_bytes(data)
    mode = getattr(storage, "file_permissions_mode", None)
    if mode is not None:
        part.chmod(mode)
    os.replace(part, path)
