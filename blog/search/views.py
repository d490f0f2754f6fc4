"""The search page: works as a plain form; a script only asks it while somebody types."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import EmptyPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from blog.core.languages import site_language, speaking
from blog.core.paging import asked_page
from blog.core.redirects import moved_within
from blog.papers.records import FORMATS
from blog.search.facets import FACETS, Chosen, Facet, chosen_values, facets_of, narrow
from blog.search.find import Found, Hit, find
from blog.search.query import Query, parse_query
from blog.search.results import results_of
from blog.site.public import public_posts

RESULTS_A_PAGE = 10
CITATION_FORMS = [(suffix, form.name) for suffix, form in FORMATS.items()]
MAX_ASKED = 20


@require_safe
def search(request: HttpRequest, number: int = 1) -> HttpResponse:
    asked = request.GET.copy()
    page = asked_page("".join(asked.pop("page", [])[-1:]))
    if page and "number" not in _given(request):
        if page > 1:
            # 404 beyond the end: browsers keep a permanent redirect.
            _context(request, asked, page)
        return moved_within(request, _address(page, asked))
    if number == 1 and _given(request):
        return moved_within(request, _address(1, asked))
    with speaking(site_language(request)):
        return render(request, "blog/search.html", _context(request, asked, number))


def _given(request: HttpRequest) -> dict[str, Any]:
    return request.resolver_match.kwargs if request.resolver_match else {}


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A search as it is shown, page by page: `bits` are those hits of `found` that fit what was
    chosen."""

    query: Query
    public: Any
    found: Found
    chosen: Chosen
    by_date: bool
    bits: int

    def __len__(self) -> int:
        return self.bits.bit_count()

    def __getitem__(self, part: slice) -> list[Hit]:
        first = self.found.first(part.stop, self.bits, by_date=self.by_date)
        return self.found.hits(first[part.start :])

    @property
    def citable(self) -> Narrowed:
        """Without authors."""
        return replace(self, bits=self.bits & ~self.found.of_kind("author"))


def narrowed_search(request: HttpRequest, asked: QueryDict) -> Narrowed:
    query = parse_query(asked.get("q", ""))
    site = Site.find_for_request(request)
    if not site:
        raise Http404
    public = public_posts().descendant_of(site.root_page)
    found = find(query, site.root_page.path)
    wanted = {name: asked.getlist(name)[:MAX_ASKED] for name in FACETS}
    chosen = chosen_values(found.facets, found.bits, wanted)
    by_date = asked.get("sort") == "date"
    bits = narrow(found.facets, found.bits, chosen)
    return Narrowed(query, public, found, chosen, by_date, bits)


def _context(request: HttpRequest, asked: QueryDict, number: int) -> dict[str, Any]:
    search = narrowed_search(request, asked)
    try:
        page = Paginator(search, RESULTS_A_PAGE).page(number)
    except EmptyPage as error:
        raise Http404 from error
    facets = facets_of(search.found.facets, search.found.bits, search.chosen)
    parameters = _parameters(search.query.text, search.chosen, search.by_date)
    return {
        "query": search.query,
        "found": search.found,
        "count": len(search),
        "citation_forms": CITATION_FORMS,
        "is_citable": bool(len(search.citable)),
        "parameters": parameters.urlencode(),
        "page_of_results": page,
        "results": results_of(page, search.found.forms, search.public, request),
        "facets": facets,
        "applied": _applied(facets, parameters),
        "by_date": search.by_date,
        "links": _links(page, parameters, search.found),
    }


def _parameters(text: str, chosen: Chosen, by_date: bool) -> QueryDict:
    """The query string of what is shown, in one order, without what was not understood."""
    parameters = QueryDict(mutable=True)
    if text:
        parameters["q"] = text
    for name in FACETS:
        if chosen[name]:
            parameters.setlist(name, sorted(chosen[name]))
    if by_date:
        parameters["sort"] = "date"
    return parameters


def _applied(facets: list[Facet], parameters: QueryDict) -> list[dict[str, str]]:
    """Each chosen value with the address of the page without it."""
    found = []
    for facet in facets:
        for value in facet.values:
            if value.chosen:
                rest = parameters.copy()
                kept = [key for key in rest.getlist(facet.name) if key != value.key]
                rest.setlist(facet.name, kept)
                found.append({"label": value.label, "url": _address(1, rest)})
    return found


def _links(page: Any, parameters: QueryDict, found: Found) -> dict[str, str]:
    other = parameters.copy()
    by_date = other.pop("sort", None)
    if not by_date:
        other["sort"] = "date"
    links = {"resort": _address(1, other)}
    if page.has_previous():
        links["previous"] = _address(page.previous_page_number(), parameters)
    if page.has_next():
        links["next"] = _address(page.next_page_number(), parameters)
    if found.unknown:
        kept = QueryDict(mutable=True)
        unknown = {word.casefold() for word in found.unknown}
        words = parameters.get("q", "").replace('"', " ").split()
        kept["q"] = " ".join(word for word in words if word.casefold() not in unknown)
        links["without"] = _address(1, kept) if kept["q"] else ""
    return links


def _address(number: int, parameters: QueryDict) -> str:
    base = reverse("search") + (f"page/{number}/" if number > 1 else "")
    text = parameters.urlencode()
    return f"{base}?{text}" if text else base
