"""Colours as people see them: OKLCH (https://bottosson.github.io/posts/oklab/) and WCAG contrast. Pure."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

_HEX = re.compile(r"#[0-9a-f]{6}")


class Oklch(NamedTuple):
    """Lightness 0 to 1, chroma from 0 (grey), hue in radians."""

    lightness: float
    chroma: float
    hue: float


def is_hex(text: str) -> bool:
    return bool(_HEX.fullmatch(text))


def contrast(one: str, other: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio: 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def to_oklch(colour: str) -> Oklch:
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    across = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    down = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return Oklch(lightness, math.hypot(across, down), math.atan2(down, across))


def from_oklch(colour: Oklch) -> str:
    """The nearest colour of a screen: of the same lightness and hue, paler where it must be."""
    low, high = 0.0, colour.chroma
    if _fits(_to_linear(colour)):
        low = high
    while high - low > 0.0005:
        middle = (low + high) / 2
        low, high = (
            (middle, high) if _fits(_to_linear(colour._replace(chroma=middle))) else (low, middle)
        )
    return "#" + "".join(f"{_byte(part):02x}" for part in _to_linear(colour._replace(chroma=low)))


def _to_linear(colour: Oklch) -> tuple[float, float, float]:
    across, down = colour.chroma * math.cos(colour.hue), colour.chroma * math.sin(colour.hue)
    long = (colour.lightness + 0.3963377774 * across + 0.2158037573 * down) ** 3
    middle = (colour.lightness - 0.1055613458 * across - 0.0638541728 * down) ** 3
    short = (colour.lightness - 0.0894841775 * across - 1.2914855480 * down) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _fits(linear: tuple[float, float, float]) -> bool:
    return all(-0.0005 <= part <= 1.0005 for part in linear)


def _linear(colour: str) -> list[float]:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def _byte(linear: float) -> int:
    part = min(1.0, max(0.0, linear))
    curved = part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
    return round(curved * 255)


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
