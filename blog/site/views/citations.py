"""Citations as files: of a post, of its papers, of a paper, and of whole lists of either."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from wagtail.models import Site

from blog.papers.records import FORMATS
from blog.posts.models import PaperMention, PostPage
from blog.site.citations import item_of_post, items_of_papers
from blog.site.models import PublicationSettings
from blog.site.public import (
    public_authors,
    public_categories,
    public_event_series,
    public_events,
    public_papers,
    public_post_series,
    public_posts,
)
from blog.site.views.public_view import public_file, say_last_change


def citation_file(items: Iterable[Mapping[str, Any]], name: str, suffix: str) -> HttpResponse:
    """404 without items: there is no such file then."""
    items = list(items)
    if not items:
        raise Http404
    form = FORMATS[suffix]
    response = HttpResponse(form.write(items), content_type=f"{form.content_type}; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.{suffix}"'
    say_last_change(response)
    return response


def streamed_file(
    items: Iterable[Mapping[str, Any]],
    name: str,
    suffix: str,
    *,
    state: Iterable[object],
    is_narrowed: bool,
) -> StreamingHttpResponse:
    """A file as long as it may be, sent while it is written; 404 without items.

    `state` is what it depends on, for who asks whether it has changed. Search engines keep whole
    lists alone.
    """
    items = iter(items)
    first = next(items, None)
    if first is None:
        raise Http404
    form = FORMATS[suffix]
    response = StreamingHttpResponse(
        form.stream(chain([first], items)), content_type=f"{form.content_type}; charset=utf-8"
    )
    response["Content-Disposition"] = f'inline; filename="{name}.{suffix}"'
    digest = hashlib.sha256(repr([suffix, *state]).encode()).hexdigest()
    response["ETag"] = f'"{digest[:32]}"'
    if is_narrowed:
        response["X-Robots-Tag"] = "noindex"
    return response


@public_file
def post_citation(request: HttpRequest, address: str, suffix: str) -> HttpResponse:
    post = _post_at(request, address)
    item = item_of_post(post, *_publication(request))
    return citation_file([item], post.slug, suffix)


@public_file
def papers_of_post(request: HttpRequest, address: str, suffix: str) -> HttpResponse:
    """In the order of the post, with what it says about each."""
    post = _post_at(request, address)
    mentions = list(
        post.mentions.select_related("paper", "contributor").prefetch_related("paper__identifiers")
    )
    return citation_file(items_of_papers(post, mentions), f"{post.slug}-papers", suffix)


def _post_at(request: HttpRequest, address: str) -> Any:
    site = Site.find_for_request(request)
    if not site:
        raise Http404
    wanted = unicodedata.normalize("NFC", f"{site.root_page.url_path}{address.strip('/')}/")
    return get_object_or_404(PostPage.objects.public().with_cards(), url_path=wanted)


@public_file
def paper_citation(request: HttpRequest, slug: str, suffix: str) -> HttpResponse:
    paper = get_object_or_404(public_papers(), slug=slug)
    return citation_file([paper.citation_item], paper.slug, suffix)


@public_file
def posts_of_list(request: HttpRequest, scope: str, suffix: str, **names: Any) -> HttpResponse:
    """The posts of an author, a category, an event, a series; newest first."""
    name, posts = _scoped(scope, names)
    posts = list(posts.newest_first().with_cards())
    publication = _publication(request)
    items = [item_of_post(post, *publication) for post in posts]
    return citation_file(items, name, suffix)


@public_file
def papers_of_list(request: HttpRequest, scope: str, suffix: str, **names: Any) -> HttpResponse:
    """The papers that those posts discuss; those of an author are the ones they wrote about."""
    name, posts = _scoped(scope, names)
    mentions = PaperMention.objects.filter(post__in=posts.order_by().values("pk"))
    papers = list(public_papers().filter(pk__in=mentions.values("paper")).order_by("title", "pk"))
    items = [paper.citation_item for paper in papers]
    return citation_file(items, f"{name}-papers", suffix)


def _publication(request: HttpRequest) -> tuple[str, str]:
    """Its name and its licence."""
    settings = PublicationSettings.for_request(request)
    return settings.shown_name, settings.licence


def _scoped(scope: str, names: Mapping[str, Any]) -> tuple[str, Any]:
    """What the file is called, and the public posts that it covers."""
    slug, posts = names.get("slug"), public_posts()
    match scope:
        case "author":
            return slug, posts.by(get_object_or_404(public_authors(), slug=slug))
        case "category":
            return slug, posts.in_category(get_object_or_404(public_categories(), slug=slug))
        case "event":
            events = public_events()
            event = get_object_or_404(events, series__slug=slug, year=names["year"])
            return f"{slug}-{event.year}", posts.at_event(event)
        case "event-series":
            series = get_object_or_404(public_event_series(), slug=slug)
            return slug, posts.filter(event__series=series)
        case _:
            return slug, posts.filter(series=get_object_or_404(public_post_series(), slug=slug))
