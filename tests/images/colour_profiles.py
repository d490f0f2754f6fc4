"""Colour profiles, written by hand: none lies about."""

from __future__ import annotations

import struct


def matrix_profile(primaries: tuple, gamma: float, name: bytes = b"A wide one") -> bytes:
    """A small RGB profile, ICC.1:2010 §8.3: three columns of XYZ under D50, and a gamma."""

    def s15(value: float) -> bytes:
        return struct.pack(">i", round(value * 65536))

    def xyz(values) -> bytes:
        return b"XYZ \x00\x00\x00\x00" + b"".join(map(s15, values))

    curve = (
        b"curv\x00\x00\x00\x00\x00\x00\x00\x01" + struct.pack(">H", round(gamma * 256)) + b"\0\0"
    )
    text = name + b"\x00"
    description = b"desc\x00\x00\x00\x00" + struct.pack(">I", len(text)) + text + b"\x00" * 79
    description += b"\x00" * (-len(description) % 4)
    white = (0.9642, 1.0, 0.8249)
    tags = [(b"desc", description), (b"wtpt", xyz(white))]
    tags += [
        (name, xyz(value))
        for name, value in zip((b"rXYZ", b"gXYZ", b"bXYZ"), primaries, strict=True)
    ]
    tags += [(name, curve) for name in (b"rTRC", b"gTRC", b"bTRC")]
    table, bodies, offset = b"", b"", 128 + 4 + 12 * len(tags)
    for name, body in tags:
        table += name + struct.pack(">II", offset + len(bodies), len(body))
        bodies += body
    size = offset + len(bodies)
    header = struct.pack(">I", size) + b"lcms\x02\x10\x00\x00mntrRGB XYZ " + b"\x00" * 12
    header += b"acsp" + b"\x00" * 28 + b"".join(map(s15, white))
    header = header.ljust(128, b"\x00")
    return header + struct.pack(">I", len(tags)) + table + bodies


# Columns of the published matrices, adapted to D50.
P3_COLUMNS = ((0.5151, 0.2412, -0.0011), (0.2919, 0.6922, 0.0419), (0.1572, 0.0666, 0.7841))
DISPLAY_P3 = matrix_profile(P3_COLUMNS, 2.2)
ADOBE_RGB = matrix_profile(
    ((0.6097, 0.3111, 0.0195), (0.2053, 0.6257, 0.0609), (0.1492, 0.0632, 0.7446)), 2.19921875
)
LINEAR_SRGB = matrix_profile(
    ((0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)),
    1.0,
    b"Linear sRGB",
)
