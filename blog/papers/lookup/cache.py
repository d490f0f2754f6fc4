"""Replies and pauses in the database: one request for each question, in all processes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q
from django.utils import timezone

from blog.core.errors import FetchError
from blog.papers.csl import CslItem
from blog.papers.identifiers import Identifier
from blog.papers.lookup.models import LookupReply, SourcePause

# After a failure nobody asks again within a minute; a source may know tomorrow what it did not today.
AFTER_FAILURE = dt.timedelta(minutes=1)
AFTER_UNKNOWN = dt.timedelta(minutes=10)
LONGEST_PAUSE = dt.timedelta(days=1)
_PAUSING_CODES = ("slow", "silent", "broken", "no-host", "no-http", "certificate")


def known_reply(source: str, question: Identifier) -> LookupReply | None:
    return LookupReply.objects.filter(
        Q(expires=None) | Q(expires__gt=timezone.now()),
        source=source,
        scheme=question.scheme,
        value=question.value,
    ).first()


def active_pause(host: str) -> SourcePause | None:
    return SourcePause.objects.filter(host=host, until__gt=timezone.now()).first()


def keep_items(
    source: str, question: Identifier, items: Sequence[CslItem], user: AbstractBaseUser | None
) -> LookupReply:
    """For ever, when there are any."""
    now = timezone.now()
    fields = {"items": list(items), "expires": None if items else now + AFTER_UNKNOWN,
              "code": "" if items else "unknown", "status": 0}  # fmt: skip
    return _keep(source, question, user, fields)


def keep_failure(
    source: str, question: Identifier, error: FetchError, user: AbstractBaseUser | None
) -> LookupReply:
    """A reply that was there before stays: what a source once said is worth more than its silence."""
    fields = {"code": error.code, "status": error.status, "expires": timezone.now() + AFTER_FAILURE}
    before = LookupReply.objects.filter(
        source=source, scheme=question.scheme, value=question.value
    ).first()
    if before and before.items:
        return LookupReply(
            source=source, scheme=question.scheme, value=question.value, asked_at=timezone.now(),
            **fields,
        )  # fmt: skip
    return _keep(source, question, user, fields)


def _keep(
    source: str, question: Identifier, user: AbstractBaseUser | None, fields: dict
) -> LookupReply:
    reply, _created = LookupReply.objects.update_or_create(
        source=source,
        scheme=question.scheme,
        value=question.value,
        defaults=fields | {"asked_at": timezone.now(), "asked_by": user},
    )
    return reply


def keep_pause(host: str, error: FetchError) -> dt.datetime | None:
    """As long as the host asks for, and a minute where it does not say. None when it needs none."""
    refuses = error.status in (403, 429) or error.status >= 500
    if error.code not in _PAUSING_CODES and not refuses and error.retry_after is None:
        return None
    wanted = min(error.retry_after or 0, LONGEST_PAUSE.total_seconds())
    length = max(AFTER_FAILURE, dt.timedelta(seconds=wanted))
    pause, _created = SourcePause.objects.update_or_create(
        host=host,
        defaults={
            "until": timezone.now() + length,
            "code": error.code,
            "status": error.status,
        },
    )
    return pause.until


def asked_in_the_last_hour(user: AbstractBaseUser) -> int:
    since = timezone.now() - dt.timedelta(hours=1)
    return LookupReply.objects.filter(asked_by=user, asked_at__gt=since).count()
