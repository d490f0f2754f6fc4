"""Former addresses of our own records, and of all that lies below them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Site

from blog.posts.address_book import FIELDS, normalise_path
from blog.posts.models import PublicAddress

# Nothing of ours lies deeper below a record: an address of more parts is somebody's guess.
_DEEPEST = 20


def addresses_of_records(path: str, request: HttpRequest) -> Iterator[str]:
    """Where the record of this path, or of one above it, is now, the nearest first: of
    "authors/a/feed.xml" that of "authors/a" with "feed.xml" behind it."""
    site = Site.find_for_request(request)
    path = normalise_path(path)
    below = dict(_above(path))
    rows = PublicAddress.objects.filter(path__in=below).filter(
        Q(publication=None) | Q(publication=site.root_page_id if site else None)
    )
    for row in sorted(rows, key=lambda row: len(row.path), reverse=True):
        address = _address_of(row, request)
        if address:
            yield f"{address.rstrip('/')}/{quote(below[row.path])}" if below[row.path] else address


def _above(path: str) -> Iterator[tuple[str, str]]:
    """Each path above, and the path itself, with what lies behind it."""
    parts = path.split("/")
    for length in range(1, min(len(parts), _DEEPEST) + 1):
        yield "/".join(parts[:length]), "/".join(parts[length:])


def _address_of(row: PublicAddress, request: HttpRequest) -> str:
    if row.page:
        return row.page.specific.get_url(request) or ""
    record: Any = next(filter(None, (getattr(row, name) for name in FIELDS.values())), None)
    return record.get_absolute_url() if record else ""
