from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.documents.models import Document

from blog.core.originals import drop_original
from blog.documents.models import RecordingFile
from blog.documents.recordings import adopt


def connect() -> None:
    post_save.connect(_adopt, sender=Document, dispatch_uid="adopt-recording")
    post_delete.connect(_drop_original, sender=RecordingFile, dispatch_uid="drop-recording")


def _adopt(sender: Any, instance: Document, raw: bool, **kwargs: Any) -> None:
    if raw:
        return
    former = RecordingFile.objects.filter(document=instance).first()
    if former and former.stored == instance.file.name:
        return
    adopt(instance)
    if former:
        _drop_original(RecordingFile, former)


def _drop_original(sender: Any, instance: RecordingFile, **kwargs: Any) -> None:
    if instance.original and not RecordingFile.objects.filter(original=instance.original).exists():
        transaction.on_commit(partial(drop_original, instance.original))
