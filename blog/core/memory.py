"""What is asked for again and again while one request is answered, and may change before the next."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse

_memory: ContextVar[SimpleNamespace | None] = ContextVar("memory_of_request", default=None)


def memory_of_request() -> SimpleNamespace | None:
    """Gone with the request; None outside of one. `only_reads` says what kind it is."""
    return _memory.get()


class MemoryMiddleware:
    """Around everything that renders."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _memory.set(SimpleNamespace(only_reads=request.method in ("GET", "HEAD")))
        try:
            return self.get_response(request)
        finally:
            _memory.reset(token)
