"""What a list or a search found, as a file for a reference manager: /papers.bib, /search.ris?q=…"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from blog.papers.models import Paper
from blog.search.catalogue import catalogue
from blog.search.find import Hit
from blog.search.paper_filter import find_papers, paper_choices, read_filter
from blog.search.views import narrowed_search
from blog.site.citations import item_of_post
from blog.site.models import PublicationSettings
from blog.site.public import public_posts
from blog.site.views.citations import streamed_file
from blog.site.views.public_view import public_file

# Nobody reads more results of a search. A whole list is as long as it is.
MAX_RESULTS = 500
_AT_A_TIME = 200


@public_file
def listed_papers(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """The papers of /papers/ under the same filter, in the same order."""
    wanted, known = read_filter(request.GET), catalogue()
    pks = [row.pk for row in find_papers(known.papers, wanted, paper_choices(known))]
    changed = [
        str(Paper.objects.filter(pk__in=part).latest("changed").changed) for part in _parts(pks)
    ]
    items = (item for part in _parts(pks) for item in _papers(part).values())
    return streamed_file(
        items, "papers", suffix, state=[*pks, *changed], is_narrowed=bool(wanted.parameters)
    )


@public_file
def found_citations(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Posts and papers that /search/ finds for the same query, in the same order."""
    search = narrowed_search(request, request.GET)
    hits = search.citable[:MAX_RESULTS]
    publication = PublicationSettings.for_request(request)
    items = list(_items(hits, publication))
    return streamed_file(items, "search", suffix, state=items, is_narrowed=True)


def _items(hits: Sequence[Hit], publication: PublicationSettings) -> Iterator[dict[str, Any]]:
    papers = _papers([hit.object_id for hit in hits if hit.kind == "paper"])
    wanted = [hit.object_id for hit in hits if hit.kind == "post"]
    posts = public_posts().filter(pk__in=wanted).with_cards().in_bulk()
    for hit in hits:
        if hit.kind == "paper" and hit.object_id in papers:
            yield papers[hit.object_id]
        elif hit.kind == "post" and hit.object_id in posts:
            post = posts[hit.object_id]
            yield item_of_post(post, publication.shown_name, publication.licence)


def _papers(pks: Sequence[int]) -> dict[int, dict[str, Any]]:
    """In the order of `pks`."""
    known = Paper.objects.prefetch_related("identifiers").in_bulk(pks)
    return {pk: known[pk].citation_item for pk in pks if pk in known}


def _parts(pks: Sequence[int]) -> Iterator[Sequence[int]]:
    return (pks[at : at + _AT_A_TIME] for at in range(0, len(pks), _AT_A_TIME))
