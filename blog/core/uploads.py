"""Uploaded files on a disk that may be full: a sentence in the form."""

from __future__ import annotations

import errno
import io
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.utils.translation import gettext as _

_NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT))


def is_disk_full(error: OSError) -> bool:
    return error.errno in _NO_ROOM


def disk_full() -> ValidationError:
    return ValidationError(
        _(
            "The file was not stored: the server's disk is full. Ask the person who runs the "
            "server to make room, then choose the file again."
        ),
        code="disk-full",
    )


class StoredWhileCleanedMixin:
    """For a model form with the field `file`: stored while the form can still say what went wrong.

    A file that is stored for a row that is not saved afterwards has no row, and is pruned.
    """

    def full_clean(self) -> None:
        super().full_clean()  # type: ignore[misc]
        form: Any = self
        if not form.is_bound or form.errors or "file" not in form.changed_data:
            return
        try:
            self.store()
        except OSError as error:
            if not is_disk_full(error):
                raise
            form.add_error("file", disk_full())

    def store(self) -> None:
        file = self.instance.file  # type: ignore[attr-defined]
        file.save(file.name, file.file, save=False)


class SpaciousUploadHandler(TemporaryFileUploadHandler):
    """Large files wait in a temporary folder, whose disk may be full as well.

    Django would answer 500 before any form is asked; here the form gets an empty file that
    `refuse_cut_off` knows.
    """

    is_cut_off = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if not self.is_cut_off:
            self._try(lambda: self.file.write(raw_data))

    def file_complete(self, file_size: int) -> Any:
        self._try(lambda: self.file.seek(0))
        if not self.is_cut_off:
            return super().file_complete(file_size)
        with suppress(OSError):
            self.file.close()
        return CutOffFile(
            io.BytesIO(), self.field_name, self.file_name, self.content_type, file_size, None
        )

    def _try(self, act: Callable[[], Any]) -> None:
        try:
            act()
        except OSError as error:
            if not is_disk_full(error):
                raise
            self.is_cut_off = True


class CutOffFile(InMemoryUploadedFile):
    """What stands for an upload that the disk did not hold."""


def refuse_cut_off(upload: Any) -> None:
    if isinstance(upload, CutOffFile):
        raise disk_full()
