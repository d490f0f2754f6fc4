"""Addresses of pages that a text or a menu leads to, at a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page


def public_addresses(ids: Iterable[int], request: HttpRequest | None) -> dict[int, str]:
    """Page id → address, for those of the pages that a stranger may read."""
    wanted = set(ids)
    if not wanted:
        return {}
    pages = Page.objects.filter(pk__in=wanted).live().public()
    now = timezone.now()
    return {
        page.pk: page.get_url(request) or ""
        for page in pages
        if not (page.expire_at and page.expire_at <= now)
    }
