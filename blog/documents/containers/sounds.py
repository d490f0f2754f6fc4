"""Notes in MP3 (ID3, https://id3.org), FLAC (RFC 9639), WAV (RIFF) and Ogg (RFC 3533, RFC 7845)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import IO

from blog.documents.containers.recording import Blank, Recording

_FLAC_STREAM, _FLAC_PADDING, _FLAC_SEEK = 0, 1, 3
_WAV_NEEDED = frozenset((b"fmt ", b"data", b"fact"))


def read_mp3(stream: IO[bytes], size: int) -> Recording:
    return Recording(["mp3"], blanks=list(_id3(stream, size)))


def read_flac(stream: IO[bytes], size: int) -> Recording:
    return Recording(["flac"], blanks=list(_flac(stream, size)))


def read_wav(stream: IO[bytes], size: int) -> Recording:
    return Recording(["wav"], blanks=list(_wav(stream, size)))


def _id3(stream: IO[bytes], size: int) -> Iterator[Blank]:
    stream.seek(0)
    head = stream.read(10)
    if head[:3] == b"ID3":
        length = sum(
            (byte & 0x7F) << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True)
        )
        yield Blank(10, bytes(min(length, size - 10)))
    stream.seek(max(0, size - 128))
    if stream.read(3) == b"TAG":
        yield Blank(size - 128, bytes(128))


def _flac(stream: IO[bytes], size: int) -> Iterator[Blank]:
    at, is_last = 4, False
    while not is_last and at + 4 <= size:
        stream.seek(at)
        head = stream.read(4)
        is_last, kind = bool(head[0] & 0x80), head[0] & 0x7F
        length = int.from_bytes(head[1:], "big")
        if kind not in (_FLAC_STREAM, _FLAC_SEEK):
            yield Blank(at, bytes((head[0] & 0x80 | _FLAC_PADDING,)))
            yield Blank(at + 4, bytes(min(length, size - at - 4)))
        at += 4 + length


def _wav(stream: IO[bytes], size: int) -> Iterator[Blank]:
    at = 12
    while at + 8 <= size:
        stream.seek(at)
        kind, length = struct.unpack("<4sI", stream.read(8))
        if kind not in _WAV_NEEDED:
            yield Blank(at, b"JUNK")
            yield Blank(at + 8, bytes(min(length, size - at - 8)))
        at += 8 + length + length % 2
