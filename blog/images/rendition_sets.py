"""The named sets of renditions: for each place a picture may stand, its widths, ratio and formats.

Templates ask by name; nothing else in the project writes a filter spec.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RenditionSet:
    """`widths` in CSS pixels, ascending; `ratio` (width, height) crops around the focal point.

    `sizes` is the HTML attribute of that name. `formats` are offered best first; the last one
    stands for "JPEG or PNG, whichever the picture needs".
    """

    name: str
    widths: tuple[int, ...]
    sizes: str
    ratio: tuple[int, int] | None = None
    formats: tuple[str, ...] = ("avif", "webp", "fallback")


RENDITION_SETS = {
    item.name: item
    for item in (
        RenditionSet("figure", (480, 800, 1280), "(min-width: 46em) 36rem, 92vw"),
        RenditionSet("wide", (640, 960, 1440), "(min-width: 46em) 40rem, 92vw"),
        RenditionSet("card", (480, 800, 1280), "(min-width: 62em) 44rem, 92vw", ratio=(3, 2)),
        RenditionSet("portrait", (96, 192, 384), "(min-width: 46em) 9rem, 3rem", ratio=(1, 1)),
        RenditionSet("gallery", (320, 640), "(min-width: 46em) 18rem, 46vw", ratio=(4, 3)),
        RenditionSet("social", (1200,), "1200px", ratio=(1200, 630), formats=("fallback",)),
    )
}


def filter_specs(
    rendition_set: RenditionSet, width: int, height: int, fallback: str
) -> dict[str, list[str]]:
    """Format → Wagtail filter specs, narrowest first, for an original of this size in pixels.

    Never wider than the original: the widest step is then the original's own width.
    """
    widest = _usable_width(rendition_set, width, height)
    steps = sorted({min(step, widest) for step in rendition_set.widths})
    return {
        format_name: [_spec(rendition_set, step, format_name, fallback) for step in steps]
        for format_name in rendition_set.formats
    }


def _usable_width(rendition_set: RenditionSet, width: int, height: int) -> int:
    if not rendition_set.ratio:
        return width
    across, down = rendition_set.ratio
    return max(1, min(width, height * across // down))


def _spec(rendition_set: RenditionSet, step: int, format_name: str, fallback: str) -> str:
    size = f"width-{step}"
    if rendition_set.ratio:
        across, down = rendition_set.ratio
        size = f"fill-{step}x{max(1, step * down // across)}"
    chosen = fallback if format_name == "fallback" else format_name
    return f"{size}|format-{chosen}"
