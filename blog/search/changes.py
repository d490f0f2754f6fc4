"""Whether the index is still the one that this process has read."""

from __future__ import annotations

import secrets

from django.db.models import Count, Sum

from blog.search.models import IndexChange

_KEPT = 500
State = tuple[object, ...]


def note_change() -> None:
    """Inside the transaction that writes the index, so that both are seen at once or never."""
    change = IndexChange.objects.create(token=secrets.randbits(40))
    if change.pk % _KEPT == 0:
        IndexChange.objects.filter(pk__lte=change.pk - _KEPT).delete()


def index_state() -> State:
    """Another one after every change of the index, by whichever process, by one query.

    The newest change alone would not tell: on PostgreSQL a transaction that began earlier may end
    later. Nor would a number: one that is rolled back, or brought back from a backup, comes again.
    """
    return tuple(IndexChange.objects.aggregate(Count("pk"), Sum("token")).values())
