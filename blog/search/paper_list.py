"""/papers/: every public paper, or those that a reader asks for. A plain form; no script."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.papers.models import Paper
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
    page.object_list = _papers_of(page.object_list)
    query = wanted.parameters.urlencode()
    context = {
        "page_of_papers": page,
        "wanted": wanted,
        "choices": choices,
        **_chosen(wanted, choices),
        "citation_forms": CITATION_FORMS,
        "query": f"?{query}" if query else "",
        "applied": _applied(wanted, choices),
    }
    return render(request, "blog/paper_list.html", context)


def _chosen(wanted: PaperFilter, choices: Choices) -> dict[str, Any]:
    """What the menus show; a value that they do not offer is shown all the same."""
    venue = next(iter(choices.spellings(wanted.venue)), wanted.venue)
    return {
        "chosen_venue": venue,
        "other_venue": venue if venue not in choices.most_used else "",
        "other_year": wanted.year if wanted.year not in choices.years else "",
        "other_by": wanted.by if wanted.by not in choices.authors else "",
    }


def _papers_of(rows: list[Listed]) -> list[Paper]:
    """What a list prints of them, by two queries, in the order of the rows."""
    known = (
        Paper.objects.defer("abstract", "provenance", "authors_text")
        .prefetch_related("identifiers")
        .in_bulk([row.pk for row in rows])
    )
    found = []
    for row in rows:
        if paper := known.get(row.pk):
            paper.post_count = row.post_count
            found.append(paper)
    return found


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
