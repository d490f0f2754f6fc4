from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Collection, CollectionViewRestriction

from blog.core.originals import drop_original
from blog.images.models import CustomImage
from blog.images.privacy import settle_picture, settle_pictures
from blog.images.tasks import generate

# A save of these alone changes no pixel.
_SECONDS_IN_A_REQUEST = 10.0
_SILENT = frozenset(("file_size", "file_hash", "content_hash", "dominant_colour"))


def connect() -> None:
    post_save.connect(_generate_later, sender=CustomImage, dispatch_uid="generate-renditions")
    post_delete.connect(_drop_original, sender=CustomImage, dispatch_uid="drop-original")
    post_save.connect(_settle_later, sender=CustomImage, dispatch_uid="settle-picture")
    for signal in (post_save, post_delete):
        signal.connect(
            _settle_all_later, sender=CollectionViewRestriction, dispatch_uid="settle-restricted"
        )
    # A collection is moved right after it was saved, which no signal says.
    post_save.connect(_settle_all_later, sender=Collection, dispatch_uid="settle-collection")


def _generate_later(
    sender: Any, instance: CustomImage, raw: bool, update_fields: Any, **kwargs: Any
) -> None:
    if raw or (update_fields and set(update_fields) <= _SILENT):
        return
    transaction.on_commit(partial(generate.enqueue, instance.pk))


def _drop_original(sender: Any, instance: CustomImage, **kwargs: Any) -> None:
    if not CustomImage.objects.filter(original=instance.original).exists():
        transaction.on_commit(partial(drop_original, instance.original))


def _settle_later(sender: Any, instance: CustomImage, raw: bool, **kwargs: Any) -> None:
    if not raw and instance.is_private != instance.belongs_in_private:
        transaction.on_commit(partial(settle_picture, instance.pk))


def _settle_all_later(sender: Any, **kwargs: Any) -> None:
    if not kwargs.get("raw"):
        transaction.on_commit(partial(settle_pictures, seconds=_SECONDS_IN_A_REQUEST))
