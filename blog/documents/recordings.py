"""Films and sounds: whether browsers play them, and a public copy without the notes of the camera."""

from __future__ import annotations

import hashlib
import shutil
import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO, Any

from django.core.files.base import File
from django.utils.translation import gettext as _
from wagtail.documents.models import Document

from blog.core.errors import RapporteurError
from blog.core.originals import original_name, originals_storage
from blog.documents.containers import mp4, ogg, sounds, webm
from blog.documents.containers.recording import Recording
from blog.documents.kinds import kind_of
from blog.documents.models import RecordingFile

_READERS = {
    "video/mp4": mp4.read,
    "audio/mp4": mp4.read,
    "video/webm": webm.read,
    "video/ogg": ogg.read,
    "audio/ogg": ogg.read,
    "audio/mpeg": sounds.read_mp3,
    "audio/flac": sounds.read_flac,
    "audio/wav": sounds.read_wav,
}
# What Chromium, Firefox and Safari play of today.
_PLAYED = frozenset((
    "avc1", "avc3", "av01", "vp08", "vp09", "mp4a", "Opus", "fLaC", ".mp3", "V_VP8", "V_VP9", "V_AV1",
    "A_OPUS", "A_VORBIS", "vorbis", "opus", "flac", "theora", "mp3", "wav",
))  # fmt: skip
_NAMES = {"hvc1": "HEVC", "hev1": "HEVC", "mp4v": "MPEG-4 part 2", "ac-3": "Dolby AC-3",
          "ec-3": "Dolby AC-3", "alac": "Apple Lossless", "apch": "ProRes", "apcn": "ProRes"}  # fmt: skip
_IN_MEMORY = 10_000_000


class RefusedRecording(RapporteurError):
    """A film or a sound that browsers cannot play, with the reason."""


def read_recording(stream: IO[bytes], name: str, size: int) -> Recording:
    """RefusedRecording when it is cut off, or holds what not every browser plays."""
    kind = kind_of(name)
    try:
        recording = _READERS[kind.mime if kind else ""](stream, size)
    except (ValueError, IndexError, struct.error, RecursionError) as error:
        raise RefusedRecording(
            _("“%(name)s” is cut off or damaged: no player opens it.") % {"name": name},
            mend=_("See if it plays on your machine, and upload it again."),
        ) from error
    for codec in recording.codecs:
        if codec not in _PLAYED:
            raise RefusedRecording(
                _("“%(name)s” holds %(codec)s, which many browsers do not play.")
                % {"name": name, "codec": _NAMES.get(codec, codec)},
                mend=how_to_convert(),
            )
    return recording


def how_to_convert() -> str:
    return _(
        "Export it as MP4 (H.264 and AAC), or run: ffmpeg -i film -c:v libx264 -pix_fmt yuv420p "
        "-c:a aac film.mp4"
    )


def adopt(document: Any) -> None:
    """Puts a copy without notes in the place of the file; the file as it came becomes private.

    The one way for all: forms, imports, the demo, a shell. What cannot be read stays as it is.
    """
    kind = kind_of(document.filename)
    if kind is None or kind.mime not in _READERS:
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
        try:
            with document.file.storage.open(document.file.name) as file:
                shutil.copyfileobj(file, copy)
            recording = read_recording(copy, document.filename, copy.tell())
        except (RefusedRecording, OSError):
            recording = Recording(has_picture=kind.medium == "video")
        original = _keep_original(copy, document) if recording.blanks else ""
        _replace(document, copy, recording)
    RecordingFile.objects.update_or_create(
        document=document,
        defaults={
            "stored": document.file.name,
            "original": original,
            "has_picture": recording.has_picture,
            "width": recording.width,
            "height": recording.height,
        },
    )


def adopt_missing() -> None:
    """What came in before there were rows for it, or past every signal."""
    for document in Document.objects.filter(recording=None):
        adopt(document)


def _keep_original(copy: IO[bytes], document: Any) -> str:
    copy.seek(0)
    digest = hashlib.file_digest(copy, "sha256").hexdigest()  # type: ignore[arg-type]
    name = original_name(digest, PurePosixPath(document.filename).suffix.lower())
    copy.seek(0)
    if not originals_storage().exists(name):
        originals_storage().save(name, File(copy))
    return name


def _replace(document: Any, copy: IO[bytes], recording: Recording) -> None:
    if not recording.blanks:
        return
    for blank in recording.blanks:
        copy.seek(blank.start)
        copy.write(blank.data)
    copy.seek(0)
    storage = document.file.storage
    storage.delete(document.file.name)
    storage.save(document.file.name, File(copy))


@contextmanager
def open_original(document: Any) -> Iterator[IO[bytes]]:
    """The file as it came, for exports."""
    row = RecordingFile.objects.filter(document=document, stored=document.file.name).first()
    name = row.original if row else ""
    storage = originals_storage() if name else document.file.storage
    with storage.open(name or document.file.name) as file:
        yield file
