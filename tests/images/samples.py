"""Files that people bring, made when they are asked for; none is taken from elsewhere."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from PIL import Image


def gradient(size: tuple[int, int] = (640, 480)) -> Image.Image:
    across = Image.linear_gradient("L").resize(size)
    return Image.merge("RGB", (across, across.rotate(180), Image.new("L", size, 90)))


def encoded(picture: Image.Image, form: str, **options) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()


def jpeg(size: tuple[int, int] = (640, 480), **options) -> bytes:
    return encoded(gradient(size), "JPEG", quality=90, **options)


def bomb(side: int = 30_000) -> bytes:
    """A PNG of 30,000 × 30,000 white points in some hundred kilobytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        checksum = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", checksum)

    rows = zlib.compressobj(9)
    row = b"\x00" + b"\xff" * ((side + 7) // 8)
    packed = b"".join(rows.compress(row) for _at in range(side)) + rows.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def polyglot() -> bytes:
    """A GIF that is a script too: what follows GIF89a is a comment until after the picture."""
    picture = bytearray(encoded(Image.new("P", (64, 64), 3), "GIF"))
    picture[:8] = b"GIF89a/*"  # 10,799 pixels wide, as such files are
    return bytes(picture) + b"*/=1;alert('from a picture');"


def gif_with_frames(count: int, size: tuple[int, int] = (8, 8), comment: bytes = b"") -> bytes:
    """Written by hand: Pillow would merge equal frames."""
    header = b"GIF89a" + struct.pack("<HHBBB", *size, 0x80, 0, 0) + b"\x00\x00\x00\xff\x20\x20"
    loop = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
    note = b"\x21\xfe" + bytes([len(comment)]) + comment + b"\x00" if comment else b""
    picture = Image.new("P", size, 1)
    picture.putpalette([0, 0, 0, 255, 32, 32])
    whole = encoded(picture, "GIF")
    start = whole.index(b"\x2c", 13 + 6)
    image = whole[start : whole.rindex(b"\x3b")]
    control = b"\x21\xf9\x04\x04\x0a\x00\x00\x00"
    return header + loop + note + (control + image) * count + b"\x3b"


def moving_gif(frames: int = 6, size: tuple[int, int] = (320, 240)) -> bytes:
    """A square that wanders, a tenth of a second each."""
    drawn = []
    for at in range(frames):
        frame = Image.new("RGB", size, "white")
        frame.paste("red", (at * 20, 40, at * 20 + 60, 100))
        drawn.append(frame)
    return encoded(drawn[0], "GIF", save_all=True, append_images=drawn[1:], duration=100, loop=0)


SCRIPTED_SVG = b"""<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
     width="120" height="80" viewBox="0 0 120 80" onload="alert(1)">
  <script>alert(2)</script>
  <a xlink:href="javascript:alert(3)"><rect width="120" height="80" fill="#b23"/></a>
  <foreignObject><iframe src="https://example.org/"></iframe></foreignObject>
</svg>"""


def zeros(size: int, piece: int = 1 << 20) -> Iterator[bytes]:
    """So many zero bytes, never all at once."""
    while size > 0:
        yield b"\x00" * min(piece, size)
        size -= piece


def noisy_jpeg(size: tuple[int, int], seed: int = 1) -> bytes:
    """Detail everywhere, so that encoders take as long as they do for a photograph."""
    chance = random.Random(seed)
    coarse = (size[0] // 8, size[1] // 8)
    bands = [
        Image.frombytes("L", coarse, chance.randbytes(coarse[0] * coarse[1])).resize(size)
        for _band in "RGB"
    ]
    return encoded(Image.merge("RGB", bands), "JPEG", quality=80)


_HEAD = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
_NESTED = Path(__file__).resolve().parents[1] / "samples" / "hostile" / "nested-1500.svg"
ENDLESS_DRAWINGS = {
    "1,500 levels": _NESTED.read_bytes(),
    "100,000 levels": _HEAD + b"<g>" * 100_000 + b"</g>" * 100_000 + b"</svg>",
    "8,000 namespaces": _HEAD
    + b"<g%s/></svg>" % b"".join(b' xmlns:a%d="u"' % n for n in range(8_000)),
    "200,000 elements": _HEAD + b"<g/>" * 200_000 + b"</svg>",
}
