"""What the editor's script asks when a paper is chosen or the byline changes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe

from blog.authors.models import Author
from blog.core.languages import speaking
from blog.papers.models import Paper
from blog.posts.disclosure import proposed_disclosure, writers_among_authors

_MOST_AUTHORS = 100


@require_safe
def proposal(request: HttpRequest) -> JsonResponse:
    """{"text": what the entry could say in the post's language, "" for nothing}."""
    paper = Paper.objects.filter(pk=_number(request.GET.get("paper", ""))).first()
    chosen = [_number(text) for text in request.GET.getlist("author")[:_MOST_AUTHORS]]
    contributor = _number(request.GET.get("contributor", ""))
    authors = Author.objects.in_bulk([pk for pk in [*chosen, contributor] if pk])
    if not paper:
        return JsonResponse({"text": ""})
    order = dict.fromkeys([*chosen, contributor])
    credits = [authors[pk].credit for pk in order if pk in authors]
    own = authors.get(contributor) if contributor else None
    with speaking(request.GET.get("language", "")[:12]):
        writers = writers_among_authors(paper.csl, credits)
        return JsonResponse({"text": proposed_disclosure(writers, own.credit if own else None)})


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def disclosure_urls() -> list[Any]:
    return [path("papers/disclosure/", proposal, name="propose_disclosure")]
