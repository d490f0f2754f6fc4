"""Text that editors send, without signs that no file of ours could hold.

Every form of the admin is cleaned here, before any field reads it: a bell that was pasted into a
title would break the spreadsheet of a list and the front matter of a page. What is made of invisible
signs alone is empty, so that a field that asks for words asks for them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from blog.core.text import is_visible, writable


class PostedTextMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        if request.method == "POST" and request.path.startswith(reverse("wagtailadmin_home")):
            cleaned = _cleaned(request.POST)
            if cleaned != request.POST:
                request.POST = cleaned  # type: ignore[assignment]  # the stubs know no setter


def _cleaned(posted: QueryDict) -> QueryDict:
    values = posted.copy()
    for name, texts in posted.lists():
        # A password is what somebody typed, sign by sign.
        if "password" not in name:
            values.setlist(name, [_clean(text) for text in texts])
    return values


def _clean(text: str) -> str:
    text = writable(text)
    return text if is_visible(text) else ""
