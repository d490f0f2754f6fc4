"""Requests that no form of ours sends: they are refused where a view would fail on them.

Numbers that no database can hold, pages that no list has, forms without fields that their script
always sends. Much of the admin is Wagtail's, which reads such things as if they were there.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.core.paginator import InvalidPage
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.urls import NoReverseMatch, reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _

from blog.core.paging import asked_page

logger = logging.getLogger(__name__)


class OddRequestMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_readable(request.content_params or {}):
            return _refused()
        if _is_admin(request) and "p" in request.GET and not asked_page(request.GET["p"]):
            raise Http404
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not _is_admin(request):
            return None
        if _asks_for_nothing(request, exception):
            logger.warning("%s: %s", request.get_full_path(), exception)
            raise Http404 from exception
        if isinstance(exception, MultiValueDictKeyError | BadRequest):
            logger.warning("%s: %s", request.path, exception)
            return _refused()
        return None


def _is_admin(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))


def _refused() -> HttpResponse:
    message = _(
        "This form did not arrive whole. Go back, load the page again and send it once more."
    )
    return HttpResponseBadRequest(message, content_type="text/plain; charset=utf-8")


def _is_readable(parameters: dict[str, str]) -> bool:
    """Whether a body can be decoded as it says. Python also knows codecs that make no text."""
    try:
        b"text".decode(parameters.get("charset", "utf-8"), "replace")
    except (LookupError, ValueError):
        return False
    return True


def _asks_for_nothing(request: HttpRequest, exception: Exception) -> bool:
    """A page, a number or a place to go back to that cannot be there."""
    if request.method not in ("GET", "HEAD"):
        return False
    if isinstance(exception, ValueError):
        # What fields say of a value that is no number.
        return "expected a number but got" in str(exception)
    if isinstance(exception, NoReverseMatch):
        return "next" in request.GET
    return isinstance(exception, InvalidPage | OverflowError | DataError)
