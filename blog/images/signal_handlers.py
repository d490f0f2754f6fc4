from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from blog.images.models import CustomImage
from blog.images.originals import drop_original
from blog.images.tasks import generate

# A save of these alone changes no pixel.
_SILENT = frozenset(("file_size", "file_hash", "content_hash", "dominant_colour"))


def connect() -> None:
    post_save.connect(_generate_later, sender=CustomImage, dispatch_uid="generate-renditions")
    post_delete.connect(_drop_original, sender=CustomImage, dispatch_uid="drop-original")


def _generate_later(
    sender: Any, instance: CustomImage, raw: bool, update_fields: Any, **kwargs: Any
) -> None:
    if raw or (update_fields and set(update_fields) <= _SILENT):
        return
    transaction.on_commit(partial(generate.enqueue, instance.pk))


def _drop_original(sender: Any, instance: CustomImage, **kwargs: Any) -> None:
    if not CustomImage.objects.filter(original=instance.original).exists():
        transaction.on_commit(partial(drop_original, instance.original))
