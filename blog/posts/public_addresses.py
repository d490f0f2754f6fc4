"""Public addresses that a changed post touches."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from blog.core.publishing import Change, register_addresses
from blog.posts.models import PostPage, StandardPage


@register_addresses
def addresses_of_post(change: Change) -> Iterator[str]:
    """The post, the lists it stands in, and the pages of whom and what it names."""
    if change.model == "blog.StandardPage":
        page = StandardPage.objects.filter(pk=change.pk).first()
        if page and page.url:
            yield page.url
        return
    if change.model != "blog.PostPage":
        return
    post = PostPage.objects.select_related("event__series", "series").filter(pk=change.pk).first()
    if not post:
        return
    yield from filter(None, [post.url, post.get_parent().url, reverse("archive")])
    for byline in post.bylines.select_related("author"):
        yield byline.author.get_absolute_url()
    for link in post.category_links.select_related("tag"):
        yield link.tag.get_absolute_url()
    for mention in post.mentions.select_related("paper"):
        yield mention.paper.get_absolute_url()
    if post.event:
        yield post.event.get_absolute_url()
        yield post.event.series.get_absolute_url()
    if post.series:
        yield post.series.get_absolute_url()
    for name in ("authors", "categories", "papers", "events"):
        yield reverse(name)
