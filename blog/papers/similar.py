"""Stored papers that may be the one that somebody is about to add."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet

from blog.papers.csl import CslItem
from blog.papers.likeness import YEARS_APART, Description, describe, may_be_one
from blog.papers.models import Paper, PaperAuthor

# What of the record says whether it is a preprint.
_KIND = ("type", "container-title", "volume", "issue")


def similar_papers(item: CslItem, *, most: int = 5) -> list[Paper]:
    described = describe(item)
    candidates = describe_stored(Paper.objects.filter(pk__in=_worth_comparing(described)))
    alike = [each.pk for each in candidates if may_be_one(described, each)]
    return list(Paper.objects.filter(pk__in=alike[:most]).prefetch_related("identifiers"))


def _worth_comparing(described: Description) -> QuerySet[Any]:
    """Papers that share an author, and those of about the same year without any."""
    papers = Paper.objects.order_by("pk").values("pk")
    year = described.year
    near = (
        Q(issued_year=None) | Q(issued_year__range=(year - YEARS_APART, year + YEARS_APART))
        if year
        else Q()
    )
    if not described.authors:
        return papers.filter(near)
    nameless = near & Q(author_keys=None)
    return papers.filter(Q(author_keys__family__in=described.authors) | nameless).distinct()


def describe_stored(papers: QuerySet[Paper]) -> Iterator[Description]:
    """In the order in which they were stored."""
    families: dict[int, set[str]] = defaultdict(set)
    keys = PaperAuthor.objects.filter(paper__in=papers.order_by().values("pk"))
    for pk, family in keys.values_list("paper_id", "family"):
        families[pk].add(family)
    rows = papers.order_by("pk").values_list(
        "pk", "title", "issued_year", *(f"csl__{name}" for name in _KIND)
    )
    for pk, title, year, *kind in rows.iterator():
        item = dict(zip(_KIND, kind, strict=True)) | {"title": title}
        item["issued"] = {"date-parts": [[year] if year else []]}
        yield describe(item, pk=pk, authors=families[pk])
