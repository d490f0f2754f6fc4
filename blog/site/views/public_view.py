"""What every public view of ours shares."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import resolve
from django.utils.http import http_date
from django.views.decorators.http import conditional_page, require_safe

from blog.core.languages import site_language, speaking
from blog.core.paging import asked_page
from blog.core.redirects import moved_within
from blog.posts.public_changes import last_public_change

POSTS_A_PAGE = 20
MAX_AGE = 300


def public_view(view):
    """GET and HEAD alone, in the site's language; `?page=2` leads to the page's own address."""

    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs):
        number = asked_page(request.GET.get("page", ""))
        if number and "number" not in kwargs:
            place = request.path + (f"page/{number}/" if number > 1 else "")
            if number > 1:
                _find_page(request, place)
            return moved_within(request, place + _rest(request))
        if kwargs.get("number") == 1:
            # Lists of ours have small letters: one hop, also from an address with others.
            view(request, *args, **kwargs)  # 404 where there is no such list
            place = request.path.removesuffix("page/1/").lower()
            return moved_within(request, place + _rest(request))
        with speaking(site_language(request)):
            return view(request, *args, **kwargs)

    return wrapped


def say_last_change(response: HttpResponseBase) -> None:
    """For programs that ask by the date alone: it moves when something went, too.

    One moment for all addresses. What an answer shows comes from its posts, their authors, papers,
    categories and events, the settings, and what is no longer there; a moment of its own that
    missed one of them would leave readers with the words of before. An answer that did not
    change is told from others by its ETag, which counts before any date (RFC 9110 §13.2.2).
    """
    moment = last_public_change()
    if moment:
        response["Last-Modified"] = http_date(moment.timestamp())


def _find_page(request: HttpRequest, place: str) -> None:
    """404 for a list without pages, and beyond its end: browsers keep a permanent redirect."""
    match = resolve(place)
    if "number" not in match.kwargs:
        raise Http404
    match.func(request, *match.args, **match.kwargs)


def _rest(request: HttpRequest) -> str:
    """What else was asked, such as a filter."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return f"?{asked.urlencode()}" if asked else ""


def public_file(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """GET and HEAD, in the site's language, with an ETag, kept for some minutes."""

    @require_safe
    @conditional_page
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with speaking(site_language(request)):
            response = view(request, *args, **kwargs)
        response.setdefault("Cache-Control", f"public, max-age={MAX_AGE}")
        return response

    return wrapped
