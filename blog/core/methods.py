"""Readers' pages are only read: any other method is refused before anything looks at it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse

READING = ("GET", "HEAD")


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
