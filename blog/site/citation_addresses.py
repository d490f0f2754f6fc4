"""Citation files that a changed post, a corrected paper or a renamed author touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from blog.authors.models import Author
from blog.core.publishing import Change, register_addresses
from blog.papers.models import Event, EventSeries, Paper
from blog.papers.records import FORMATS
from blog.posts.models import Category, PostPage, PostSeries
from blog.site.public import public_posts

LISTED = tuple(f"/papers.{suffix}" for suffix in FORMATS)
_GROUPS = {model._meta.label: model for model in (Category, Event, EventSeries, PostSeries)}


@register_addresses
def citations_of_post(change: Change) -> Iterator[str]:
    """Of the post, of its papers, and of every list that either stands in."""
    if change.model != "blog.PostPage":
        return
    yield from _behind(change.old_addresses, "cite", "papers")
    yield from LISTED
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
    yield from LISTED
    paper = Paper.objects.filter(pk=change.pk).first()
    if not paper:
        return
    yield from _behind([paper.get_absolute_url()], "cite")
    for post in public_posts().discussing(paper).select_related("event__series", "series"):
        yield from _behind(_followed(post), "papers")


@register_addresses
def citations_of_author(change: Change) -> Iterator[str]:
    """Of every public post that credits the author, and the lists that it stands in: a name is in
    the citation of a post, and in what a post says of its papers."""
    if change.model != "blog.Author":
        return
    yield from _behind(change.old_addresses, "cite", "papers")
    author = Author.objects.filter(pk=change.pk).first()
    if not author:
        return
    yield from _behind([author.get_absolute_url()], "cite", "papers")
    for post in public_posts().by(author).select_related("event__series", "series"):
        yield from _behind(_followed(post), "cite", "papers")


@register_addresses
def citations_of_group(change: Change) -> Iterator[str]:
    """The files of a category, an event or a series, where it was and where it is. What is in them
    does not name it."""
    if change.model not in _GROUPS:
        return
    yield from _behind(change.old_addresses, "cite", "papers")
    group = _GROUPS[change.model].objects.filter(pk=change.pk).first()
    if not group:
        return
    yield from _behind([group.get_absolute_url()], "cite", "papers")
    if isinstance(group, EventSeries):
        places = [event.get_absolute_url() for event in group.events.select_related("series")]
        yield from _behind(places, "cite", "papers")


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
