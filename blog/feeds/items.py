"""What a feed says, whatever its format: the channel and its items."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from blog.authors.bylines import Credit, format_byline
from blog.core.addresses import absolute_address
from blog.core.languages import speaking
from blog.core.licences import Licence, licence_of
from blog.core.orcid import orcid_url
from blog.core.text import writable
from blog.feeds.attachments import FeedPicture, FeedRecording, picture_of, recording_of
from blog.feeds.content import feed_html, load_bodies, summary_of
from blog.posts.failures import leaving_out
from blog.posts.models import Output


@dataclass(frozen=True, slots=True)
class FeedAuthor:
    """`uri` is the ORCID iD as an address where there is one, else the author's page."""

    name: str
    uri: str
    page: str


@dataclass(frozen=True, slots=True)
class FeedItem:
    """`guid` is for ever: what the post's former site called it, else a UUID."""

    guid: str
    url: str
    title: str
    summary: str
    content: str
    byline: str
    authors: tuple[FeedAuthor, ...]
    categories: tuple[str, ...]
    language: str
    published: dt.datetime | None
    updated: dt.datetime
    licence: Licence | None
    picture: FeedPicture | None
    recording: FeedRecording | None

    @property
    def iri(self) -> str:
        """RFC 4287 §4.2.6 wants an IRI; a former identifier need not be one."""
        if self.guid.startswith(("http://", "https://", "urn:", "tag:")):
            return self.guid
        return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, self.guid)}"


@dataclass(frozen=True, slots=True)
class Feed:
    """`page_url` is the HTML page that the feed follows. Addresses of neighbours are "" at an end.
    `icon` is the mark of the publication, large; `badge` the same in what RSS allows."""

    title: str
    description: str
    page_url: str
    self_url: str
    first_url: str
    next_url: str
    previous_url: str
    language: str
    licence: Licence | None
    hub: str
    icon: str
    badge: str
    updated: dt.datetime
    items: tuple[FeedItem, ...]


def items_of(posts: Sequence[Any], default_licence: str, root: str) -> tuple[FeedItem, ...]:
    """`posts` with cards loaded; `root` is the address of the site."""
    links = {row: absolute_address(root, path) for row, path in load_bodies(posts).items()}
    items = []
    for post in posts:
        with leaving_out(post, Output.FEED):
            items.append(_item(post, links, default_licence, root))
    return tuple(items)


def last_change(posts: Iterable[Any]) -> dt.datetime:
    """When the words of any of the posts last changed; a fixed instant when there is none."""
    moments = [post.last_changed or post.first_published_at or post.date for post in posts]
    return max(filter(None, moments), default=dt.datetime(2000, 1, 1, tzinfo=dt.UTC))


def guid_of(post: Any) -> str:
    """Wagtail keeps the translation key through revisions, moves and saves; copies get their own."""
    return post.former_guid or f"urn:uuid:{post.translation_key}"


def authors_of(credits: Iterable[Credit], root: str) -> tuple[FeedAuthor, ...]:
    found = []
    for credit in credits:
        page = absolute_address(root, credit.url)
        uri = orcid_url(credit.orcid) if credit.orcid else page
        found.append(FeedAuthor(writable(credit.name), uri, page))
    return tuple(found)


def _item(post: Any, links: dict[int, str], default_licence: str, root: str) -> FeedItem:
    with speaking(post.language):
        byline = format_byline(post.credits)
    return FeedItem(
        guid=guid_of(post),
        url=post.full_url,
        title=writable(post.title),
        summary=summary_of(post),
        content=feed_html(post, links),
        byline=writable(byline),
        authors=authors_of(post.credits, root),
        categories=tuple(writable(item["title"]) for item in post.kicker),
        language=post.language,
        published=post.written_date,
        updated=last_change([post]),
        licence=licence_of(post.licence, default_licence),
        picture=picture_of(post, root),
        recording=recording_of(post, root),
    )
