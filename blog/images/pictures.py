"""A picture as a page needs it: the renditions of a named set that were made before."""

from __future__ import annotations

import logging
import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.core.cache import cache
from wagtail.images.models import Filter

from blog.core.memory import memory_of_request
from blog.images.models import NoRoomForRendition
from blog.images.natures import Nature
from blog.images.placeholders import focus_class, tint_class
from blog.images.rendition_sets import RENDITION_SETS, RenditionSet, Wanted, wanted_renditions
from blog.images.rungs import is_heavier, light_rungs
from blog.images.tasks import generate

logger = logging.getLogger(__name__)

_MIME = {
    "avif": "image/avif",
    "webp": "image/webp",
    "webp-lossless": "image/webp",
    "jpeg": "image/jpeg",
    "png": "image/png",
}
# As wide as the text: what is narrower gains nothing by itself.
_SHOWN_WHOLE = 700
# Pixels of a style sheet. A scroll or a long screenshot is shown smaller, and whole when enlarged.
_MOST_HIGH = 1200
_SAME_SHAPE = 0.02
_MISSES_PER_REQUEST = 2
_STILL_ONLY = "(prefers-reduced-motion: reduce)"


@dataclass(frozen=True, slots=True)
class Source:
    mime: str
    src: str
    srcset: str
    media: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """`sources` best first; `fallback` is what `<img>` itself carries, with `classes`."""

    sources: tuple[Source, ...]
    fallback: Source
    sizes: str
    width: int
    height: int
    classes: tuple[str, ...] = ()

    def narrowed(self, width: int) -> Picture:
        """The same, shown in so many pixels; a drawing does not grow to the width of the text."""
        height = max(1, round(self.height * width / self.width))
        classes = tuple(name for name in self.classes if name != "vector")
        sizes = f"(min-width: {width}px) {width}px, 92vw" if self.sizes else ""
        return replace(self, width=width, height=height, sizes=sizes, classes=classes)

    @property
    def still(self) -> str:
        """One file of a middling width, WebP where there is one, for where there is no choice."""
        webp = next((source for source in self.sources if source.mime == "image/webp"), None)
        chosen = webp or self.fallback
        files = [item.split(" ")[0] for item in chosen.srcset.split(", ") if item]
        return files[(len(files) - 1) // 2] if files else chosen.src


@dataclass(frozen=True, slots=True)
class Whole:
    """The widest file that every browser opens; `still` when that one moves."""

    src: str
    still: str = ""


def whole_picture(image: Any, set_name: str) -> Whole | None:
    """For readers who want to see more of a picture than this set shows; None when there is
    nothing more to see, or not yet: a link to a file is no reason to let a reader wait for it."""
    nature = nature_of(image)
    if nature == Nature.VECTOR:
        return Whole(image.file.url)
    is_small = image.width <= _SHOWN_WHOLE and image.height <= _MOST_HIGH
    if is_small and not _is_cut(image, RENDITION_SETS[set_name]):
        return None
    rows = _rows(image)
    wanted = wanted_renditions(RENDITION_SETS["wide"], image.width, image.height, nature)
    made = [(item.format, row) for item in wanted if (row := rows.get((item.spec, "")))]
    plain = [row for form, row in made if form == wanted[-1].format]
    if not plain:
        return None
    opened = [row for form, row in made if _MIME[form] == "image/webp"]
    still = plain[-1].url if nature == Nature.ANIMATION else ""
    return Whole((opened or plain)[-1].url, still)


def _is_cut(image: Any, rendition_set: RenditionSet) -> bool:
    if not rendition_set.ratio:
        return False
    across, down = rendition_set.ratio
    return bool(abs(image.width * down / (image.height * across) - 1) > _SAME_SHAPE)


def picture_for(image: Any, set_name: str) -> Picture | None:
    """The picture in this set, or None when its file is gone.

    Renditions that were loaded or prefetched cost no query. Nothing is encoded here unless no worker was
    there before the reader: then one rendition is made, and the miss is logged. Of further pictures
    without any on the same page the public copy is shown.
    """
    known = image.__dict__.setdefault("_pictures", {})
    if set_name not in known:
        known[set_name] = _find(image, RENDITION_SETS[set_name])
    return known[set_name]


def nature_of(image: Any) -> str:
    """What the pipeline found, or a guess from the name before it came by."""
    if image.is_svg():
        return Nature.VECTOR
    if image.nature:
        return image.nature
    photograph = image.file.name.lower().endswith((".jpg", ".jpeg"))
    return Nature.PHOTOGRAPH if photograph else Nature.GRAPHIC


def focal_point_key(image: Any, rendition_set: RenditionSet) -> str:
    """What Wagtail stores beside a spec that crops."""
    return Filter("fill-1x1").get_cache_key(image) if rendition_set.ratio else ""


def _find(image: Any, rendition_set: RenditionSet) -> Picture | None:
    nature = nature_of(image)
    if nature == Nature.VECTOR:
        source = Source("image/svg+xml", image.file.url, "")
        return Picture((), source, "", *_shown_size(image), ("vector",))
    wanted = wanted_renditions(rendition_set, image.width, image.height, nature)
    key = focal_point_key(image, rendition_set)
    made = {spec: row for (spec, focus), row in _rows(image).items() if focus == key}
    if any(item.spec not in made for item in wanted):
        _ask_worker(image)
    plain = [item for item in wanted if item.format == wanted[-1].format]
    if not any(item.spec in made for item in plain):
        if not _may_make_one():
            return _public_copy(image, rendition_set)
        try:
            missed = _make_one(image, plain[len(plain) // 2])
        except NoRoomForRendition:
            return _public_copy(image, rendition_set)
        if missed is None:
            return None
        made[missed.filter_spec] = missed
    return _assemble(image, rendition_set, wanted, made)


def load_renditions(images: Iterable[Any]) -> None:
    """What pictures of these images need, by one query. A page shows some two hundred of these
    rows, and making model instances of them would be a tenth of its time."""
    waiting = {image.pk: image for image in images if image}
    if not waiting:
        return
    found: dict[int, _Rows] = {pk: {} for pk in waiting}
    model = next(iter(waiting.values())).renditions.model
    fields = ("image_id", "filter_spec", "focal_point_key", "file", "width", "height", "file_size")
    for pk, spec, focus, *rest in model.objects.filter(image__in=found).values_list(*fields):
        found[pk][spec, focus] = _Row(model, *rest)
    for image in images:
        if image:
            image.__dict__["_rendition_rows"] = found[image.pk]


class _Row:
    """What a page prints of a rendition."""

    def __init__(
        self, model: Any, name: str, width: int, height: int, file_size: int | None
    ) -> None:
        self.model, self.name, self.width, self.height = model, name, width, height
        self.file_size = file_size

    @cached_property
    def url(self) -> str:
        return str(self.model._meta.get_field("file").storage.url(self.name))


_Rows = dict[tuple[str, str], Any]


def _rows(image: Any) -> _Rows:
    """As they were loaded; otherwise as they are now, because somebody makes them meanwhile."""
    known = image.__dict__.get("_rendition_rows")
    if known is None:
        known = {(row.filter_spec, row.focal_point_key): row for row in image.renditions.all()}
    return known


def _ask_worker(image: Any) -> None:
    """Where a worker takes tasks, and not more than once in a while; never in this request."""
    if generate.get_backend().supports_defer and cache.add(f"renditions-asked-{image.pk}", 1, 600):
        generate.enqueue(image.pk)


def _may_make_one() -> bool:
    """No reader waits for a whole page of pictures that came in a moment ago."""
    memory = memory_of_request()
    if memory is None:
        return True
    memory.misses = getattr(memory, "misses", 0) + 1
    return bool(memory.misses <= _MISSES_PER_REQUEST)


def _public_copy(image: Any, rendition_set: RenditionSet) -> Picture:
    source = Source("", image.file.url, "")
    return Picture((), source, "", *_shown_size(image), _classes(image, rendition_set))


def _make_one(image: Any, wanted: Wanted) -> Any:
    """One rendition in the middle of the set is enough for a page that is whole."""
    try:
        # Not get_rendition: its cache may hold one whose row was pruned.
        rendition = image.create_rendition(Filter(wanted.spec))
    except NoRoomForRendition:
        raise
    except (OSError, SyntaxError, ValueError):
        # Wagtail's SourceImageIOError is an OSError; Pillow raises the others on damaged files.
        return None
    type(rendition).objects.filter(pk=rendition.pk).update(
        on_request=True, file_size=rendition.file.size
    )
    logger.warning(
        "Miss: %s of image %s was made while a reader waited. Is the task worker running? "
        "`manage.py renditions build` makes what is missing.",
        wanted.spec,
        image.pk,
    )
    return rendition


def _assemble(
    image: Any, rendition_set: RenditionSet, wanted: list[Wanted], made: dict[str, Any]
) -> Picture:
    groups: dict[tuple[str, bool], list[Any]] = {}
    for item in wanted:
        if item.spec in made:
            groups.setdefault((item.format, item.moves), []).append(made[item.spec])
    (form, _moves), rows = groups.popitem()
    rows = light_rungs(rows, wider=[] if rendition_set.ratio else _public_rung(image, form))
    fallback = _source("", rows)
    sources = [
        _source(_MIME[form], rungs)
        for (form, moves), group in groups.items()
        if (rungs := light_rungs(group)) and (moves or not is_heavier(rungs[-1], rows[-1]))
    ]
    if any(moves for _form, moves in groups):
        sources.insert(0, Source(_MIME["png"], fallback.src, fallback.srcset, _STILL_ONLY))
    width, height = _shown_size(rows[-1])
    return Picture(
        sources=tuple(sources),
        fallback=fallback,
        sizes=rendition_set.sizes if height == rows[-1].height else f"{width}px",
        width=width,
        height=height,
        classes=_classes(image, rendition_set),
    )


def _shown_size(picture: Any) -> tuple[int, int]:
    if picture.height <= _MOST_HIGH:
        return picture.width, picture.height
    return max(1, round(picture.width * _MOST_HIGH / picture.height)), _MOST_HIGH


def _public_rung(image: Any, form: str) -> list[Any]:
    """The public copy as one more rendition, where it is of this format."""
    mime = mimetypes.guess_type(image.file.name)[0]
    if mime != _MIME[form] or nature_of(image) == Nature.ANIMATION:
        return []
    model = image.renditions.model
    return [_Row(model, image.file.name, image.width, image.height, image.file_size)]


def _source(mime: str, renditions: list[Any]) -> Source:
    srcset = ", ".join(f"{item.url} {item.width}w" for item in renditions)
    return Source(mime, renditions[-1].url, srcset)


def _classes(image: Any, rendition_set: RenditionSet) -> tuple[str, ...]:
    # A tint behind a picture with transparency would show through it for good.
    tint = tint_class(image.dominant_colour) if nature_of(image) == Nature.PHOTOGRAPH else ""
    focus = "" if rendition_set.ratio else focus_class(image)
    return tuple(name for name in (tint, focus) if name)
