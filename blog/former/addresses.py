"""Addresses that were public before: one redirect to where the thing is now.

Query strings are looked up before any page answers, since `/?p=123` is the front page for everybody
else; all others only where the answer would be 404, so that nothing of ours is ever shadowed.
Nobody is sent anywhere that was not asked first whether it answers this reader: what is not public
stays unknown, and no redirect leads to another, or in a circle.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlencode

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import resolve, reverse
from django.utils.encoding import escape_uri_path
from django.utils.http import escape_leading_slashes
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from blog.core.addresses import netloc_of
from blog.core.languages import LANGUAGE_CHOICES
from blog.core.nearby_addresses import GetResponse, arrival
from blog.core.redirects import moved_within
from blog.former.files import file_response
from blog.former.records import addresses_of_records
from blog.posts.address_book import normalise_path
from blog.transfer.former_lists import category_address, first_page, former_list, former_term
from blog.transfer.former_site import former_sites

# What WordPress, and feeds and forms of its time, put after the question mark.
_POST_KEYS = ("p", "page_id", "attachment_id", "post")
_KEYS = frozenset((*_POST_KEYS, "feed", "s", "paged", "m", "tag", "cat", "author"))
_FEED_END = re.compile(
    r"(?:^|/)(?:index\.xml|rss\.xml|feed\.rss|index\.rss|feed(?:/(?:rss2?|atom|rdf))?|rss|"
    r"feeds/posts/(?:default|summary)|index\.json)/?$"
)


class FormerAddressMiddleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or not _is_public(request.path):
            return self.get_response(request)
        if _KEYS & set(request.GET):
            redirect = self._redirect(request, _query_targets(request))
            if redirect:
                return redirect
        response = self.get_response(request)
        if response.status_code != 404:
            return response
        path = request.path.strip("/")
        redirect = self._redirect(request, _elsewhere(path, _targets(path, request)))
        return redirect or file_response(request, path) or self._at_home(request, path) or response

    def _at_home(self, request: HttpRequest, path: str) -> HttpResponseBase | None:
        """For a site that lived below a path of its host, which its addresses still hold."""
        for site in former_sites():
            inner = site.at_home(path)
            if inner is None:
                continue
            here = copy.copy(request)
            here.path = f"/{inner}{'/' if inner and request.path.endswith('/') else ''}"
            more = _elsewhere(inner, _targets(inner, here)) if inner else ()
            targets = [escape_uri_path(here.path), *more]
            answer = self._redirect(request, targets) or file_response(request, inner)
            if answer:
                return answer
        return None

    def _redirect(
        self, request: HttpRequest, targets: Iterable[str]
    ) -> HttpResponsePermanentRedirect | None:
        """To the first of the targets that answers this reader and is elsewhere."""
        for target in dict.fromkeys(filter(None, targets)):
            place = arrival(self.get_response, request, target)
            if place and unquote(place) != request.path:
                return _moved(request, place)
        return None


def _moved(request: HttpRequest, place: str) -> HttpResponsePermanentRedirect:
    """An editor may have stored a redirect that leads to another site."""
    stored = "://" in place and Redirect.objects.filter(redirect_link=place).exists()
    return moved_within(request, place, hosts=[netloc_of(place)] if stored else ())


def _is_public(path: str) -> bool:
    return not path.startswith(("/admin/", "/static/", "/media/", "/search/"))


def _query_targets(request: HttpRequest) -> Iterator[str]:
    values = request.GET
    for key in _POST_KEYS:
        number = values.get(key, "")
        if number.isascii() and number.isdigit():
            for name in dict.fromkeys((key, "p", "page_id")):
                former = f"{request.path}?{name}={number}"
                yield from addresses_of_records(former, request)
                yield from _typed_targets(former, request)
    if request.path != "/":
        return
    if values.get("feed"):
        yield "/feed.xml"
    if values.get("tag"):
        yield category_address(values["tag"])
    if values.get("s"):
        yield f"/search/?{urlencode({'q': values['s']})}"
    if values.get("paged", "").isdigit() or values.get("m", "").isdigit():
        yield reverse("archive")


def _typed_targets(path: str, request: HttpRequest) -> Iterator[str]:
    """Where a redirect leads that an editor typed."""
    redirects = Redirect.get_for_site(Site.find_for_request(request))
    for redirect in redirects.filter(old_path=Redirect.normalise_path(path)):
        if redirect.link and _leads_to_readable(redirect, request):
            yield str(redirect.link)


def _leads_to_readable(found: Redirect, request: HttpRequest) -> bool:
    page = found.redirect_page
    if page is None:
        return True
    return page.live and all(item.accept_request(request) for item in page.get_view_restrictions())


class PublicRedirectMiddleware(RedirectMiddleware):
    """Wagtail's, which would tell a stranger where a draft is going to live."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        answer: HttpResponseBase = super().process_response(request, response)
        if answer is response:
            return answer
        full = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        bare = Redirect.normalise_path(request.path)
        found = get_redirect(request, full) or get_redirect(request, bare)
        return answer if found and _leads_to_readable(found, request) else response


def _targets(path: str, request: HttpRequest) -> Iterator[str]:
    """Where an address may lead on, the surest first."""
    yield from addresses_of_records(request.path, request)
    if not request.path.endswith("/"):
        # Before a year is taken for a list.
        query = request.META.get("QUERY_STRING", "")
        place = escape_leading_slashes(escape_uri_path(request.path))
        yield f"{place}/{'?' * bool(query)}{query}"
    yield from _pages(path, request)
    yield _feed_target(path)
    yield former_list(path)
    yield _target_in_language(path)
    yield from _index_targets(path, request)


def _pages(path: str, request: HttpRequest) -> Iterator[str]:
    """The same address with the ending of a file, or as a list of several pages."""
    bare = first_page(re.sub(r"(?:/?index)?\.(?:html?|php)$", "", path).strip("/"))
    if bare and bare != path:
        yield from addresses_of_records(bare, request)
        yield f"/{escape_uri_path(bare)}/"


def _elsewhere(path: str, targets: Iterable[str]) -> Iterator[str]:
    """Not the beginning of a list of ours for a page beyond its end: there may be one when more is
    written, and browsers keep a permanent redirect."""
    has_pages = "number" in resolve(f"/{path}/").kwargs
    return (one for one in targets if not has_pages or normalise_path(one) != first_page(path))


def _target_in_language(path: str) -> str:
    """Lists and feeds that a site had once for each language."""
    code, _slash, rest = path.partition("/")
    if code not in dict(LANGUAGE_CHOICES):
        return ""
    if rest in ("", "sitemap.xml"):
        return f"/{rest}"
    return _feed_target(rest) or former_list(rest)


def _index_targets(path: str, request: HttpRequest) -> Iterator[str]:
    """A list, or an address that leads on, by the name of the file that stood for it."""
    bare = re.sub(r"(?:^|/)index\.html?$|\.html?$", "", path)
    if bare == path:
        return
    if not bare:
        yield "/"
        return
    yield from addresses_of_records(bare, request)
    yield f"/{escape_uri_path(bare)}"
    yield former_list(bare)
    yield _target_in_language(bare)


def _feed_target(path: str) -> str:
    match = _FEED_END.search(f"/{path}")
    if not match:
        return ""
    owner = former_term(path[: max(match.start() - 1, 0)].strip("/"))
    has_feed = owner.startswith((reverse("categories"), reverse("authors")))
    return f"{owner}feed.xml" if has_feed else "/feed.xml"
