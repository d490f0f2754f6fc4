"""Which colours the numbers of a file mean: judged by curve and primaries, never by a name.

ICC.1:2010 (version 4.3); PNG's gAMA and cHRM: https://www.w3.org/TR/png-3/#11addnlcolinfo.
"""

from __future__ import annotations

import io
import struct
from functools import lru_cache
from itertools import product
from typing import Any

from PIL import Image, ImageCms

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
_BLACK_POINT = ImageCms.Flags.BLACKPOINTCOMPENSATION
_D50 = (0.9642, 1.0, 0.8249)
# Of white, red, green and blue, in x and y; of Rec. 709 and therefore of sRGB.
_SRGB_PLACES = (0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06)
_SRGB_GAMMA = 0.45455
# How far, of 255, a channel may lie off and still be the same colour.
_SAME = 2
# Where a profile names the channels that it is for.
_SPACE = slice(16, 20)
_BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
_Vector = tuple[float, float, float]
_Matrix = tuple[_Vector, _Vector, _Vector]


def profile_of(picture: Image.Image) -> bytes:
    """Its ICC profile, or one for what a PNG says by gAMA and cHRM; b"" for sRGB."""
    profile = picture.info.get("icc_profile")
    if profile is None and picture.format == "PNG" and "srgb" not in picture.info:
        profile = _of_png(picture.info.get("gamma"), picture.info.get("chromaticity"))
    return b"" if not profile or means_srgb(profile) else bytes(profile)


def to_srgb(picture: Image.Image, profile: bytes) -> Image.Image | None:
    """None for a profile that cannot be read, or that is for other channels than there are."""
    if picture.mode == "L" and profile[_SPACE] == b"RGB ":
        picture = picture.convert("RGB")
    try:
        return ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            SRGB,
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=_BLACK_POINT,
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


@lru_cache(maxsize=32)
def means_srgb(profile: bytes) -> bool:
    """Whether colours from all over the cube come out as they went in."""
    probe = _PROBES.get(profile[_SPACE])
    if probe is None:
        return False
    seen = to_srgb(probe, profile)
    if seen is None:
        return True
    before = probe.convert("RGB").tobytes()
    return all(abs(a - b) <= _SAME for a, b in zip(before, seen.tobytes(), strict=True))


def _probe() -> Image.Image:
    steps = range(0, 256, 51)
    colours = [*product(steps, repeat=3), *((level,) * 3 for level in range(256))]
    return Image.frombytes("RGB", (1, len(colours)), bytes(sum(colours, ())))


_PROBES = {b"RGB ": _probe(), b"GRAY": Image.linear_gradient("L")}


def _of_png(gamma: float | None, places: tuple[float, ...] | None) -> bytes:
    if not gamma and not places:
        return b""
    try:
        return _written(places or _SRGB_PLACES, gamma or _SRGB_GAMMA)
    except (ArithmeticError, struct.error, ValueError):
        # Places on one line, or no numbers at all: what writes these means nothing by them.
        return b""


def _written(places: tuple[float, ...], gamma: float) -> bytes:
    """A matrix profile, ICC.1:2010 §8.3.3."""
    columns = _columns(*zip(places[::2], places[1::2], strict=True))
    curve = b"para" + bytes(4) + _curve(gamma)
    name = "PNG".encode("utf-16-be")
    described = struct.pack(">4s4xII2s2sII", b"mluc", 1, 12, b"en", b"US", len(name), 28) + name
    tags = [(b"desc", described), (b"cprt", described), (b"wtpt", _xyz(_D50))]
    tags += [
        (sign + b"XYZ", _xyz(column))
        for sign, column in zip((b"r", b"g", b"b"), columns, strict=True)
    ]
    tags += [(sign + b"TRC", curve) for sign in (b"r", b"g", b"b")]
    return _assembled(tags)


def _assembled(tags: list[tuple[bytes, bytes]]) -> bytes:
    table, bodies, start = b"", b"", 128 + 4 + 12 * len(tags)
    for name, body in tags:
        table += name + struct.pack(">II", start + len(bodies), len(body))
        bodies += body.ljust(-(-len(body) // 4) * 4, b"\x00")
    header = struct.pack(">I4xI", start + len(bodies), 0x04300000) + b"mntrRGB XYZ "
    header = header.ljust(36, b"\x00") + b"acsp" + bytes(28) + b"".join(map(_s15, _D50))
    return header.ljust(128, b"\x00") + struct.pack(">I", len(tags)) + table + bodies


def _curve(gamma: float) -> bytes:
    """Programs that write 0.45455 mean the curve of sRGB, as browsers do."""
    if abs(gamma - _SRGB_GAMMA) < 0.01:
        numbers = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
        return struct.pack(">H2x", 3) + b"".join(map(_s15, numbers))
    return struct.pack(">H2x", 0) + _s15(1 / gamma)


def _columns(white: Any, *primaries: Any) -> list[_Vector]:
    """XYZ of red, green and blue under D50, so that together they are white."""
    lights = tuple(_light(*place) for place in primaries)
    shares = _solved(tuple(zip(*lights, strict=True)), _light(*white))  # type: ignore[arg-type]
    seen, meant = _times(_BRADFORD, _light(*white)), _times(_BRADFORD, _D50)
    columns = []
    for light, share in zip(lights, shares, strict=True):
        cones = _times(_BRADFORD, tuple(share * part for part in light))  # type: ignore[arg-type]
        adapted = tuple(c * m / s for c, m, s in zip(cones, meant, seen, strict=True))
        columns.append(_solved(_BRADFORD, adapted))  # type: ignore[arg-type]
    return columns


def _light(x: float, y: float) -> _Vector:
    return (x / y, 1.0, (1 - x - y) / y)


def _times(matrix: _Matrix, vector: _Vector) -> _Vector:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)  # type: ignore[return-value]


def _solved(matrix: _Matrix, result: _Vector) -> _Vector:
    """Cramer's rule."""
    whole = _determinant(matrix)
    parts = []
    for at in range(3):
        rows = [[*row] for row in matrix]
        for row, value in zip(rows, result, strict=True):
            row[at] = value
        parts.append(_determinant(rows) / whole)
    return tuple(parts)  # type: ignore[return-value]


def _determinant(rows: Any) -> float:
    (a, b, c), (d, e, f), (g, h, i) = rows
    return float(a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g))


def _xyz(values: _Vector) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(map(_s15, values))


def _s15(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))
