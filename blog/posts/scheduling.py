"""A post that is taken off the schedule has no time in its form either: *Publish* then publishes.

Wagtail clears the time at which a version was to go live, and leaves the same time in the draft.
"""

from __future__ import annotations

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import Page, Revision


def forget_schedule(page: Page) -> None:
    """In the newest draft and in the row, unless that time has come already."""
    Page.objects.filter(pk=page.pk, go_live_at__gt=timezone.now()).update(go_live_at=None)
    revision = page.get_latest_revision()
    if revision and _is_ahead(revision.content.get("go_live_at")):
        content = revision.content | {"go_live_at": None}
        Revision.objects.filter(pk=revision.pk).update(content=content)


def forget_unscheduled(sender, instance: Revision, update_fields, **kwargs) -> None:
    """For the signal that a revision was saved."""
    if set(update_fields or ()) != {"approved_go_live_at"} or instance.approved_go_live_at:
        return
    page = instance.content_object
    if isinstance(page, Page):
        forget_schedule(page)


def forget_withdrawn(sender, instance: Page, **kwargs) -> None:
    """For the signal that a page was withdrawn, which takes all its versions off the schedule."""
    forget_schedule(instance)


def _is_ahead(time: str | None) -> bool:
    moment = parse_datetime(time) if time else None
    return moment is not None and moment > timezone.now()
