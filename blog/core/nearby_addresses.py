"""Addresses that are nearly right, and those that no page can have."""

from __future__ import annotations

import copy
import string
from collections.abc import Callable
from urllib.parse import unquote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from blog.core.redirects import moved_within

_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


class AddressMiddleware:
    """What is nowhere is looked for in small letters. Imported addresses that have capitals come
    first: only a 404 is tried again, and it stays one when small letters find nothing either."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path:
            # PostgreSQL would refuse to look for it.
            raise Http404
        response = self.get_response(request)
        if response.status_code != 404 or _is_file_or_admin(request.path):
            return response
        path, mark, query = request.get_full_path().partition("?")
        lower = _lowered(path)
        if lower == path:
            return response
        # Whether a slash is missing is asked outside of here, of an address as it was written.
        for nearly in (lower, f"{lower}/"):
            if self._is_there(request, nearly):
                return moved_within(request, f"{nearly}{mark}{query}")
        return response

    def _is_there(self, request: HttpRequest, path: str) -> bool:
        other = copy.copy(request)
        other.path = other.path_info = unquote(path)
        # Wagtail notes on the request which page answers it.
        vars(other).pop("_wagtail_route_for_request", None)
        return self.get_response(other).status_code < 400


def _is_file_or_admin(path: str) -> bool:
    apart = (reverse("wagtailadmin_home"), settings.MEDIA_URL, settings.STATIC_URL)
    return path.startswith(apart)


def _lowered(path: str) -> str:
    """Of a quoted path: the letters of "%C3" mean a byte and stay."""
    first, *quoted = path.split("%")
    return "%".join([first.translate(_LOWER), *(p[:2] + p[2:].translate(_LOWER) for p in quoted)])
