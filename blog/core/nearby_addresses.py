"""Addresses that are nearly right, and those that no page can have."""

from __future__ import annotations

import copy
import string
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.common import CommonMiddleware
from django.urls import reverse
from django.utils.http import escape_leading_slashes

from blog.core.redirects import moved_within

GetResponse = Callable[[HttpRequest], HttpResponseBase]
_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_HOPS = 3


class AddressMiddleware:
    """What is nowhere is looked for with a slash at its end, and in small letters. Addresses that
    have capitals come first: only a 404 is tried again, and stays one when nothing is there either.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path:
            # PostgreSQL would refuse to look for it.
            raise Http404
        response = self.get_response(request)
        if response.status_code != 404 or _is_file_or_admin(request.path):
            return response
        # Two slashes would be taken for the beginning of a host.
        path, mark, query = escape_leading_slashes(request.get_full_path()).partition("?")
        for nearly in _nearly(path):
            place = arrival(self.get_response, request, f"{nearly}{mark}{query}")
            if place.startswith("/"):
                return moved_within(request, place)
        return response


class AdminSlashMiddleware(CommonMiddleware):
    """Adds a slash to addresses of the admin alone. Elsewhere every path could be that of a page,
    so that Django would send readers on to one that is not there either."""

    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        is_admin = request.path.startswith(reverse("wagtailadmin_home").rstrip("/"))
        return is_admin and super().should_redirect_with_slash(request)


def arrival(get_response: GetResponse, request: HttpRequest, address: str) -> str:
    """The address to send a reader to who asked for this one, so that one hop is enough; "" where
    nothing is there for them."""
    for _hop in range(_HOPS):
        if not address.startswith("/") or address.startswith(("//", settings.MEDIA_URL)):
            return address
        response = _ask(get_response, request, address)
        # Not response.close(), which ends the request and its connection to the database.
        if file := getattr(response, "file_to_stream", None):
            file.close()
        if response.status_code in (301, 308):
            address = response.headers["Location"]
        else:
            return address if response.status_code == 200 else ""
    return ""


def _ask(get_response: GetResponse, request: HttpRequest, address: str) -> HttpResponseBase:
    """What this reader would be answered there, whatever they hold already."""
    path, _mark, query = address.partition("?")
    other = copy.copy(request)
    other.path = other.path_info = unquote(path)
    other.META = {key: value for key, value in request.META.items() if "HTTP_IF_" not in key}
    other.META |= {"PATH_INFO": other.path, "QUERY_STRING": query}
    # Read off the request before; Wagtail notes which page answers it.
    for name in ("GET", "headers", "_wagtail_route_for_request"):
        vars(other).pop(name, None)
    vars(other)["only_asks"] = True
    return get_response(other)


def _nearly(path: str) -> Iterator[str]:
    lower = _lowered(path)
    for form in dict.fromkeys((path, lower)):
        if form != path:
            yield form
        if not form.endswith("/"):
            yield f"{form}/"


def _is_file_or_admin(path: str) -> bool:
    apart = (reverse("wagtailadmin_home"), settings.MEDIA_URL, settings.STATIC_URL)
    return path.startswith(apart)


def _lowered(path: str) -> str:
    """Of a quoted path: the letters of "%C3" mean a byte and stay."""
    first, *quoted = path.split("%")
    return "%".join([first.translate(_LOWER), *(p[:2] + p[2:].translate(_LOWER) for p in quoted)])
