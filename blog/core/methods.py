"""What methods mean here: readers' pages are only read, and HEAD is GET without a body."""

from __future__ import annotations

from collections.abc import Callable

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.urls import reverse

READING = ("GET", "HEAD")


class HeadMiddleware:
    """An answer to HEAD has the headers of GET and no body (RFC 9110 §9.3.2).

    Django leaves dropping it to the server, and gunicorn writes a warning for each; and Django's
    ETag is made for GET alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method != "HEAD":
            return self.get_response(request)
        request.method = "GET"
        response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = iter(())
        elif isinstance(response, HttpResponse):
            response.content = b""
        return response


class ReadOnlyMiddleware:
    """405 with the allowed methods, where Django would speak of a missing token.

    Everything that changes something lies under the admin.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in READING or request.path.startswith(reverse("wagtailadmin_home")):
            return self.get_response(request)
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(READING)})
        return HttpResponseNotAllowed(READING)
