"""WebM: EBML elements (RFC 8794, RFC 9559)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from blog.documents.containers.recording import Blank, CutOffError, Recording

_SEGMENT, _CLUSTER, _INFO, _TRACKS, _ENTRY = 0x18538067, 0x1F43B675, 0x1549A966, 0x1654AE6B, 0xAE
_VIDEO, _WIDTH, _HEIGHT, _CODEC, _CHECKSUM = 0xE0, 0xB0, 0xBA, 0x86, 0xBF
_DESCENDED = frozenset((_SEGMENT, _INFO, _TRACKS, _ENTRY, _VIDEO))
# Tags, attachments, void; title, date and file name; names of tracks.
_NOTES = frozenset((0x1254C367, 0x1941A469, 0xEC, 0x7BA9, 0x4461, 0x7384, 0x536E))
# The programs that wrote it: texts that have to be there.
_PROGRAMS = frozenset((0x4D80, 0x5741))
_UNKNOWN = -1
_MOST = 2_000_000


@dataclass(frozen=True, slots=True)
class Element:
    kind: int
    start: int
    body: int
    end: int


def read(stream: IO[bytes], size: int) -> Recording:
    recording = Recording()
    for element in _elements(stream, size):
        length = element.end - element.start
        if element.kind in _NOTES or element.kind == _CHECKSUM:
            # A checksum would be that of the notes too.
            recording.blanks.append(Blank(element.start, _void(length)))
        elif element.kind in _PROGRAMS:
            recording.blanks.append(Blank(element.body, b" " * (element.end - element.body)))
        elif element.kind == _VIDEO:
            recording.has_picture = True
        elif element.kind in (_WIDTH, _HEIGHT, _CODEC):
            stream.seek(element.body)
            _note(recording, element.kind, stream.read(min(element.end - element.body, 64)))
    if not recording.codecs:
        raise CutOffError("no tracks")
    return recording


def _note(recording: Recording, kind: int, value: bytes) -> None:
    if kind == _CODEC:
        recording.codecs.append(value.decode("latin-1").rstrip("\x00"))
    elif kind == _WIDTH:
        recording.width = int.from_bytes(value, "big")
    else:
        recording.height = int.from_bytes(value, "big")


def _elements(stream: IO[bytes], size: int) -> Iterator[Element]:
    """All that matters, flat. A browser that records writes segments and clusters without a length;
    what is inside then follows as if it stood beside."""
    at = count = 0
    while at < size:
        count += 1
        if count > _MOST:
            raise CutOffError("elements without end")
        stream.seek(at)
        kind, kind_length = _number(stream, keep_marker=True)
        length, length_length = _number(stream)
        body = at + kind_length + length_length
        end = size if length == _UNKNOWN else body + length
        if end > size:
            raise CutOffError(f"{kind:x} at {at}")
        yield Element(kind, at, body, end)
        inside = kind in _DESCENDED or (kind == _CLUSTER and length == _UNKNOWN)
        at = body if inside else end


def _number(stream: IO[bytes], *, keep_marker: bool = False) -> tuple[int, int]:
    first = stream.read(1)
    if not first or not first[0]:
        raise CutOffError("no element")
    length = 9 - first[0].bit_length()
    rest = stream.read(length - 1)
    if len(rest) < length - 1:
        raise CutOffError("the file ends")
    value = int.from_bytes(first + rest, "big")
    if keep_marker:
        return value, length
    value -= 1 << (7 * length)
    return (_UNKNOWN if value == (1 << (7 * length)) - 1 else value), length


def _void(length: int) -> bytes:
    """An element of this length that says nothing."""
    if length < 9:
        return bytes((0xEC, 0x80 | (length - 2))) + bytes(length - 2)
    return b"\xec" + ((1 << 56) | (length - 9)).to_bytes(8, "big") + bytes(length - 9)
