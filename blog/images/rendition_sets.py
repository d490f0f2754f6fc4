"""The named sets of renditions: for each place a picture may stand, its widths, ratio and formats.

Templates ask by name; nothing else in the project writes a filter spec.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from blog.images.natures import Nature


@dataclass(frozen=True, slots=True)
class RenditionSet:
    """`widths` in pixels, ascending; `ratio` (width, height) crops around the focal point.

    `sizes` is the HTML attribute of that name. A `plain` set has one format alone, for programs that
    fetch a picture without asking which formats it may have. A `still` one never moves. With a
    `least_height`, a panorama gets one more width, in which it is that high.
    """

    name: str
    widths: tuple[int, ...]
    sizes: str
    ratio: tuple[int, int] | None = None
    plain: bool = False
    still: bool = False
    least_height: int = 0


# Sets of one shape share their widths, so that a photograph is encoded once for all of them.
RENDITION_SETS = {
    item.name: item
    for item in (
        RenditionSet("figure", (480, 800, 1280), "(min-width: 46em) 36rem, 92vw"),
        RenditionSet(
            "wide", (480, 800, 1280, 1600), "(min-width: 46em) 40rem, 92vw", least_height=720
        ),
        RenditionSet("still", (480, 800, 1280, 1600), "(min-width: 46em) 40rem, 92vw", still=True),
        RenditionSet("card", (480, 800, 1280), "(min-width: 62em) 44rem, 92vw", ratio=(3, 2)),
        RenditionSet("portrait", (96, 192, 384), "(min-width: 46em) 9rem, 3rem", ratio=(1, 1)),
        RenditionSet("face", (96, 192), "2.75rem", ratio=(1, 1)),
        RenditionSet("gallery", (320, 640), "(min-width: 46em) 18rem, 46vw", ratio=(4, 3)),
        # The last of an odd number has a row to itself: on a phone, and beside it in two columns.
        RenditionSet("gallery-last", (320, 640), "(min-width: 46em) 18rem, 92vw", ratio=(4, 3)),
        RenditionSet("gallery-row", (320, 640), "(min-width: 46em) 38rem, 92vw", ratio=(4, 3)),
        RenditionSet("social", (1200,), "1200px", ratio=(1200, 630), plain=True),
    )
}


# Pixels on a side, by the formats themselves; a PNG has no end. Only scrolls, strips and long
# screenshots are larger.
MOST_PIXELS = {"webp": 16_383, "webp-lossless": 16_383, "jpeg": 65_500, "avif": 65_536}
_WIDEST = 10_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """One rendition: `format` is "avif", "webp", "webp-lossless", "jpeg" or "png"."""

    spec: str
    format: str
    width: int
    moves: bool = False


def wanted_renditions(
    rendition_set: RenditionSet, width: int, height: int, nature: str
) -> list[Wanted]:
    """Best format first, narrowest first, for an original of this size in pixels.

    Never wider than the original: the widest step is then the original's own width.
    """
    widest = _usable_width(rendition_set, width, height)
    steps = sorted({min(step, widest) for step in _steps(rendition_set, width, height)})
    return [
        Wanted(_spec(rendition_set, step, form), form, step, moves)
        for form, moves in _formats(rendition_set, nature)
        for step in steps
        if _holds(form, step, _height(rendition_set, step, width, height))
    ]


def all_wanted(width: int, height: int, nature: str) -> Iterator[Wanted]:
    """Every rendition of every set, each once."""
    seen = set()
    for rendition_set in RENDITION_SETS.values():
        for wanted in wanted_renditions(rendition_set, width, height, nature):
            if wanted.spec not in seen:
                seen.add(wanted.spec)
                yield wanted


def _formats(rendition_set: RenditionSet, nature: str) -> tuple[tuple[str, bool], ...]:
    """Formats best first, each with whether it moves; the last one is for `<img>` itself."""
    still = "jpeg" if nature == Nature.PHOTOGRAPH else "png"
    if rendition_set.plain:
        return ((still, False),)
    if nature == Nature.PHOTOGRAPH:
        return (("avif", False), ("webp", False), ("jpeg", False))
    if nature == Nature.ANIMATION:
        # What is cropped stands in a list, where nothing should move.
        stands = rendition_set.ratio or rendition_set.still
        return (("png", False),) if stands else (("webp", True), ("png", False))
    return (("webp-lossless", False), ("png", False))


def _steps(rendition_set: RenditionSet, width: int, height: int) -> Iterator[int]:
    yield from rendition_set.widths
    high_enough = rendition_set.least_height * width // height
    if high_enough > rendition_set.widths[-1]:
        yield min(high_enough, _WIDEST)


def _holds(form: str, width: int, height: int) -> bool:
    return max(width, height) <= MOST_PIXELS.get(form, max(width, height))


def _height(rendition_set: RenditionSet, step: int, width: int, height: int) -> int:
    across, down = rendition_set.ratio or (width, height)
    return step * down // across


def _usable_width(rendition_set: RenditionSet, width: int, height: int) -> int:
    if not rendition_set.ratio:
        return width
    across, down = rendition_set.ratio
    return max(1, min(width, height * across // down))


def _spec(rendition_set: RenditionSet, step: int, form: str) -> str:
    size = f"width-{step}"
    if rendition_set.ratio:
        across, down = rendition_set.ratio
        size = f"fill-{step}x{max(1, step * down // across)}"
    return f"{size}|format-{form}"
