"""Rows and files of renditions that nothing asks for any more, and public files of former pictures.
Originals are never looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.storage import Storage
from django.utils import timezone

from blog.core.media import PRIVATE, PUBLIC_FOLDERS
from blog.images.models import CustomImage, CustomRendition
from blog.images.pictures import focal_point_key, nature_of
from blog.images.rendition_sets import RENDITION_SETS, wanted_renditions
from blog.images.watch import Watch, unwatched

FOLDERS = [start + name for start in ("", PRIVATE) for name in sorted(PUBLIC_FOLDERS)]
# Every spec of ours names a format; those of the admin's previews do not and stay.
_OURS = "|format-"
# A worker writes its files before their rows, and readers hold pages with those of former pictures.
_YOUNG = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Pruned:
    name: str
    reason: str
    bytes: int


def prune_renditions(*, dry_run: bool, watch: Watch = unwatched) -> Iterator[Pruned]:
    """Says each before it goes, rows first and then files without a row."""
    for row, reason in _unwanted_rows(watch):
        yield Pruned(row.file.name, reason, row.file_size or 0)
        if not dry_run:
            row.delete()
    storage: Storage = CustomRendition._meta.get_field("file").storage  # type: ignore[union-attr, assignment]
    for name in _files_without_row(storage):
        yield Pruned(name, "no row", storage.size(name))
        if not dry_run:
            storage.delete(name)


def _unwanted_rows(watch: Watch) -> Iterator[tuple[CustomRendition, str]]:
    images = CustomImage.objects.prefetch_related("renditions").order_by("pk")
    for image in watch(images.iterator(chunk_size=200), images.count()):
        wanted = {
            (item.spec, focal_point_key(image, rendition_set))
            for rendition_set in RENDITION_SETS.values()
            for item in wanted_renditions(
                rendition_set, image.width, image.height, nature_of(image)
            )
        }
        specs = {spec for spec, _key in wanted}
        for row in image.renditions.all():
            if _OURS in row.filter_spec and (row.filter_spec, row.focal_point_key) not in wanted:
                yield row, "former focal point" if row.filter_spec in specs else "in no set"


def _files_without_row(storage: Storage) -> Iterator[str]:
    known = {
        name
        for model in (CustomImage, CustomRendition)
        for name in model.objects.values_list("file", flat=True)
    }
    for folder in FOLDERS:
        try:
            _folders, files = storage.listdir(folder)
        except FileNotFoundError:
            continue
        for file in sorted(files):
            name = f"{folder}/{file}"
            if file and name not in known and _is_old(storage, name):
                yield name


def _is_old(storage: Storage, name: str) -> bool:
    modified = storage.get_modified_time(name)
    if timezone.is_naive(modified):
        modified = timezone.make_aware(modified)
    return timezone.now() - modified > _YOUNG
