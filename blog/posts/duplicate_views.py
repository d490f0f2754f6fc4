"""Papers that are perhaps stored twice: the list, two of them side by side, and what becomes of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.menu import MenuItem

from blog.core.redirects import redirect_to_view, redirect_within
from blog.papers.duplicates import likely_duplicates
from blog.papers.models import DistinctPapers, Paper
from blog.papers.records import FORMATS
from blog.papers.why_alike import why_alike
from blog.posts.merge_fields import compare_fields
from blog.posts.merge_views import may_merge
from blog.posts.merging import merge
from blog.posts.uses import places_using

_PAIRS_A_PAGE = 20
_SHOWN_PLACES = 30


@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    _refuse_others(request)
    page = Paginator(likely_duplicates(), _PAIRS_A_PAGE).get_page(request.GET.get("p"))
    pairs = [
        {"one": one, "other": other, "both": (one, other), "reasons": why_alike(one, other)}
        for one, other in page
    ]
    return render(request, "blog/admin/papers/duplicates.html", {"pairs": pairs, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, first: int, second: int) -> HttpResponse:
    """Both records, and where each is used; pressing one button merges, the other parts them."""
    _refuse_others(request)
    papers = Paper.objects.prefetch_related("identifiers").in_bulk([first, second])
    if len(papers) < 2:
        raise Http404
    pair = papers[first], papers[second]
    if request.method == "POST":
        return _decided(request, pair)
    context = {
        "papers": [
            {"paper": paper, "name": name} for paper, name in zip(pair, _names(), strict=True)
        ],
        "merges": [_merge(*pair, *_names()), _merge(*pair[::-1], *_names()[::-1])],
        "reasons": why_alike(*pair),
        "fields": compare_fields(*pair),
    }
    return render(request, "blog/admin/papers/compare.html", context)


def _decided(request: HttpRequest, pair: tuple[Paper, Paper]) -> HttpResponse:
    kept = next((paper for paper in pair if str(paper.pk) == request.POST.get("keep")), None)
    if kept:
        [other] = [paper for paper in pair if paper is not kept]
        said = {"source": str(other), "into": str(kept)}
        merge(other, kept)
        messages.success(request, _("“%(source)s” is now “%(into)s” wherever it was used.") % said)
    elif "distinct" in request.POST:
        DistinctPapers.tell_apart(*pair)
        messages.success(request, _("These are two papers; they are not shown again."))
    else:
        return redirect_within(request, request.path)
    return redirect_to_view(request, "paper_duplicates")


def _names() -> tuple[str, str]:
    """What tells two apart that have nearly one title."""
    return _("Paper A"), _("Paper B")


def _merge(kept: Paper, gone: Paper, kept_name: str, gone_name: str) -> dict[str, Any]:
    """What moves when the one gives way to the other."""
    places = places_using(gone)
    return {
        "kept": kept,
        "kept_name": kept_name,
        "gone_name": gone_name,
        "places": places[:_SHOWN_PLACES],
        "more_places": max(0, len(places) - _SHOWN_PLACES),
        "bibtex": FORMATS["bib"].write([kept.citation_item]),
    }


def _refuse_others(request: HttpRequest) -> None:
    if not may_merge(request.user, Paper):
        raise PermissionDenied


class DuplicatesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_merge(request.user, Paper)


def duplicates_menu_item() -> DuplicatesMenuItem:
    return DuplicatesMenuItem(
        gettext_lazy("Papers stored twice"),
        reverse("paper_duplicates"),
        name="paper-duplicates",
        icon_name="copy",
        order=900,
    )


def duplicate_urls() -> list[Any]:
    return [
        path("papers/duplicates/", duplicates, name="paper_duplicates"),
        path("papers/duplicates/<int:first>/<int:second>/", compare, name="compare_papers"),
    ]
