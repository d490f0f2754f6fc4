"""Hits → what the page prints of each, at a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from blog.authors.bylines import Credit, format_byline
from blog.core.language_tags import direction
from blog.posts.querysets import mentions_of
from blog.search.find import Hit
from blog.search.models import SearchEntry
from blog.search.snippets import mark, snippet


@dataclass(frozen=True, slots=True)
class Result:
    """`details` are short texts for the line under the snippet; `post` of a report alone."""

    kind: str
    kind_label: str
    url: str
    title: SafeString
    snippet: SafeString
    byline: str
    details: tuple[str, ...]
    language: str = ""
    direction: str = "ltr"
    post: Any = None
    post_count: int = 0


def _kind_label(kind: str) -> str:
    return {"post": _("Report"), "paper": _("Paper"), "author": _("Author")}[kind]


def results_of(
    hits: Iterable[Hit], forms: frozenset[str], public: Any, request: HttpRequest
) -> list[Result]:
    hits = list(hits)
    entries = SearchEntry.objects.in_bulk([hit.pk for hit in hits]) if hits else {}
    posts = _posts(hits, public)
    found = []
    for hit in hits:
        entry, post = entries.get(hit.pk), posts.get(hit.object_id)
        if entry and (hit.kind != "post" or post):
            found.append(_result(hit, entry, post if hit.kind == "post" else None, forms, request))
    return found


def _posts(hits: Iterable[Hit], public: Any) -> dict[int, Any]:
    wanted = [hit.object_id for hit in hits if hit.kind == "post"]
    if not wanted:
        return {}
    posts = public.filter(pk__in=wanted).defer_streamfields()
    posts = posts.annotate(mention_count=mentions_of(posts.model))
    return {post.pk: post for post in posts}


def _result(
    hit: Hit, entry: SearchEntry, post: Any, forms: frozenset[str], request: HttpRequest
) -> Result:
    credits = [Credit(name) for _slug, name in entry.facets.get("byline", ())]
    # A paper's authors are no byline of ours: some have hundreds.
    style = "short" if hit.kind == "paper" else "text"
    return Result(
        kind=hit.kind,
        kind_label=_kind_label(hit.kind),
        url=post.get_url(request) if post else _address(entry),
        title=mark(entry.title, entry.title_terms, forms),
        snippet=snippet(entry.text, entry.body_terms, forms),
        byline=format_byline(credits, style),
        details=tuple(name for _slug, name in entry.facets.get("venue", ())),
        language=hit.language if hit.kind == "post" else "",
        direction=direction(hit.language) if hit.kind == "post" else "ltr",
        post=post,
        post_count=hit.post_count,
    )


def _address(entry: SearchEntry) -> str:
    [(slug, _label)] = entry.facets["self"]
    return reverse(entry.kind, args=[slug])
