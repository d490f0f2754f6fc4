"""Ogg pages (RFC 3533): Vorbis, Opus and Theora keep their notes in the second packet."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from blog.documents.containers.recording import Blank, CutOffError, Recording

_COMMENTS = (b"\x03vorbis", b"OpusTags", b"\x81theora")
_CODECS = ((b"\x01vorbis", "vorbis"), (b"OpusHead", "opus"), (b"\x80theora", "theora"),
           (b"\x7fFLAC", "flac"), (b"Speex", "speex"))  # fmt: skip
_POLYNOMIAL = 0x04C11DB7
_HEADER_PAGES = 200


@dataclass(frozen=True, slots=True)
class Page:
    start: int
    data: bytes

    @property
    def body(self) -> int:
        return 27 + self.data[26]


def read(stream: IO[bytes], size: int) -> Recording:
    recording = Recording()
    for page in _pages(stream, size):
        body = page.data[page.body :]
        for start, codec in _CODECS:
            if body.startswith(start):
                recording.codecs.append(codec)
                recording.has_picture |= codec == "theora"
        for start in _COMMENTS:
            if body.startswith(start):
                recording.blanks.append(Blank(page.start, _without_comments(page, len(start))))
    return recording


def _pages(stream: IO[bytes], size: int) -> Iterator[Page]:
    """The first ones, among which headers lie."""
    at = 0
    for _number in range(_HEADER_PAGES):
        stream.seek(at)
        head = stream.read(27)
        if len(head) < 27:
            return
        if head[:4] != b"OggS":
            raise CutOffError(f"no page at {at}")
        lengths = stream.read(head[26])
        body = stream.read(sum(lengths))
        if len(body) < sum(lengths):
            raise CutOffError(f"page at {at}")
        yield Page(at, head + lengths + body)
        at += 27 + len(lengths) + len(body)


def _without_comments(page: Page, start: int) -> bytes:
    """Vendor and the comments that begin on this page: their texts become spaces, `TITLE=` stays a
    name with an equals sign, and the page gets its checksum."""
    data = bytearray(page.data)
    at = page.body + start
    for number in range(-1, 10_000):
        if at + 4 > len(data):
            break
        (length,) = struct.unpack_from("<I", data, at)
        if number == -1 or length:
            end = min(at + 4 + length, len(data))
            data[at + 4 : end] = _blanked(bytes(data[at + 4 : end]))
        at += 4 + length
        if number == -1:
            (count,) = struct.unpack_from("<I", data, at) if at + 4 <= len(data) else (0,)
            at += 4
        if number + 1 >= count:
            break
    data[22:26] = bytes(4)
    data[22:26] = struct.pack("<I", _checksum(bytes(data)))
    return bytes(data)


def _blanked(text: bytes) -> bytes:
    name, equals, value = text.partition(b"=")
    return name + equals + b" " * len(value) if equals else b" " * len(text)


def _checksum(data: bytes) -> int:
    """RFC 3533 §6: not that of zlib."""
    value = 0
    for byte in data:
        value ^= byte << 24
        for _bit in range(8):
            value = (value << 1 ^ (_POLYNOMIAL if value & 0x80000000 else 0)) & 0xFFFFFFFF
    return value
