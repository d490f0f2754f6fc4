"""/papers/: every public paper, or those that a reader asks for. A plain form; no script."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.papers.csl import author_names
from blog.papers.models import Paper, PaperIdentifier, shown_among
from blog.posts.front import page_of
from blog.search.catalogue import Listed, catalogue
from blog.search.paper_filter import (
    Choices,
    PaperFilter,
    find_papers,
    paper_choices,
    read_filter,
)
from blog.search.views import CITATION_FORMS
from blog.site.views.public_view import public_view

PAPERS_A_PAGE = 30


@public_view
def paper_list(request: HttpRequest, number: int = 1) -> HttpResponse:
    known = catalogue()
    wanted, choices = read_filter(request.GET), paper_choices(known)
    page = page_of(find_papers(known.papers, wanted, choices), number, PAPERS_A_PAGE)
    page.object_list = _lines_of(page.object_list)
    query = wanted.parameters.urlencode()
    context = {
        "page_of_papers": page,
        "wanted": wanted,
        "choices": choices,
        "chosen_venue": next(iter(choices.spellings(wanted.venue)), wanted.venue),
        "citation_forms": CITATION_FORMS,
        "query": f"?{query}" if query else "",
        "applied": _applied(wanted, choices),
    }
    return render(request, "blog/paper_list.html", context)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """What the list prints of a paper: to make thirty whole ones would be a third of its time."""

    title: str
    address: str
    venue: str
    author_names: list[str]
    shown_identifiers: list[PaperIdentifier]
    post_count: int

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.address


def _lines_of(rows: list[Listed]) -> list[PaperLine]:
    """By two queries, in the order of the rows."""
    pks = [row.pk for row in rows]
    papers = Paper.objects.filter(pk__in=pks).order_by()
    known = {pk: told for pk, *told in papers.values_list("pk", "title", "slug", "venue", "csl")}
    identifiers: dict[int, list[PaperIdentifier]] = defaultdict(list)
    for identifier in PaperIdentifier.objects.filter(paper__in=pks):
        identifiers[identifier.paper_id].append(identifier)
    return [
        PaperLine(title, reverse("paper", args=[slug]), venue, author_names(record),
                  shown_among(identifiers[row.pk]), row.post_count)
        for row in rows if row.pk in known for title, slug, venue, record in [known[row.pk]]
    ]  # fmt: skip


def _applied(wanted: PaperFilter, choices: Choices) -> list[dict[str, Any]]:
    """Each part of the filter with the address of the list without it."""
    labels = {
        "q": f"“{wanted.text}”",
        "author": _("by %(name)s") % {"name": wanted.author},
        "venue": wanted.venue,
        "year": str(wanted.year),
        "by": _("discussed by %(name)s") % {"name": choices.authors.get(wanted.by, wanted.by)},
    }
    found = []
    for name in wanted.parameters:
        rest = wanted.parameters
        del rest[name]
        query = rest.urlencode()
        address = reverse("papers") + (f"?{query}" if query else "")
        found.append({"label": labels[name], "url": address})
    return found
