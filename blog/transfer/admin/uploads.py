"""Where uploads wait until they are imported: a folder each, and away with what nobody wants."""

from __future__ import annotations

import shutil
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

from blog.transfer.admin.archives import unpack_upload
from blog.transfer.models import ImportRun

KEPT_FOR = 3 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Upload:
    """`path` is what to import, below `folder`; `name` is what the editor's file is called."""

    name: str
    folder: str
    path: str

    @property
    def place(self) -> Path:
        return _root() / self.folder / self.path

    def discard(self) -> None:
        shutil.rmtree(_root() / self.folder, ignore_errors=True)


def take_upload(stream: IO[bytes], name: str) -> Upload:
    """Unpack it into a folder of its own. SourceError when it is refused; then nothing is left."""
    sweep()
    folder = _root() / uuid.uuid4().hex
    path = unpack_upload(stream, name, folder)
    return Upload(name, folder.name, path.relative_to(folder).as_posix())


def place_of(run: ImportRun) -> Path | None:
    """What the run is to import; None when it is there no more."""
    if not run.folder:
        return None
    found = _root() / run.folder / run.path
    return found if found.exists() else None


def forget(run: ImportRun) -> None:
    if run.folder:
        shutil.rmtree(_root() / run.folder, ignore_errors=True)


def sweep() -> None:
    """Away with uploads that were never imported, and that nothing is at work on."""
    if not _root().is_dir():
        return
    in_use = set(
        ImportRun.objects.filter(
            state__in=[ImportRun.State.WAITING, ImportRun.State.RUNNING]
        ).values_list("folder", flat=True)
    )
    for folder in _root().iterdir():
        if folder.name not in in_use and time.time() - folder.stat().st_mtime > KEPT_FOR:
            shutil.rmtree(folder, ignore_errors=True)


def _root() -> Path:
    return Path(settings.VAR_DIR) / "uploads"
