"""When a post was written: what its authors say, otherwise the moment at which readers first got it."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from blog.posts.publishing_gate import is_gate_held_open


def date_if_public(post: Any) -> None:
    """Before a row is saved that readers will see: an empty date becomes the one that the post had,
    else the moment of its first publication. Nothing is claimed for an imported post."""
    if post.date or not post.live or is_gate_held_open() or post.is_imported:
        return
    before = type(post).objects.filter(pk=post.pk).exclude(first_published_at=None)
    former = before.exclude(date=None).values_list("date", "date_offset").first()
    post.date, post.date_offset = former or _first_publication(post)


def keep_public_date(post: Any, date: dt.datetime | None, offset: int) -> tuple[Any, int]:
    """What a form stores: an editor opened before the first publication sends an empty date."""
    if date or not post.date or not post.first_published_at or post.is_imported:
        return date, offset
    return post.date, post.date_offset


def store_in_revisions(post: Any, revision: Any) -> None:
    """In the one that was published, so that aliases and editors get it, and in newer drafts."""
    if not post.date or revision is None or revision.content.get("date"):
        return
    values = {"date": post.date.isoformat(), "date_offset": post.date_offset}
    revision.content |= values
    for row in post.revisions.filter(created_at__gte=revision.created_at):
        if not row.content.get("date"):
            row.content |= values
            row.save(update_fields=["content"])


def _first_publication(post: Any) -> tuple[dt.datetime, int]:
    """In UTC, to the second, with the offset that the account's clock had then, in minutes."""
    moment = (post.first_published_at or timezone.now()).replace(microsecond=0)
    offset = moment.astimezone(_zone_of(post.live_revision)).utcoffset() or dt.timedelta()
    return moment, int(offset.total_seconds() // 60)


def _zone_of(revision: Any) -> ZoneInfo:
    """Of the account that made the revision; of the site where no account did."""
    profile = getattr(getattr(revision, "user", None), "wagtail_userprofile", None)
    return ZoneInfo(profile.get_current_time_zone() if profile else settings.TIME_ZONE)
