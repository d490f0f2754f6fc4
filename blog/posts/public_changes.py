"""When anything that readers see last changed, whatever it was: a text, a name, a setting, or that
something is no longer there, which no moment of what is left could tell."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Max
from django.utils import timezone

from blog.posts.models import PostPage, PublicChange

_LEFT = 500
# Moments in headers are whole seconds: what changed twice in one could not be told apart.
_SETTLED = dt.timedelta(seconds=2)


def note_public_change(**_signal: Any) -> None:
    """A row each, so that two who publish do not wait for each other."""
    change = PublicChange.objects.create()
    if change.pk % _LEFT == 0:
        PublicChange.objects.filter(pk__lte=change.pk - _LEFT).delete()


def last_public_change() -> dt.datetime | None:
    """None while it is too short ago to stand for what is shown now."""
    now = timezone.now()
    noted = PublicChange.objects.aggregate(moment=Max("moment"))["moment"]
    # Nobody notes that a day has come on which a post expires.
    expired = PostPage.objects.filter(expire_at__lte=now).aggregate(moment=Max("expire_at"))
    newest = max(filter(None, (noted, expired["moment"])), default=None)
    return newest if newest and newest < now - _SETTLED else None
