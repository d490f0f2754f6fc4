"""Public addresses that a changed post touches."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from wagtail.models import ReferenceIndex

from blog.core.publishing import Change, register_addresses
from blog.posts.models import PostPage, RelatedPost, StandardPage
from blog.posts.neighbours import neighbours_of


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
    yield from (other.url for other in _leading_to(post) if other.url)
    for name in ("authors", "categories", "papers", "events"):
        yield reverse(name)


def _leading_to(post: PostPage) -> Iterator[PostPage]:
    """Posts that name this one: as related, beside them, in their series or language, in a block."""
    beside = neighbours_of(post)
    yield from filter(None, [beside["previous_post"], beside["next_post"]])
    for kind in ("series_posts", "translated_posts"):
        yield from beside[kind]
    related = RelatedPost.objects.filter(target=post).values("post")
    references = ReferenceIndex.get_references_to(post).values_list("object_id", flat=True)
    linking = [pk for pk in references if pk.isdigit()]
    yield from PostPage.objects.public().filter(Q(pk__in=related) | Q(pk__in=linking))
