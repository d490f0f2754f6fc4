"""A photograph-like picture of our own, the same on every machine: terrain, sky, grain."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageChops, ImageFilter

SIZE = (4000, 3000)


def draw_photo(seed: int = 1, size: tuple[int, int] = SIZE) -> Image.Image:
    """Noise of falling strength at ten scales in each channel, as light and texture have."""
    chance = random.Random(seed)
    shared = _octaves(chance, size, strength=0.55)
    channels = [
        Image.blend(shared, _octaves(chance, size, strength=0.45), weight)
        for weight in (0.25, 0.35, 0.45)
    ]
    picture = Image.merge("RGB", channels)
    edge = _octaves(chance, size, strength=0.5).point(lambda level: 255 if level > 128 else 0)
    edge = edge.filter(ImageFilter.GaussianBlur(1.2))
    darker = ImageChops.multiply(picture, Image.new("RGB", size, (120, 140, 170)))
    scene = Image.composite(picture, darker, edge)
    grain = Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))
    grain = grain.filter(ImageFilter.GaussianBlur(0.7)).convert("RGB")
    return Image.blend(scene, grain, 0.12)


def photo_bytes(seed: int = 1, size: tuple[int, int] = SIZE, quality: int = 90) -> bytes:
    stream = io.BytesIO()
    draw_photo(seed, size).save(stream, "JPEG", quality=quality)
    return stream.getvalue()


def _octaves(chance: random.Random, size: tuple[int, int], *, strength: float) -> Image.Image:
    across, down = size
    layer = Image.new("L", size, 128)
    cell, weight = max(size), 1.0
    while cell >= 2:
        small = (max(2, across // cell + 2), max(2, down // cell + 2))
        noise = Image.frombytes("L", small, chance.randbytes(small[0] * small[1]))
        layer = Image.blend(layer, noise.resize(size, Image.Resampling.BICUBIC), weight * 0.5)
        cell //= 2
        weight *= strength + 0.2
    return layer
