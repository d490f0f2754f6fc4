"""How far the renditions of each set are."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from blog.images.models import CustomImage
from blog.images.natures import Nature
from blog.images.pictures import focal_point_key, nature_of
from blog.images.rendition_sets import RENDITION_SETS, wanted_renditions
from blog.images.watch import Watch, unwatched


@dataclass(slots=True)
class SetStatus:
    """`misses` are renditions that were made while a reader waited."""

    name: str
    wanted: int = 0
    existing: int = 0
    bytes: int = 0
    misses: int = 0

    def to_json(self) -> dict[str, object]:
        return asdict(self)


def rendition_status(watch: Watch = unwatched) -> list[SetStatus]:
    """One for each set. Sets share renditions, so their sums count some twice."""
    found = {name: SetStatus(name) for name in RENDITION_SETS}
    images = CustomImage.objects.prefetch_related("renditions").order_by("pk")
    for image in watch(images.iterator(chunk_size=200), images.count()):
        if nature_of(image) != Nature.VECTOR:
            for status in found.values():
                _add(status, image)
    return list(found.values())


def _add(status: SetStatus, image: CustomImage) -> None:
    rendition_set = RENDITION_SETS[status.name]
    key = focal_point_key(image, rendition_set)
    made = {row.filter_spec: row for row in image.renditions.all() if row.focal_point_key == key}
    for wanted in wanted_renditions(rendition_set, image.width, image.height, nature_of(image)):
        status.wanted += 1
        if row := made.get(wanted.spec):
            status.existing += 1
            status.bytes += row.file_size or 0
            status.misses += row.on_request
