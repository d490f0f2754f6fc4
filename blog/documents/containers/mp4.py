"""MP4 and M4A: boxes (ISO/IEC 14496-12).  https://mp4ra.org/registered-types/boxes"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from blog.documents.containers.recording import Blank, CutOffError, Recording

_DESCENDED = frozenset((b"moov", b"trak", b"mdia", b"minf", b"stbl"))
# Place, camera, title, covers, and whatever a program left over.
_NOTES = frozenset((b"udta", b"meta", b"uuid", b"free", b"skip"))
_DATED = frozenset((b"mvhd", b"tkhd", b"mdhd"))
_LARGEST_TABLE = 50_000_000
_MOST = 200_000


@dataclass(frozen=True, slots=True)
class Box:
    kind: bytes
    start: int
    body: int
    end: int


def read(stream: IO[bytes], size: int) -> Recording:
    """CutOffError when the film's table of contents is missing or a box ends beyond the file."""
    recording = Recording()
    boxes = list(_boxes(stream, 0, size))
    if b"moov" not in {box.kind for box in boxes}:
        raise CutOffError("no moov")
    for box in boxes:
        _look_at(stream, box, recording)
    return recording


def _boxes(stream: IO[bytes], start: int, end: int) -> Iterator[Box]:
    count = 0
    while start + 8 <= end:
        count += 1
        if count > _MOST:
            raise CutOffError("boxes without end")
        stream.seek(start)
        size, kind = struct.unpack(">I4s", stream.read(8))
        body = start + 8
        if size == 1:
            (size,) = struct.unpack(">Q", stream.read(8))
            body += 8
        stop = start + size if size else end
        if stop > end or stop < body:
            raise CutOffError(f"{kind!r} at {start}")
        yield Box(kind, start, body, stop)
        start = stop


def _look_at(stream: IO[bytes], box: Box, recording: Recording) -> None:
    if box.kind in _NOTES:
        recording.blanks.append(Blank(box.start + 4, b"free"))
        recording.blanks.append(Blank(box.body, bytes(box.end - box.body)))
    elif box.kind == b"trak" and _handler(stream, box) not in (b"vide", b"soun", b"text", b"sbtl"):
        # A track of positions or of a camera's measurements: its samples lie among the pictures.
        recording.blanks += _blank_samples(stream, box)
        recording.blanks.append(Blank(box.start + 4, b"free"))
        recording.blanks.append(Blank(box.body, bytes(box.end - box.body)))
    elif box.kind in _DESCENDED:
        if box.kind == b"trak":
            _note_track(stream, box, recording)
        for inner in _boxes(stream, box.body, box.end):
            _look_at(stream, inner, recording)
    elif box.kind in _DATED:
        recording.blanks.append(Blank(box.body + 4, bytes(16 if _body(stream, box)[0] else 8)))
    elif box.kind == b"hdlr":
        recording.blanks.append(Blank(box.body + 24, bytes(max(0, box.end - box.body - 24))))


def _note_track(stream: IO[bytes], track: Box, recording: Recording) -> None:
    if _handler(stream, track) == b"vide":
        recording.has_picture = True
        recording.width, recording.height = _shown_size(stream, track)
    table = _inside(stream, track, b"mdia", b"minf", b"stbl", b"stsd")
    if table and _handler(stream, track) in (b"vide", b"soun"):
        recording.codecs.append(_body(stream, table)[12:16].decode("latin-1"))


def _handler(stream: IO[bytes], track: Box) -> bytes:
    box = _inside(stream, track, b"mdia", b"hdlr")
    return _body(stream, box)[8:12] if box else b""


def _shown_size(stream: IO[bytes], track: Box) -> tuple[int, int]:
    box = _inside(stream, track, b"tkhd")
    body = _body(stream, box) if box else b""
    if len(body) < 84:
        return 0, 0
    width, height = struct.unpack(">II", body[-8:])
    (across,) = struct.unpack(">i", body[-44:-40])
    # A phone held upright writes a film that lies on its side, and how to turn it.
    return (width >> 16, height >> 16) if across else (height >> 16, width >> 16)


def _inside(stream: IO[bytes], box: Box, *kinds: bytes) -> Box | None:
    for kind in kinds:
        inner = next((one for one in _boxes(stream, box.body, box.end) if one.kind == kind), None)
        if inner is None:
            return None
        box = inner
    return box


def _body(stream: IO[bytes], box: Box) -> bytes:
    stream.seek(box.body)
    return stream.read(min(box.end - box.body, _LARGEST_TABLE))


def _blank_samples(stream: IO[bytes], track: Box) -> Iterator[Blank]:
    """Each chunk of the track: where it begins (stco, co64), how many samples it has (stsc), how
    long these are (stsz)."""
    tables = {}
    stbl = _inside(stream, track, b"mdia", b"minf", b"stbl")
    for box in _boxes(stream, stbl.body, stbl.end) if stbl else ():
        tables[box.kind] = _body(stream, box)
    if not {b"stsz", b"stsc"} <= tables.keys() or not {b"stco", b"co64"} & tables.keys():
        return
    wide = b"co64" in tables
    offsets = _numbers(tables[b"co64" if wide else b"stco"][8:], "Q" if wide else "I")
    (fixed,) = struct.unpack(">I", tables[b"stsz"][4:8])
    sizes = iter(_numbers(tables[b"stsz"][12:], "I"))
    runs = _numbers(tables[b"stsc"][8:], "I")
    counts = dict(zip(runs[0::3], runs[1::3], strict=False))
    count = 0
    for number, offset in enumerate(offsets, 1):
        count = counts.get(number, count)
        length = fixed * count if fixed else sum(next(sizes, 0) for _ in range(count))
        yield Blank(offset, bytes(length))


def _numbers(data: bytes, form: str) -> tuple[int, ...]:
    width = struct.calcsize(form)
    return struct.unpack(f">{len(data) // width}{form}", data[: len(data) // width * width])
