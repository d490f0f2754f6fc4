"""Pictures → a WebM film (https://www.webmproject.org/docs/container/).

A lossy WebP file holds one key frame of VP8; a film of key frames alone needs no other encoder.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable

from PIL import Image

_EBML, _SEGMENT, _INFO, _TRACKS, _ENTRY, _VIDEO = (
    b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67", b"\x15\x49\xa9\x66", b"\x16\x54\xae\x6b", b"\xae",
    b"\xe0",
)  # fmt: skip
_CLUSTER, _TIME, _BLOCK, _CUES, _CUE, _POSITIONS = (
    b"\x1f\x43\xb6\x75", b"\xe7", b"\xa3", b"\x1c\x53\xbb\x6b", b"\xbb", b"\xb7",
)  # fmt: skip
FRAMES_A_CLUSTER = 20


def film(frames: Iterable[Image.Image], *, pace: int, quality: int = 60) -> bytes:
    """`pace` in frames a second. Every frame can be sought."""
    pictures = [_key_frame(frame, quality) for frame in frames]
    width, height = _size(pictures[0])
    step = 1000 / pace
    info = _info(len(pictures) * step)
    tracks = _element(_TRACKS, _element(_ENTRY, _track(width, height)))
    clusters, cues = [], []
    # Seek positions count from the first byte of the segment's content.
    place = len(info) + len(tracks)
    for start in range(0, len(pictures), FRAMES_A_CLUSTER):
        group = pictures[start : start + FRAMES_A_CLUSTER]
        cluster = _cluster(round(start * step), group, step)
        cues.append(_cue(round(start * step), place))
        clusters.append(cluster)
        place += len(cluster)
    inside = b"".join([info, tracks, *clusters, _element(_CUES, b"".join(cues))])
    return _head() + _element(_SEGMENT, inside)


def _key_frame(frame: Image.Image, quality: int) -> bytes:
    stream = io.BytesIO()
    frame.convert("RGB").save(stream, "WEBP", quality=quality, method=4)
    data = stream.getvalue()
    at = data.index(b"VP8 ")
    return data[at + 8 : at + 8 + int(struct.unpack("<I", data[at + 4 : at + 8])[0])]


def _size(frame: bytes) -> tuple[int, int]:
    width, height = struct.unpack("<HH", frame[6:10])
    return width & 0x3FFF, height & 0x3FFF


def _head() -> bytes:
    return _element(
        _EBML,
        b"".join(
            [
                _number(b"\x42\x86", 1), _number(b"\x42\xf7", 1), _number(b"\x42\xf2", 4),
                _number(b"\x42\xf3", 8), _element(b"\x42\x82", b"webm"),
                _number(b"\x42\x87", 2), _number(b"\x42\x85", 2),
            ]
        ),
    )  # fmt: skip


def _info(duration: float) -> bytes:
    maker = b"Rapporteur"
    inside = _number(b"\x2a\xd7\xb1", 1_000_000) + _element(
        b"\x44\x89", struct.pack(">d", duration)
    )
    return _element(_INFO, inside + _element(b"\x4d\x80", maker) + _element(b"\x57\x41", maker))


def _track(width: int, height: int) -> bytes:
    size = _number(b"\xb0", width) + _number(b"\xba", height)
    about = [_number(b"\xd7", 1), _number(b"\x73\xc5", 1), _number(b"\x9c", 0), _number(b"\x83", 1)]
    return b"".join([*about, _element(b"\x86", b"V_VP8"), _element(_VIDEO, size)])


def _cluster(start: int, frames: list[bytes], step: float) -> bytes:
    blocks = [
        _element(_BLOCK, b"\x81" + struct.pack(">h", round(number * step)) + b"\x80" + frame)
        for number, frame in enumerate(frames)
    ]
    return _element(_CLUSTER, _number(_TIME, start) + b"".join(blocks))


def _cue(time: int, place: int) -> bytes:
    positions = _element(_POSITIONS, _number(b"\xf7", 1) + _number(b"\xf1", place))
    return _element(_CUE, _number(b"\xb3", time) + positions)


def _number(name: bytes, value: int) -> bytes:
    return _element(name, value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big"))


def _element(name: bytes, content: bytes) -> bytes:
    # The size always in eight bytes: the first bit set of the first one says so.
    return name + (len(content) | 1 << 56).to_bytes(8, "big") + content
