"""Two at once: who changes a page locks it first, and what follows reads the row as it then stands.

Rows are locked in one order, the page and then the relations, so that nobody waits in a circle.
SQLite has one writer at a time: there a transaction alone does the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from blog.core.errors import GoneError

_leaving: ContextVar[frozenset[int]] = ContextVar("pages_being_deleted", default=frozenset())


def lock_pages(pks: Iterable[int]) -> set[int]:
    """To the end of the transaction; those that are still there.

    Not their keys: rows that point at a page may be written meanwhile.
    """
    rows = Page.objects.filter(pk__in=list(pks)).order_by("pk").select_for_update(no_key=True)
    return set(rows.values_list("pk", flat=True))


def lock_relations() -> None:
    """What posts say of each other is changed by one publication at a time, to the end of its
    transaction: each writes into the rows of others."""
    list(Page.objects.filter(depth=1).order_by("pk").select_for_update(no_key=True).values("pk"))


def refuse_deleted(page: Any) -> None:
    """GoneError instead of the row that `save` would insert again."""
    if page.pk is not None and not lock_pages([page.pk]):
        raise GoneError(
            _("“%(title)s” was deleted by somebody else meanwhile.") % {"title": page.title}
        )


def with_current(model: Any, pk: int, do: Callable[[Any], object]) -> None:
    """Nothing for a page that is gone or about to go."""
    with transaction.atomic():
        if pk not in _leaving.get() and lock_pages([pk]):
            do(model._base_manager.get(pk=pk))


@contextmanager
def deletion_of(pks: Iterable[int]) -> Iterator[None]:
    """Locked before Django looks what hangs on them: what is written later would stay behind."""
    with transaction.atomic():
        token = _leaving.set(_leaving.get() | lock_pages(pks))
        try:
            yield
        finally:
            _leaving.reset(token)


class LockedPublishingMixin:
    """For pages: published and withdrawn from the row as it stands, because Wagtail writes all of it.

    A copy that was read before would set back the draft of an autosave, undo a move, or bring back
    what a later publication replaced.
    """

    def publish(self, revision, *args, **kwargs):
        with transaction.atomic():
            refuse_deleted(self)
            revision.content_object = type(self)._base_manager.get(pk=self.pk)
            return super().publish(revision, *args, **kwargs)

    def unpublish(self, *args, commit=True, **kwargs):
        with transaction.atomic():
            if commit:
                refuse_deleted(self)
                self.refresh_from_db()
            return super().unpublish(*args, commit=commit, **kwargs)
