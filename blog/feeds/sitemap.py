"""The sitemap (https://www.sitemaps.org/protocol.html) with pictures and translations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from lxml import etree
from wagtail.models import Site

from blog.core.addresses import absolute_address
from blog.feeds.channels import posts_of
from blog.images.models import CustomImage
from blog.posts.models import Byline, PaperMention, PostCategory, StandardPage
from blog.posts.references import referenced_ids
from blog.site.public import (
    public_authors,
    public_categories,
    public_event_series,
    public_events,
    public_papers,
    public_post_series,
)

# The protocol allows 50,000; a part of this size stays below its 50 MB too.
PART_SIZE = 10_000
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
_XHTML = "http://www.w3.org/1999/xhtml"
Moments = dict[tuple[str, int], dt.datetime]


@dataclass(frozen=True, slots=True)
class Place:
    """An address; `translations` maps languages to addresses, its own among them."""

    url: str
    changed: dt.datetime | None = None
    pictures: tuple[str, ...] = ()
    translations: dict[str, str] = field(default_factory=dict)


def places_of(site: Site) -> list[Place]:
    """Every public page of the site that is worth finding, the newest posts first."""
    root = f"{site.root_url}/"
    posts = list(posts_of(site).newest_first().select_related("event"))
    moments = _moments(posts)
    newest = max(moments.values(), default=None)
    lists = ("front", "papers", "events", "authors", "categories", "archive")
    found = (
        [Place(absolute_address(root, reverse(name)), newest) for name in lists] if posts else []
    )
    found = found or [Place(root)]
    found += _posts([post for post in posts if not (post.noindex or post.no_sitemap)], root)
    pages = StandardPage.objects.listed().filter(noindex=False, no_sitemap=False)
    pages = pages.descendant_of(site.root_page).order_by("path")
    found += [Place(page.full_url, page.last_published_at) for page in pages if page.full_url]
    for kind, things in (
        ("paper", public_papers().order_by("pk")),
        ("author", public_authors()),
        ("event", public_events()),
        ("event-series", public_event_series()),
        ("category", public_categories()),
        ("series", public_post_series()),
    ):
        for thing in things:
            changed = moments.get((kind, thing.pk))
            if changed:
                found.append(Place(absolute_address(root, thing.get_absolute_url()), changed))
    return found


def write_sitemap(places: Iterable[Place]) -> bytes:
    root = etree.Element(
        f"{{{_SITEMAP}}}urlset", nsmap={None: _SITEMAP, "image": _IMAGE, "xhtml": _XHTML}
    )
    for place in places:
        url = _add(root, "url")
        _add(url, "loc", place.url)
        if place.changed:
            _add(url, "lastmod", place.changed.isoformat(timespec="seconds"))
        for language, address in place.translations.items():
            etree.SubElement(
                url,
                f"{{{_XHTML}}}link",
                {"rel": "alternate", "hreflang": language, "href": address},
            )
        for picture in place.pictures:
            image = etree.SubElement(url, f"{{{_IMAGE}}}image")
            etree.SubElement(image, f"{{{_IMAGE}}}loc").text = picture
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def write_sitemap_index(addresses: Iterable[str]) -> bytes:
    root = etree.Element(f"{{{_SITEMAP}}}sitemapindex", nsmap={None: _SITEMAP})
    for address in addresses:
        _add(_add(root, "sitemap"), "loc", address)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _add(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    element = etree.SubElement(parent, f"{{{_SITEMAP}}}{name}")
    element.text = text or None
    return element


def _moments(posts: list[Any]) -> Moments:
    """(kind, id) → when a public post that shows it last changed."""
    changed = {post.pk: post.last_changed for post in posts if post.last_changed}
    moments: Moments = {}
    for kind, pk, post in _shown(posts, set(changed)):
        moments[kind, pk] = max(changed[post], moments.get((kind, pk), changed[post]))
    return moments


def _shown(posts: list[Any], known: set[int]) -> Iterator[tuple[str, int, int]]:
    for post in posts:
        if post.pk in known:
            yield "post", post.pk, post.pk
            if post.event_id:
                yield "event", post.event_id, post.pk
                yield "event-series", post.event.series_id, post.pk
            if post.series_id:
                yield "series", post.series_id, post.pk
    for author, post in Byline.objects.values_list("author_id", "page_id"):
        if post in known:
            yield "author", author, post
    for category, post in PostCategory.objects.values_list("tag_id", "content_object_id"):
        if post in known:
            yield "category", category, post
    mentions = PaperMention.objects.values_list("paper_id", "contributor_id", "post_id")
    for paper, contributor, post in mentions:
        if post in known:
            yield "paper", paper, post
            if contributor:
                yield "author", contributor, post


def _posts(posts: list[Any], root: str) -> list[Place]:
    wanted = {post.pk: _picture_ids(post) for post in posts}
    files = _picture_files({pk for ids in wanted.values() for pk in ids})
    groups = translations_among(posts)
    return [
        Place(
            post.full_url,
            post.last_changed,
            tuple(absolute_address(root, files[pk]) for pk in wanted[post.pk] if pk in files),
            groups.get(post.translation_group, {}),
        )
        for post in posts
    ]


def translations_among(posts: Iterable[Any]) -> dict[Any, dict[str, str]]:
    """Translation group → language → address, of groups in more than one language."""
    groups: dict[Any, dict[str, str]] = {}
    for post in posts:
        if post.translation_group:
            groups.setdefault(post.translation_group, {}).setdefault(post.language, post.full_url)
    return {group: found for group, found in groups.items() if len(found) > 1}


def _picture_ids(post: Any) -> list[int]:
    inside = sorted(referenced_ids(post.body.raw_data)["blog.CustomImage"])
    first = [post.thumbnail_id] if post.thumbnail_id else []
    return list(dict.fromkeys([*first, *inside]))


def _picture_files(ids: set[int]) -> dict[int, str]:
    """Of each picture the widest file that is there already; none is made for a sitemap."""
    files = {}
    for image in CustomImage.objects.filter(pk__in=ids).prefetch_related("renditions"):
        made = [item for item in image.renditions.all() if not item.file.name.endswith(".avif")]
        widest = max(made, key=lambda item: (item.width, item.file.name), default=None)
        if widest:
            files[image.pk] = widest.url
    return files
