"""Addresses of the site that a publication was before: one redirect to where the thing is now.

Query strings are looked up before any page answers, since `/?p=123` is the front page for everybody
else; all others only where the answer would be 404, so that nothing of ours is ever shadowed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote, urlencode

from django.http import (
    HttpRequest,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.urls import reverse
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from blog.core.languages import LANGUAGE_CHOICES
from blog.former.files import file_response
from blog.former.lists import category_address, first_page, former_list, former_term

# What WordPress, and feeds and forms of its time, put after the question mark.
_POST_KEYS = ("p", "page_id", "attachment_id", "post")
_KEYS = frozenset((*_POST_KEYS, "feed", "s", "paged", "m", "tag", "cat", "author"))
_FEED_END = re.compile(
    r"(?:^|/)(?:index\.xml|rss\.xml|feed\.rss|index\.rss|feed(?:/(?:rss2?|atom|rdf))?|rss|"
    r"feeds/posts/(?:default|summary)|index\.json)/?$"
)


class FormerAddressMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        readable = request.method in ("GET", "HEAD")
        if readable and _KEYS & set(request.GET) and _is_public(request.path):
            target = _query_target(request)
            if target:
                return HttpResponsePermanentRedirect(target)
        response = self.get_response(request)
        if response.status_code == 404 and readable and _is_public(request.path):
            return _former_response(request) or response
        return response


def _is_public(path: str) -> bool:
    return not path.startswith(("/admin/", "/static/", "/media/", "/search/"))


def _query_target(request: HttpRequest) -> str:
    values = request.GET
    for key in _POST_KEYS:
        number = values.get(key, "")
        if number.isascii() and number.isdigit():
            for known in dict.fromkeys((key, "p", "page_id")):
                found = _redirect_for(f"{request.path}?{known}={number}", request)
                if found:
                    return found
    if request.path != "/":
        return ""
    if values.get("feed"):
        return "/feed.xml"
    if values.get("tag"):
        return category_address(values["tag"])
    if values.get("s"):
        return f"/search/?{urlencode({'q': values['s']})}"
    if values.get("paged", "").isdigit() or values.get("m", "").isdigit():
        return reverse("archive")
    return ""


def _redirect_for(path: str, request: HttpRequest) -> str:
    """Where a stored redirect leads, when a stranger may go there."""
    found = (
        Redirect.get_for_site(Site.find_for_request(request))
        .filter(old_path=Redirect.normalise_path(path))
        .first()
    )
    return str(found.link or "") if found and _leads_to_public(found) else ""


def _leads_to_public(found: Redirect) -> bool:
    page = found.redirect_page
    return page is None or (page.live and not page.get_view_restrictions())


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
        return answer if found and _leads_to_public(found) else response


def _former_response(request: HttpRequest) -> HttpResponseBase | None:
    path = request.path.strip("/")
    target = (
        _slashless_target(request) or _page_target(path) or _feed_target(path) or former_list(path)
    )
    target = target or _target_in_language(path) or _index_target(path, request)
    if target and unquote(target) != request.path:
        return HttpResponsePermanentRedirect(target)
    return file_response(path)


def _target_in_language(path: str) -> str:
    """Lists and feeds that a site had once for each language."""
    code, _slash, rest = path.partition("/")
    if code not in dict(LANGUAGE_CHOICES):
        return ""
    if rest in ("", "sitemap.xml"):
        return f"/{rest}"
    return _feed_target(rest) or former_list(rest)


def _index_target(path: str, request: HttpRequest) -> str:
    """A list, or an address that leads on, by the name of the file that stood for it."""
    bare = re.sub(r"(?:^|/)index\.html?$|\.html?$", "", path)
    if bare == path:
        return ""
    if not bare:
        return "/"
    return _redirect_for(f"/{bare}", request) or former_list(bare) or _target_in_language(bare)


def _slashless_target(request: HttpRequest) -> str:
    """A page's own address without the slash at its end; before a year is taken for a list."""
    return "" if request.path.endswith("/") else _public_address(request.path.strip("/"))


def _page_target(path: str) -> str:
    """The same address with the ending of a file, or as a list of several pages."""
    bare = re.sub(r"(?:/?index)?\.(?:html?|php)$", "", path).strip("/")
    bare = first_page(bare)
    return _public_address(bare) if bare and bare != path else ""


def _public_address(bare: str) -> str:
    for root in Site.objects.select_related("root_page"):
        wanted = f"{root.root_page.url_path}{bare}/"
        for page in Page.objects.filter(url_path=wanted).live().public()[:1]:
            return page.specific.get_url() or ""
    return ""


def _feed_target(path: str) -> str:
    match = _FEED_END.search(f"/{path}")
    if not match:
        return ""
    owner = former_term(path[: max(match.start() - 1, 0)].strip("/"))
    has_feed = owner.startswith((reverse("categories"), reverse("authors")))
    return f"{owner}feed.xml" if has_feed else "/feed.xml"
