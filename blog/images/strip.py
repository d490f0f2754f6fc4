"""Files without anything but pixels, byte for byte where the pixels may stay as they are.

JPEG: ITU T.81 annex B.  PNG: https://www.w3.org/TR/png-3/.
WebP: https://developers.google.com/speed/webp/docs/riff_container.
"""

from __future__ import annotations

import struct

from blog.images import gif

_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Without those of animations: Willow cannot load one, not even of a single frame.
_PNG_KEPT = frozenset((b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"sRGB"))
_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ANIM", b"ANMF", b"ALPH"))
_WEBP_METADATA_FLAGS = 0x20 | 0x08 | 0x04


def strip(data: bytes, form: str) -> bytes:
    """ValueError when the file is not built as its format says."""
    try:
        return _STRIPPERS[form](data)
    except (IndexError, struct.error) as error:
        raise ValueError("the file ends too early") from error


def _strip_jpeg(data: bytes) -> bytes:
    """The first picture of the file: of an MPO, the others go too."""
    kept, at = [data[:2]], 2
    while True:
        while data[at + 1] == 0xFF:
            at += 1
        marker = data[at + 1]
        if data[at] != 0xFF or marker in (0x00, 0x01):
            raise ValueError("a marker is missing")
        if marker == 0xD9:
            return b"".join(kept) + b"\xff\xd9"
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        segment = data[at:end]
        if marker == 0xDA:
            end = _end_of_scan(data, end)
            kept.append(data[at:end])
        elif segment[4:9] == b"JFIF\x00" and len(kept) == 1:
            # Only where it was: it says that the channels are luma and chroma.
            kept.append(_JFIF)
        elif not (0xE0 <= marker <= 0xEF or marker == 0xFE) or _tells_colours(segment):
            kept.append(segment)
        at = end


def _tells_colours(segment: bytes) -> bool:
    # Adobe's segment says how the channels are to be read; it holds nothing else.
    return segment[1] == 0xEE and len(segment) == 16 and segment[4:9] == b"Adobe"


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next marker stands; stuffed zeros and restarts belong to the scan."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise ValueError("the picture ends too early")
        if data[at + 1] != 0x00 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2


def _strip_png(data: bytes) -> bytes:
    kept, at = [_PNG_SIGNATURE], len(_PNG_SIGNATURE)
    while True:
        (length,) = struct.unpack_from(">I", data, at)
        kind, end = data[at + 4 : at + 8], at + 12 + length
        if kind in _PNG_KEPT:
            kept.append(data[at:end])
        if kind == b"IEND":
            return b"".join(kept)
        at = end


def _strip_webp(data: bytes) -> bytes:
    kept, at = [], 12
    while at + 8 <= len(data):
        kind = data[at : at + 4]
        (length,) = struct.unpack_from("<I", data, at + 4)
        end = at + 8 + length + length % 2
        chunk = data[at:end]
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_METADATA_FLAGS]) + chunk[9:]
        if kind in _WEBP_KEPT:
            kept.append(chunk)
        at = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


_STRIPPERS = {
    "JPEG": _strip_jpeg,
    "MPO": _strip_jpeg,
    "PNG": _strip_png,
    "WEBP": _strip_webp,
    "GIF": gif.without_metadata,
}
