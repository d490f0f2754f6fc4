"""What the demo made is written in Wagtail's own log, so that it alone can be taken away again."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Page, PageLogEntry

MAKER = {"made_by": "load_demo"}
ACTION = "wagtail.create"


def record(instance: Model) -> None:
    log(instance=instance, action=ACTION, data=MAKER)


def made_pages() -> list[Page]:
    entries = PageLogEntry.objects.filter(action=ACTION, data__made_by=MAKER["made_by"])
    return list(Page.objects.filter(pk__in=entries.values("page_id")).order_by("-path"))


def made_objects(model: type[Model]) -> list[Model]:
    """Newest first: what was made later may refer to what was made before."""
    entries = ModelLogEntry.objects.filter(
        action=ACTION,
        data__made_by=MAKER["made_by"],
        content_type=ContentType.objects.get_for_model(model, for_concrete_model=False),
    )
    keys = [int(key) for key in entries.values_list("object_id", flat=True)]
    return list(model._default_manager.filter(pk__in=keys).order_by("-pk"))
