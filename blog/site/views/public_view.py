"""What every public view of ours shares."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.http import conditional_page, require_safe

from blog.core.languages import site_language, speaking
from blog.core.paging import asked_page

POSTS_A_PAGE = 20
MAX_AGE = 300


def public_view(view):
    """GET and HEAD alone, in the site's language; `?page=2` leads to the page's own address."""

    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs):
        number = asked_page(request.GET.get("page", ""))
        if number and "number" not in kwargs:
            suffix = f"page/{number}/" if number > 1 else ""
            return HttpResponsePermanentRedirect(request.path + suffix)
        if kwargs.get("number") == 1:
            return HttpResponsePermanentRedirect(request.path.removesuffix("page/1/"))
        with speaking(site_language(request)):
            return view(request, *args, **kwargs)

    return wrapped


def public_file(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """GET and HEAD, in the site's language, with an ETag, kept for some minutes."""

    @require_safe
    @conditional_page
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with speaking(site_language(request)):
            response = view(request, *args, **kwargs)
        response.setdefault("Cache-Control", f"public, max-age={MAX_AGE}")
        return response

    return wrapped
