"""A picture as a page needs it: renditions of a named set, found or made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from blog.images.rendition_sets import RENDITION_SETS, filter_specs

_MIME = {"avif": "image/avif", "webp": "image/webp"}
# What an original keeps when JPEG would spoil it: transparency and line art stay lossless.
_LOSSLESS = frozenset({".png", ".gif", ".webp"})


@dataclass(frozen=True, slots=True)
class Source:
    mime: str
    src: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Picture:
    """`sources` best first; `fallback` is what `<img>` itself carries."""

    sources: tuple[Source, ...]
    fallback: Source
    sizes: str
    width: int
    height: int


def picture_for(image: Any, set_name: str) -> Picture | None:
    """The picture in this set, or None when its file is gone.

    Renditions prefetched on the image cost no query. Those not made yet are made here.
    """
    if image.is_svg():
        return _vector(image)
    rendition_set = RENDITION_SETS[set_name]
    specs = filter_specs(rendition_set, image.width, image.height, fallback_format(image))
    try:
        made = image.get_renditions(*(spec for group in specs.values() for spec in group))
    except (OSError, SyntaxError, ValueError):
        # Wagtail's SourceImageIOError is an OSError; Pillow raises the others on damaged files.
        return None
    groups = {name: [made[spec] for spec in group] for name, group in specs.items()}
    widest = groups["fallback"][-1]
    sources = tuple(
        _source(_MIME[name], group) for name, group in groups.items() if name != "fallback"
    )
    return Picture(
        sources=sources,
        fallback=_source("", groups["fallback"]),
        sizes=rendition_set.sizes,
        width=widest.width,
        height=widest.height,
    )


def fallback_format(image: Any) -> str:
    name = image.file.name.lower()
    return "png" if any(name.endswith(ending) for ending in _LOSSLESS) else "jpeg"


def _source(mime: str, renditions: list[Any]) -> Source:
    srcset = ", ".join(f"{item.url} {item.width}w" for item in renditions)
    return Source(mime, renditions[-1].url, srcset)


def _vector(image: Any) -> Picture:
    return Picture((), Source("image/svg+xml", image.file.url, ""), "", image.width, image.height)
