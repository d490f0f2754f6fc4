"""Which posts a feed carries, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.models import Site

from blog.core.addresses import absolute_address
from blog.core.text import writable
from blog.feeds.items import Feed, items_of, last_change
from blog.posts.front import page_of
from blog.site.models import PublicationSettings
from blog.site.public import (
    public_authors,
    public_categories,
    public_event_series,
    public_events,
    public_posts,
)

POSTS_A_PAGE = 20
# The widest that RSS allows, and enough for the little icon of JSON Feed.
BADGE = 144


@dataclass(frozen=True, slots=True)
class Channel:
    """`path` is the page that the feed follows: "/" or "/authors/ada-quill/"."""

    title: str
    description: str
    path: str
    posts: Any


def posts_of(site: Site) -> Any:
    """The public posts of this site's publication."""
    return public_posts().descendant_of(site.root_page)


def site_of(request: HttpRequest) -> Site:
    site = Site.find_for_request(request)
    if not site:
        raise Http404
    return site


def channel_for(request: HttpRequest, scope: str, **names: Any) -> Channel:
    """`scope` is "" (all), "author", "category", "event" or "event-series"; 404 when no public
    post has to do with it."""
    site = site_of(request)
    publication = PublicationSettings.for_site(site)
    posts = posts_of(site)
    if not scope:
        return Channel(publication.shown_name, publication.tagline, reverse("front"), posts)
    if scope == "author":
        thing = get_object_or_404(public_authors(), slug=names["slug"])
        posts = posts.by(thing)
    elif scope == "category":
        thing = get_object_or_404(public_categories(), slug=names["slug"])
        posts = posts.in_category(thing)
    elif scope == "event":
        thing = get_object_or_404(public_events(), series__slug=names["slug"], year=names["year"])
        posts = posts.at_event(thing)
    else:
        thing = get_object_or_404(public_event_series(), slug=names["slug"])
        posts = posts.filter(event__series=thing)
    title = f"{thing} · {publication.shown_name}"
    return Channel(title, publication.tagline, thing.get_absolute_url(), posts)


def feed_of(request: HttpRequest, channel: Channel, name: str, number: int) -> Feed:
    """Page `number` of the channel; `name` is the file's: feed.xml, atom.xml or feed.json."""
    site = site_of(request)
    publication = PublicationSettings.for_site(site)
    root = f"{site.root_url}/"
    page = page_of(channel.posts.newest_first().with_cards(), number, POSTS_A_PAGE)
    posts = list(page)
    base = absolute_address(root, channel.path)

    def address(of: int) -> str:
        return f"{base}page/{of}/{name}" if of > 1 else f"{base}{name}"

    return Feed(
        title=writable(channel.title),
        description=writable(channel.description),
        page_url=base,
        self_url=address(number),
        first_url=address(1),
        next_url=address(number + 1) if page.has_next() else "",
        previous_url=address(number - 1) if page.has_previous() else "",
        language=publication.language,
        licence=publication.licence_deed,
        hub=settings.WEBSUB_HUB,
        icon=absolute_address(root, reverse("icon", args=[512])),
        badge=absolute_address(root, reverse("icon", args=[BADGE])),
        updated=last_change(posts),
        items=items_of(posts, publication.licence, root),
    )
