"""Citation files that a changed post or a corrected paper touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from blog.core.publishing import Change, register_addresses
from blog.papers.models import Paper
from blog.papers.records import FORMATS
from blog.posts.models import PostPage
from blog.site.public import public_posts


@register_addresses
def citations_of_post(change: Change) -> Iterator[str]:
    """Of the post, of its papers, and of every list that either stands in."""
    if change.model != "blog.PostPage":
        return
    yield from _behind(change.old_addresses, "cite", "papers")
    post = PostPage.objects.select_related("event__series", "series").filter(pk=change.pk).first()
    if not post:
        return
    yield from _behind(_followed(post), "cite", "papers")
    mentions = post.mentions.select_related("paper")
    yield from _behind([mention.paper.get_absolute_url() for mention in mentions], "cite")


@register_addresses
def citations_of_paper(change: Change) -> Iterator[str]:
    """Of the paper, and the lists of papers of all public posts that discuss it."""
    if change.model != "blog.Paper":
        return
    yield from _behind(change.old_addresses, "cite")
    paper = Paper.objects.filter(pk=change.pk).first()
    if not paper:
        return
    yield from _behind([paper.get_absolute_url()], "cite")
    for post in public_posts().discussing(paper).select_related("event__series", "series"):
        yield from _behind(_followed(post), "papers")


def _followed(post: PostPage) -> Iterator[str]:
    """The post, its authors and contributors, categories, event and series: what has files."""
    if post.url:
        yield post.url
    for byline in post.bylines.select_related("author"):
        yield byline.author.get_absolute_url()
    for mention in post.mentions.exclude(contributor=None).select_related("contributor"):
        yield mention.contributor.get_absolute_url()
    for link in post.category_links.select_related("tag"):
        yield link.tag.get_absolute_url()
    if post.event:
        yield post.event.get_absolute_url()
        yield post.event.series.get_absolute_url()
    if post.series:
        yield post.series.get_absolute_url()


def _behind(bases: Iterable[str], *stems: str) -> Iterator[str]:
    names = [f"{stem}.{suffix}" for stem in stems for suffix in FORMATS]
    return (f"{base}{name}" for base in bases for name in names)
