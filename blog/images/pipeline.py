"""Renditions off the request: what is wanted minus what is there, from one decode."""

from __future__ import annotations

import hashlib
import logging
import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.files.storage import Storage
from PIL import Image
from wagtail.images.models import Filter

from blog.images.animation import encode_animation
from blog.images.encoders import EXTENSIONS, encode
from blog.images.files import write_whole
from blog.images.former import start_grace
from blog.images.gate import RefusedPicture, damaged
from blog.images.intake import adopt
from blog.images.ladder import Cut, climb_down
from blog.images.locks import locked_image
from blog.images.models import CustomImage, CustomRendition
from blog.images.natures import Nature
from blog.images.originals import open_original
from blog.images.pixels import open_pixels
from blog.images.rendition_sets import Wanted, all_wanted

logger = logging.getLogger(__name__)

# Part of each file name: a change of encoders gives new addresses, so old ones may be cached
# for ever.
_GENERATION = "1"


@dataclass(frozen=True, slots=True)
class Built:
    made: int = 0
    already_there: int = 0
    bytes: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    wanted: Wanted
    focal_point_key: str
    cut: Cut


def build_renditions(pk: int, *, anew: bool = False, verify: bool = False) -> Built:
    """Makes what is missing; `anew` makes all. Safe to run twice, together or after a kill.

    `verify` looks for each file, too, and makes again what a row only promises.
    """
    with locked_image(pk):
        image = CustomImage.objects.filter(pk=pk).first()
        if image is None or image.is_svg():
            return Built()
        try:
            if not image.original:
                adopt(image)
            return _build(image, anew, verify)
        except (RefusedPicture, OSError) as error:
            logger.warning("No renditions of image %s (“%s”): %s", pk, image.title, error)
            return Built(problem=str(error))


def wanted_of(image: CustomImage) -> list[Missing]:
    """Every rendition that a set wants of this picture."""
    found = []
    for wanted in all_wanted(image.width, image.height, image.nature):
        wagtail_filter = Filter(wanted.spec)
        cut = _cut(image, wagtail_filter)
        found.append(Missing(wanted, wagtail_filter.get_cache_key(image), cut))
    return found


def _build(image: CustomImage, anew: bool, verify: bool) -> Built:
    wanted = wanted_of(image)
    before = {(row.filter_spec, row.focal_point_key): row for row in image.renditions.all()}
    whole = {key for key, row in before.items() if not verify or is_whole(row)}
    missing = [
        item for item in wanted if anew or (item.wanted.spec, item.focal_point_key) not in whole
    ]
    if not missing:
        return Built(already_there=len(wanted))
    failures: list[str] = []
    made = list(_made(image, missing, failures))
    _save_rows(made)
    keys = ((row.filter_spec, row.focal_point_key) for row in made)
    former = {before[key].file.name for key in keys if key in before}
    start_grace(_storage(), former - {row.file.name for row in made})
    size = sum(row.file_size or 0 for row in made)
    return Built(len(made), len(wanted) - len(missing), size, "; ".join(failures))


def _made(
    image: CustomImage, missing: list[Missing], failures: list[str]
) -> Iterator[CustomRendition]:
    """Rows, not saved yet, whose files are whole. What an encoder refuses goes to `failures`, and
    keeps no other format or size from being made."""
    for item in missing:
        if item.wanted.moves:
            with open_original(image) as source, _damage_named():
                data = encode_animation(source, item.wanted.width)
            yield _written(image, item, data, item.cut.size)
    still = defaultdict(list)
    for item in missing:
        if not item.wanted.moves:
            still[item.cut].append(item)
    if still:
        for cut, pixels in climb_down(_decoded(image, still), list(still)):
            for item in still[cut]:
                try:
                    data = encode(pixels, item.wanted.format)
                except Exception as error:  # each encoder has errors of its own
                    logger.warning("No %s of image %s: %s", item.wanted.spec, image.pk, error)
                    failures.append(f"{item.wanted.spec}: {error}")
                else:
                    yield _written(image, item, data, pixels.size)


def _decoded(image: CustomImage, cuts: Any) -> Image.Image:
    """No larger than the most demanding cut needs."""
    scale = max(cut.size[0] / ((cut.box[2] - cut.box[0]) * image.width) for cut in cuts)
    least = (round(image.width * scale), round(image.height * scale))
    with open_original(image) as source, _damage_named():
        pixels = open_pixels(source, least=least)
    if image.nature == Nature.PHOTOGRAPH and pixels.mode == "RGBA":
        pixels = pixels.convert("RGB")
    return pixels


@contextmanager
def _damage_named() -> Iterator[None]:
    try:
        yield
    except Exception as error:  # decoders raise whatever they like on damaged files
        raise damaged() from error


def _cut(image: CustomImage, wagtail_filter: Filter) -> Cut:
    """What Wagtail would cut out for this spec, so that both ways give the same picture."""
    transform = wagtail_filter.get_transform(image, (image.width, image.height))
    rect = transform.get_rect()
    box = (
        max(0.0, rect.left / image.width),
        max(0.0, rect.top / image.height),
        min(1.0, rect.right / image.width),
        min(1.0, rect.bottom / image.height),
    )
    width, height = transform.size
    return Cut(box, (max(1, int(width)), max(1, int(height))))


def _written(
    image: CustomImage, item: Missing, data: bytes, size: tuple[int, int]
) -> CustomRendition:
    row = CustomRendition(
        image=image,
        filter_spec=item.wanted.spec,
        focal_point_key=item.focal_point_key,
        width=size[0],
        height=size[1],
        file_size=len(data),
    )
    name = row.get_upload_to(_file_name(image, item))
    write_whole(_storage(), name, data)
    row.file.name = name
    return row


def _file_name(image: CustomImage, item: Missing) -> str:
    """Names what is in it: a rendition of other pixels never has the address of this one."""
    told = "|".join(
        (image.content_hash, item.wanted.spec, item.focal_point_key, _GENERATION, str(image.pk))
    )
    digest = hashlib.sha256(told.encode()).hexdigest()[:10]
    stem = os.path.splitext(os.path.basename(image.file.name))[0][:40]
    return f"{stem}-{item.wanted.width}.{digest}{EXTENSIONS[item.wanted.format]}"


def _storage() -> Storage:
    return CustomRendition._meta.get_field("file").storage  # type: ignore[union-attr, return-value]


def _save_rows(made: list[CustomRendition]) -> None:
    """In one statement, after every file is there: a row never promises more than the disk has.

    A file that another name replaces stays for the prune's grace.
    """
    CustomRendition.objects.bulk_create(
        made,
        update_conflicts=True,
        unique_fields=["image", "filter_spec", "focal_point_key"],
        update_fields=["file", "width", "height", "file_size", "on_request"],
    )


def is_whole(row: CustomRendition) -> bool:
    storage = row.file.storage
    if not storage.exists(row.file.name):
        return False
    return row.file_size is None or storage.size(row.file.name) == row.file_size
