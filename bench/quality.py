"""How near a rendition is to its original, with Pillow alone.

SSIM (Wang et al. 2004) over blocks of 8 × 8 of the luma; the reference is made in floating point.
"""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageMath

_BLOCK = 8
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2


class References:
    def __init__(self, photo: Path) -> None:
        with Image.open(photo) as opened:
            self.luma = opened.convert("L").convert("F")
        self.reference = cache(self._reference)

    def compare(
        self, spec: str, path: str, _size: int, width: int, height: int
    ) -> tuple[float, float]:
        """SSIM and PSNR of the file for this spec."""
        reference = self.reference(spec.startswith("fill"), width, height)
        with Image.open(path) as opened:
            seen = opened.convert("RGB").convert("L").convert("F")
        return ssim(reference, seen), psnr(reference, seen)

    def _reference(self, crops: bool, width: int, height: int) -> Image.Image:
        across, down = self.luma.size
        box = (0.0, 0.0, float(across), float(down))
        if crops:
            wide, high = min(across, down * width / height), min(down, across * height / width)
            left, top = (across - wide) / 2, (down - high) / 2
            box = (left, top, left + wide, top + high)
        return self.luma.resize((width, height), Image.Resampling.LANCZOS, box=box)


def ssim(one: Image.Image, two: Image.Image) -> float:
    mean_one, mean_two = one.reduce(_BLOCK), two.reduce(_BLOCK)
    square_one, square_two = _mean_product(one, one), _mean_product(two, two)
    product = _mean_product(one, two)

    def formula(args: dict[str, Any]) -> Any:
        a, b = args["a"], args["b"]
        spread_a, spread_b = args["aa"] - a * a, args["bb"] - b * b
        common = args["ab"] - a * b
        above = (a * b * 2 + _C1) * (common * 2 + _C2)
        return above / ((a * a + b * b + _C1) * (spread_a + spread_b + _C2))

    found = ImageMath.lambda_eval(
        formula, a=mean_one, b=mean_two, aa=square_one, bb=square_two, ab=product
    )
    return _mean(found)


def psnr(one: Image.Image, two: Image.Image) -> float:
    error = ImageMath.lambda_eval(
        lambda args: (args["a"] - args["b"]) * (args["a"] - args["b"]), a=one, b=two
    )
    return 10 * math.log10(255**2 / max(1e-9, _mean(error)))


def _mean_product(one: Image.Image, two: Image.Image) -> Image.Image:
    return ImageMath.lambda_eval(lambda args: args["a"] * args["b"], a=one, b=two).reduce(_BLOCK)


def _mean(picture: Image.Image) -> float:
    across, down = picture.size
    return float(
        picture.resize((1, 1), Image.Resampling.BOX, box=(0, 0, across, down)).getpixel((0, 0))
    )
