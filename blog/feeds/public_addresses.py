"""Feeds, files for machines and cards that a changed post touches."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from blog.core.publishing import Change, register_addresses
from blog.feeds.views import FEED_NAMES
from blog.posts.models import PostPage


@register_addresses
def feeds_of_post(change: Change) -> Iterator[str]:
    """The first page of each feed that carries the post, and what lists it."""
    if change.model not in ("blog.PostPage", "blog.StandardPage"):
        return
    yield "/sitemap.xml"
    post = PostPage.objects.select_related("event__series").filter(pk=change.pk).first()
    if not post:
        return
    followed = ["/"]
    followed += [item.author.get_absolute_url() for item in post.bylines.select_related("author")]
    links = post.category_links.select_related("tag")
    followed += [link.tag.get_absolute_url() for link in links]
    if post.event:
        followed += [post.event.get_absolute_url(), post.event.series.get_absolute_url()]
    for path in followed:
        yield from (f"{path}{name}" for name in FEED_NAMES)
    if post.url:
        yield f"{post.url.rstrip('/')}/card.jpg"
    yield from ("/llms.txt", "/papers/card.jpg")


@register_addresses
def files_of_publication(change: Change) -> Iterator[str]:
    """What carries the name, the tagline, the licence or the colour of the publication."""
    if change.model == "blog.PublicationSettings":
        yield from (f"/{name}" for name in FEED_NAMES)
        yield from ("/llms.txt", "/card.jpg", "/favicon.ico")
        yield from (reverse(name) for name in ("manifest", "opensearch"))
