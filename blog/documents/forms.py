"""The admin's upload form for documents: every door of Wagtail's leads through it."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm

from blog.core.uploads import StoredWhileCleanedMixin, refuse_cut_off
from blog.documents.kinds import HEAD, MAX_CAPTIONS, is_what_it_says, kind_of
from blog.documents.recordings import RefusedRecording, how_to_convert, read_recording

# What cameras and programs write, and browsers do not play.
_CONVERTED = frozenset((".mov", ".qt", ".avi", ".mkv", ".wmv", ".3gp", ".mts", ".mpg", ".mpeg"))


class GatedDocumentForm(StoredWhileCleanedMixin, BaseDocumentForm):
    """Refuses a file that is not what its name says, or that a browser would run."""

    def full_clean(self) -> None:
        super().full_clean()
        # The model would say of a file that was refused that it has no ending.
        if len(reasons := self.errors.get("file", [])) > 1:
            self.errors["file"] = self.error_class(reasons[:1])

    def clean_file(self) -> Any:
        upload = self.cleaned_data.get("file")
        refuse_cut_off(upload)
        # A stored file that is not exchanged passed here before.
        if upload and hasattr(upload, "content_type"):
            check_upload(upload)
        return upload


def check_upload(upload: Any) -> None:
    """ValidationError that says what the file is not."""
    ending = PurePosixPath(upload.name).suffix.lower()
    if ending in _CONVERTED:
        raise ValidationError(
            _("Most browsers do not play %(ending)s films such as “%(name)s”. %(how)s")
            % {"ending": ending, "name": upload.name, "how": how_to_convert()},
            code="refused",
        )
    head = upload.read(HEAD)
    upload.seek(0)
    if not is_what_it_says(upload.name, head):
        raise ValidationError(_reason(upload.name), code="refused")
    kind = kind_of(upload.name)
    if kind and kind.medium != "captions":
        _check_recording(upload)
    if kind and kind.medium == "captions" and upload.size > MAX_CAPTIONS:
        raise ValidationError(
            _("“%(name)s” is larger than captions are. Is it the right file?")
            % {"name": upload.name},
            code="refused",
        )


def _check_recording(upload: Any) -> None:
    try:
        read_recording(upload, upload.name, upload.size)
    except RefusedRecording as error:
        raise ValidationError(str(error), code="refused") from error
    finally:
        upload.seek(0)


def _reason(name: str) -> str:
    kind = kind_of(name)
    if kind is None:
        return _(
            "“%(name)s” holds a web page or a script, which is not taken: a browser would run it. "
            "Pack it into a zip."
        ) % {"name": name}
    if kind.medium == "captions":
        return _("“%(name)s” is not WebVTT: its first line has to be WEBVTT.") % {"name": name}
    return _(
        "“%(name)s” is not what its ending says. Browsers play MP4 and WebM films, and MP3, M4A, "
        "Ogg, FLAC and WAV sounds; convert it to one of these."
    ) % {"name": name}
