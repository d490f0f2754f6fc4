"""Where files lie as they came: no public address leads there."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import FileSystemStorage, Storage, storages

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


def original_name(digest: str, ending: str) -> str:
    """By content, so that the same file is stored once."""
    return f"{digest[:2]}/{digest}{ending}"


def drop_original(name: str) -> None:
    if name:
        originals_storage().delete(name)
