"""What is wrong with the pictures of a site: unused, lost, undescribed, too large, twice there."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.db import models
from wagtail.models import Revision

from blog.core.originals import originals_storage
from blog.images.models import CustomImage
from blog.images.watch import Watch, unwatched
from blog.posts.alt_text import missing_alts, says_nothing
from blog.posts.models import PostPage, StandardPage
from blog.posts.references import referenced_ids

LARGE_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """`kind` is one of KINDS; `picture` is its id, or None where a page has none."""

    kind: str
    picture: int | None
    title: str
    detail: str = ""

    def to_json(self) -> dict[str, object]:
        return asdict(self)


KINDS = ("unused", "missing", "no-alt", "filler-alt", "oversized", "duplicate")


def audit_images(watch: Watch = unwatched) -> Iterator[Finding]:
    """Every finding, kind by kind."""
    images = list(CustomImage.objects.order_by("pk"))
    used = _used_ids()
    yield from (
        Finding("unused", image.pk, image.title, image.file.name)
        for image in images
        if image.pk not in used
    )
    for image in watch(images, len(images)):
        yield from _missing_files(image)
    yield from _undescribed_uses(watch)
    yield from (
        Finding("filler-alt", image.pk, image.title, image.default_alt)
        for image in images
        if image.default_alt and says_nothing(image.default_alt)
    )
    yield from (
        Finding("oversized", image.pk, image.title, f"{image.file_size / 1_000_000:.1f} MB")
        for image in images
        if (image.file_size or 0) > LARGE_BYTES
    )
    yield from _duplicates(images)


def _used_ids() -> set[int]:
    """Of live pages, drafts, every revision kept, portraits, settings."""
    used: set[int] = set()
    for relation in CustomImage._meta.get_fields(include_hidden=True):
        if relation.concrete or not getattr(relation, "field", None):
            continue
        if isinstance(relation.field, models.ForeignKey) and relation.name != "renditions":
            model, name = relation.related_model, relation.field.attname
            used.update(model._default_manager.values_list(name, flat=True))  # type: ignore[union-attr]
    for model in (PostPage, StandardPage):
        for body in model.objects.values_list("body", flat=True):
            used |= referenced_ids(body.raw_data)["blog.CustomImage"]
    for content in Revision.objects.values_list("content", flat=True).iterator(chunk_size=200):
        used |= _ids_in_revision(content)
    return used


def _ids_in_revision(content: dict[str, Any]) -> set[int]:
    body = content.get("body")
    raw = json.loads(body) if isinstance(body, str) and body else body
    thumbnail = content.get("thumbnail")
    ids = referenced_ids(raw or [])["blog.CustomImage"]
    return ids | {thumbnail} if isinstance(thumbnail, int) else ids


def _missing_files(image: CustomImage) -> Iterator[Finding]:
    if not image.file.storage.exists(image.file.name):
        yield Finding("missing", image.pk, image.title, image.file.name)
    if image.original and not originals_storage().exists(image.original):
        yield Finding("missing", image.pk, image.title, f"original {image.original}")


def _undescribed_uses(watch: Watch) -> Iterator[Finding]:
    posts = PostPage.objects.live().order_by("pk")
    for post in watch(posts.iterator(chunk_size=50), posts.count()):
        for missing in missing_alts(post):
            kind = "filler-alt" if missing.alt else "no-alt"
            yield Finding(kind, None, post.title, f"{missing.where} {missing.alt}".strip())


def _duplicates(images: list[CustomImage]) -> Iterator[Finding]:
    groups: dict[str, list[CustomImage]] = defaultdict(list)
    for image in images:
        groups[image.content_hash or image.file_hash or str(image.pk)].append(image)
    for group in groups.values():
        for image in group[1:]:
            yield Finding("duplicate", image.pk, image.title, f"same file as {group[0].pk}")
