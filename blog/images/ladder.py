"""One decoded picture → every size that is wanted, each from the rung above it.

Lanczos, because it keeps edges of text and plots crisp where a box or bicubic filter softens them.
A rung is made from the smallest one that is at least twice as large, otherwise from the decoded
picture: the work falls with each step, and no pixel is resampled from too close a size.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of the original, in fractions of its width and height, and its size in pixels."""

    box: Box
    size: tuple[int, int]


def climb_down(picture: Image.Image, cuts: list[Cut]) -> Iterator[tuple[Cut, Image.Image]]:
    """Each cut with its pixels, widest first. Rungs that no smaller one needs are let go."""
    rungs: dict[Box, list[Image.Image]] = {}
    for cut in sorted(set(cuts), key=lambda cut: -cut.size[0]):
        above = rungs.setdefault(cut.box, [])
        made = _resized(_smallest_twice_as_wide(above, cut), picture, cut)
        above.append(made)
        yield cut, made


def _smallest_twice_as_wide(above: list[Image.Image], cut: Cut) -> Image.Image | None:
    wide_enough = [rung for rung in above if rung.width >= 2 * cut.size[0]]
    return wide_enough[-1] if wide_enough else None


def _resized(rung: Image.Image | None, picture: Image.Image, cut: Cut) -> Image.Image:
    if rung is not None:
        return rung.resize(cut.size, Image.Resampling.LANCZOS)
    across, down = picture.size
    left, top, right, bottom = cut.box
    box = (left * across, top * down, right * across, bottom * down)
    if cut.size == picture.size and box == (0, 0, across, down):
        return picture
    return picture.resize(cut.size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
