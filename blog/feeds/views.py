"""Feeds of the publication, an author, a category, an event; and what helps machines find it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from blog.core.languages import site_language, speaking
from blog.core.redirects import moved_within
from blog.feeds import atom, discovery, json_feed, rss
from blog.feeds.channels import channel_for, feed_of, posts_of, site_of
from blog.feeds.items import Feed
from blog.feeds.sitemap import PART_SIZE, places_of, write_sitemap, write_sitemap_index
from blog.site.icons import ICON_SIZES, icon_ico, icon_png, logo_bytes
from blog.site.models import PublicationSettings
from blog.site.views.public_view import MAX_AGE, public_file, say_last_change

REPORTS_IN_LLMS = 100
_WRITERS: dict[str, tuple[Callable[[Feed], bytes], str]] = {
    "feed.xml": (rss.write_rss, rss.CONTENT_TYPE),
    "atom.xml": (atom.write_atom, atom.CONTENT_TYPE),
    "feed.json": (json_feed.write_json_feed, json_feed.CONTENT_TYPE),
}
FEED_NAMES = tuple(_WRITERS)


@require_safe
@conditional_page
def feed(
    request: HttpRequest, name: str, scope: str = "", number: int = 1, **names: Any
) -> HttpResponse:
    """Page `number` of a feed in the format of `name`. The same posts give the same bytes."""
    write, content_type = _WRITERS[name]
    with speaking(site_language(request)):
        channel = channel_for(request, scope, **names)
        if number == 1 and "/page/1/" in request.path:
            return moved_within(request, request.path.replace("/page/1/", "/"))
        content = feed_of(request, channel, name, number)
        response = HttpResponse(write(content), content_type=content_type)
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    say_last_change(response)
    if content.hub:
        response["Link"] = f'<{content.hub}>; rel="hub", <{content.self_url}>; rel="self"'
    return response


@public_file
def sitemap(request: HttpRequest, part: int = 0) -> HttpResponse:
    """All addresses; beyond PART_SIZE an index of parts, /sitemap-1.xml and on."""
    site = site_of(request)
    places = places_of(site)
    parts = -(-len(places) // PART_SIZE)
    if part > parts or (part and parts == 1):
        raise Http404
    if not part and parts > 1:
        addresses = [f"{site.root_url}/sitemap-{number}.xml" for number in range(1, parts + 1)]
        content = write_sitemap_index(addresses)
    else:
        first = (part - 1) * PART_SIZE if part else 0
        content = write_sitemap(places[first : first + PART_SIZE])
    return HttpResponse(content, content_type="application/xml; charset=utf-8")


@public_file
def robots(request: HttpRequest) -> HttpResponse:
    text = discovery.robots_text(f"{site_of(request).root_url}/")
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@public_file
def llms(request: HttpRequest) -> HttpResponse:
    site = site_of(request)
    posts = posts_of(site).newest_first().with_cards()[:REPORTS_IN_LLMS]
    text = discovery.llms_text(PublicationSettings.for_site(site), posts, f"{site.root_url}/")
    return HttpResponse(text, content_type="text/markdown; charset=utf-8")


@public_file
def manifest(request: HttpRequest) -> HttpResponse:
    publication = PublicationSettings.for_site(site_of(request))
    content = discovery.manifest(publication)
    return HttpResponse(content, content_type="application/manifest+json; charset=utf-8")


@public_file
def opensearch(request: HttpRequest) -> HttpResponse:
    site = site_of(request)
    publication = PublicationSettings.for_site(site)
    content = discovery.opensearch(publication, f"{site.root_url}/")
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return HttpResponse(content, content_type=kind)


@public_file
def icon(request: HttpRequest, size: int) -> HttpResponse:
    if size not in ICON_SIZES:
        raise Http404
    publication = PublicationSettings.for_site(site_of(request))
    content = icon_png(size, publication.rubric.light, logo_bytes(publication))
    return HttpResponse(content, content_type="image/png")


@public_file
def favicon(request: HttpRequest) -> HttpResponse:
    """Asked for by programs that read no HTML."""
    publication = PublicationSettings.for_site(site_of(request))
    content = icon_ico(publication.rubric.light, logo_bytes(publication))
    return HttpResponse(content, content_type="image/x-icon")
