"""What cameras, phones, scanners, programs and people with bad luck bring: a table of files.

Whatever the file, a viewer that reads it rightly shows `QUARTERS`, upright.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pillow_heif
from PIL import Image, ImageCms

from tests.images import samples
from tests.images.colour_profiles import (
    ADOBE_RGB,
    DISPLAY_P3,
    LINEAR_SRGB,
    P3_COLUMNS,
    matrix_profile,
)
from tests.images.hidden import exif_with_secrets

# Made with FFmpeg from `quarters()`: nothing that is installed with us writes ten bits of AVIF.
SAMPLES = Path(__file__).parents[1] / "samples" / "pictures"
RED, GREEN, BLUE, DARK = (200, 60, 40), (60, 150, 80), (60, 80, 190), (52, 46, 40)
QUARTERS = (RED, GREEN, BLUE, DARK)
SMALL = (120, 90)
# How each value of EXIF's Orientation is undone, so the file holds the reverse.
_LYING = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@dataclass(frozen=True)
class Brought:
    """`make` gives the bytes; `refusal` begins the sentence of one that is not taken. `colours` are
    compared a quarter at a time; None where there is nothing to compare."""

    name: str
    make: Callable[[], bytes]
    refusal: str = ""
    colours: tuple[tuple[int, int, int], ...] | None = QUARTERS


def quarters(size: tuple[int, int] = SMALL, colours=QUARTERS, mode: str = "RGB") -> Image.Image:
    drawn = Image.new(mode, size)
    across, down = size[0] // 2, size[1] // 2
    for at, colour in enumerate(colours):
        left, top = at % 2 * across, at // 2 * down
        drawn.paste(colour, (left, top, left + size[0] - across, top + size[1] - down))
    return drawn


def saved(form: str, picture: Image.Image | None = None, **options) -> bytes:
    return samples.encoded(picture or quarters(), form, **options)


def photo(form: str = "JPEG", size: tuple[int, int] = SMALL, **options) -> bytes:
    """With the place where it was taken."""
    drawn = quarters(size)
    return saved(form, drawn, exif=exif_with_secrets(drawn), **{"quality": 95} | options)


def turned(orientation: int) -> bytes:
    upright = quarters()
    lying = upright.transpose(_LYING[orientation]) if orientation in _LYING else upright
    exif = exif_with_secrets(lying)
    exif[0x0112] = orientation
    return saved("JPEG", lying, quality=97, subsampling=0, exif=exif)


def in_profile(profile: bytes, form: str) -> bytes:
    """Other numbers for the same colours."""
    converted = ImageCms.profileToProfile(
        quarters(),
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )
    return saved(form, converted, quality=100, icc_profile=profile, subsampling=0)


def linear_light(value: float) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def with_chunks(data: bytes, *chunks: bytes) -> bytes:
    """Chunks of a PNG, put behind its header."""
    return data[:33] + b"".join(chunks) + data[33:]


def raw_png(rows: list[bytes], size: tuple[int, int], depth: int, colour: int) -> bytes:
    header = struct.pack(">IIBBBBB", *size, depth, colour, 0, 0, 0)
    packed = zlib.compress(b"".join(b"\x00" + row for row in rows))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def with_gamma(gamma: float) -> bytes:
    """A PNG that says by gAMA alone how its numbers grow with the light."""
    table = [round(255 * linear_light(value) ** gamma) for value in range(256)]
    return with_chunks(
        saved("PNG", quarters().point(table * 3)),
        chunk(b"gAMA", struct.pack(">I", round(gamma * 100_000))),
    )


def with_primaries_of_p3() -> bytes:
    """A PNG that says by cHRM and gAMA what Display P3 says by a profile."""
    lying = Image.open(io.BytesIO(in_profile(matrix_profile(P3_COLUMNS, 1.8), "PNG")))
    numbers = (0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06)
    places = struct.pack(">8I", *(round(number * 100_000) for number in numbers))
    plain = saved("PNG", lying.copy(), icc_profile=None)
    return with_chunks(plain, chunk(b"gAMA", struct.pack(">I", 55556)), chunk(b"cHRM", places))


def sixteen_bits(colour: bool) -> bytes:
    drawn = quarters()
    grey = drawn.convert("L")
    rows = []
    for y in range(drawn.height):
        row = (drawn if colour else grey).crop((0, y, drawn.width, y + 1)).tobytes()
        rows.append(b"".join(bytes((value, value)) for value in row))
    return raw_png(rows, drawn.size, 16, 2 if colour else 0)


def grey_of(colours=QUARTERS) -> tuple[tuple[int, int, int], ...]:
    return tuple(
        (level,) * 3
        for level in (
            Image.new("RGB", (1, 1), colour).convert("L").getpixel((0, 0)) for colour in colours
        )
    )


def dithered() -> bytes:
    """A photograph in sixteen colours: cheap as it is, dear once it is made smaller."""
    photo = Image.open(io.BytesIO(samples.noisy_jpeg((600, 450))))
    return saved("PNG", photo.quantize(16, dither=Image.Dither.FLOYDSTEINBERG), optimize=True)


def moving(form: str, **options) -> bytes:
    frames = [quarters(), quarters(colours=QUARTERS[::-1])]
    return saved(form, frames[0], save_all=True, append_images=frames[1:], duration=90, **options)


def heic() -> bytes:
    drawn = quarters()
    stream = io.BytesIO()
    image = pillow_heif.from_pillow(drawn)
    image.save(stream, quality=97, chroma=444, exif=exif_with_secrets(drawn).tobytes())
    return stream.getvalue()


def heic_of_ten_bits() -> bytes:
    wide = b"".join(struct.pack("<H", round(value * 1023 / 255)) for value in quarters().tobytes())
    stream = io.BytesIO()
    image = pillow_heif.from_bytes(mode="RGB;10", size=SMALL, data=wide)
    image.save(stream, quality=97, chroma=444)
    return stream.getvalue()


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


DAMAGED = "The file is damaged, or it is not a picture."
BROUGHT = [
    *(
        Brought(f"turned-{number}.jpg", lambda number=number: turned(number))
        for number in range(1, 9)
    ),
    Brought("photo.jpg", lambda: photo(size=(900, 600), subsampling=0)),
    Brought("photo.jpe", lambda: photo(subsampling=0, quality=96)),
    Brought("photo.jfif", lambda: photo(subsampling=0, quality=97)),
    Brought("photo", lambda: photo(subsampling=0, quality=94)),
    Brought("photo.txt", lambda: photo(subsampling=0, quality=93)),
    Brought("grey.jpg", lambda: saved("JPEG", quarters().convert("L"), quality=96), "", grey_of()),
    Brought("four-inks.jpg", lambda: saved("JPEG", quarters().convert("CMYK"), quality=97)),
    Brought("four-inks.tif", lambda: saved("TIFF", quarters().convert("CMYK"))),
    Brought("plain.png", lambda: photo("PNG")),
    Brought("deep.png", lambda: sixteen_bits(colour=True)),
    Brought("deep-grey.png", lambda: sixteen_bits(colour=False), "", grey_of()),
    Brought("palette.png", lambda: saved("PNG", quarters().quantize(8))),
    Brought(
        "one-bit.png",
        lambda: saved("PNG", quarters((120, 90), (1, 0, 0, 1), "1")),
        "",
        ((255,) * 3, (0,) * 3, (0,) * 3, (255,) * 3),
    ),
    Brought(
        "one-bit.tif",
        lambda: saved("TIFF", quarters((120, 90), (1, 0, 0, 1), "1")),
        "",
        ((255,) * 3, (0,) * 3, (0,) * 3, (255,) * 3),
    ),
    Brought(
        "see-through.png",
        lambda: saved(
            "PNG",
            quarters(
                (120, 90),
                [
                    (*colour, alpha)
                    for colour, alpha in zip(QUARTERS, (255, 255, 255, 255), strict=True)
                ],
                "RGBA",
            ),
        ),
    ),
    Brought("dithered.png", dithered, "", None),
    Brought("linear.png", lambda: with_gamma(1.0)),
    Brought("old-macintosh.png", lambda: with_gamma(1 / 1.8)),
    Brought("wide-without-profile.png", with_primaries_of_p3),
    Brought("wide.png", lambda: in_profile(DISPLAY_P3, "PNG")),
    Brought("adobe.png", lambda: in_profile(ADOBE_RGB, "PNG")),
    Brought("linear.tif", lambda: in_profile(LINEAR_SRGB, "TIFF")),
    Brought(
        "called-srgb.png",
        lambda: in_profile(matrix_profile(P3_COLUMNS, 1.0, b"sRGB, only wide and linear"), "PNG"),
    ),
    Brought("once.gif", lambda: moving("GIF")),
    Brought("twice.gif", lambda: moving("GIF", loop=1)),
    Brought("for-ever.gif", lambda: moving("GIF", loop=0)),
    Brought("still.gif", lambda: saved("GIF", quarters().quantize(8))),
    Brought("moving.png", lambda: moving("PNG", loop=3)),
    Brought(
        "moving-behind-a-still.png",
        lambda: saved(
            "PNG",
            save_all=True,
            default_image=True,
            append_images=[quarters(), quarters((120, 90), QUARTERS[::-1])],
        ),
    ),
    Brought(
        "of-one-frame.png",
        lambda: with_chunks(
            saved("PNG"),
            chunk(b"acTL", struct.pack(">II", 1, 0)),
            chunk(b"fcTL", struct.pack(">IIIIIHHBB", 0, *SMALL, 0, 0, 1, 10, 0, 0)),
        ),
    ),
    Brought("moving.webp", lambda: moving("WEBP", lossless=True)),
    Brought("photo.webp", lambda: photo("WEBP", lossless=True)),
    Brought("photo.avif", lambda: photo("AVIF", subsampling="4:4:4")),
    Brought("ten-bits.avif", lambda: (SAMPLES / "ten-bits.avif").read_bytes()),
    Brought("ten-bits.heic", heic_of_ten_bits),
    Brought("phone.heic", heic),
    Brought(
        "stack.mpo", lambda: photo("MPO", save_all=True, append_images=[quarters()], subsampling=0)
    ),
    Brought("paint.bmp", lambda: saved("BMP")),
    Brought("needle.png", lambda: saved("PNG", quarters((1, 12_000), (RED,) * 4)), "", (RED,) * 4),
    Brought("scroll.png", lambda: saved("PNG", quarters((24, 20_000)))),
    Brought("endless.tif", lambda: saved("TIFF", quarters((4, 66_000)), compression="tiff_lzw")),
    Brought("panorama.jpg", lambda: photo(size=(2400, 400), subsampling=0)),
    Brought("dot.png", lambda: saved("PNG", Image.new("RGB", (1, 1), RED)), "", (RED,) * 4),
    Brought(
        "plot.svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>', "", None
    ),
    Brought("half.jpg", lambda: half(photo()), DAMAGED),
    Brought("half.png", lambda: half(samples.encoded(samples.gradient(), "PNG")), DAMAGED),
    Brought("half.webp", lambda: half(samples.encoded(samples.gradient(), "WEBP")), DAMAGED),
    Brought("half.gif", lambda: half(saved("GIF", samples.gradient().quantize(256))), DAMAGED),
    Brought("half.heic", lambda: half(heic()), DAMAGED),
    Brought("half-of-a-moving.png", lambda: half(moving("PNG")), DAMAGED),
    Brought("words.jpg", lambda: b"Dear editor, enclosed please find the picture.", DAMAGED),
    Brought("film.png", lambda: b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 400, DAMAGED),
    Brought("nothing.jpg", lambda: b"", "The file is empty."),
    Brought("bomb.png", lambda: samples.bomb(9_000), "The picture has too many pixels"),
    Brought("broken.svg", lambda: b"<svg width='3'", "The drawing cannot be read as SVG."),
]
