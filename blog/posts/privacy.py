"""Which sections of the site are private, asked once in a request that only reads."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from wagtail.models import PageViewRestriction

from blog.core.memory import memory_of_request

# With more of them the database finds them faster by itself, list by list.
_FEW = 40


def known_restrictions() -> list[PageViewRestriction] | None:
    """All that may apply, each with the `path` that it lies on; None where there are many, where
    something may change them meanwhile, and outside of a request."""
    memory = memory_of_request()
    if memory is None or not memory.only_reads:
        return None
    if not hasattr(memory, "restrictions"):
        found = _restrictions().annotate(path=F("page__path"))[: _FEW + 1]
        memory.restrictions = list(found)
    return memory.restrictions if len(memory.restrictions) <= _FEW else None


def accept_for_request(restrictions: list[PageViewRestriction]) -> None:
    """Those of a private publication that this reader may read: they hide nothing from now on."""
    memory = memory_of_request()
    if memory is not None:
        memory.accepted_restrictions = accepted = {item.pk for item in restrictions}
        known = getattr(memory, "restrictions", [])
        memory.restrictions = [item for item in known if item.pk not in accepted]
        if len(known) > _FEW:
            del memory.restrictions


def _restrictions() -> QuerySet:
    """Without those of a private publication that this reader may read as a whole."""
    accepted = getattr(memory_of_request(), "accepted_restrictions", ())
    restrictions = PageViewRestriction.objects.all()
    return restrictions.exclude(pk__in=accepted) if accepted else restrictions


def restrictions_above(page: Any) -> list[PageViewRestriction]:
    """Of this page, of what it is an alias of, and of every page above."""
    known = known_restrictions()
    if known is None or page.alias_of_id:
        return list(page.get_view_restrictions())
    return [item for item in known if page.path.startswith(item.path)]


def without_private(pages: QuerySet) -> QuerySet:
    """An alias is as private as the page that it stands for."""
    known = known_restrictions()
    if known is None:
        return pages.exclude(Exists(_covering_the_outer_page()))
    for path in {item.path for item in known}:
        pages = pages.exclude(Q(path__startswith=path) | Q(alias_of__path__startswith=path))
    return pages


def _covering_the_outer_page() -> QuerySet:
    """View restrictions on the outer page, on what it is an alias of, or on a page above."""
    inner = _restrictions().annotate(
        own_path=ExpressionWrapper(OuterRef("path"), CharField()),
        source_path=ExpressionWrapper(OuterRef("alias_of__path"), CharField()),
    )
    above = F("page__path")
    return inner.filter(Q(own_path__startswith=above) | Q(source_path__startswith=above))
