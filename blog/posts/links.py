"""Addresses of pages and documents that a text or a menu leads to, at a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, Page

from blog.posts.excerpt import linked_rows

# ("page", id) or ("document", id) → address.
LinkAddresses = dict[tuple[str, int], str]


def addresses_in(
    bodies: Iterable[list[dict[str, Any]]], request: HttpRequest | None
) -> LinkAddresses:
    """Where the links of ours in these bodies lead, as far as a stranger may follow them."""
    rows = {row for body in bodies for row in linked_rows(body)}
    pages = public_addresses((pk for kind, pk in rows if kind == "page"), request)
    documents = public_documents(pk for kind, pk in rows if kind == "document")
    return {("page", pk): address for pk, address in pages.items()} | {
        ("document", pk): address for pk, address in documents.items()
    }


def public_documents(ids: Iterable[int]) -> dict[int, str]:
    """Document id → address, for those that lie in no private collection."""
    numbers = set(ids)
    if not numbers:
        return {}
    closed = tuple(CollectionViewRestriction.objects.values_list("collection__path", flat=True))
    documents = get_document_model().objects.filter(pk__in=numbers).select_related("collection")
    return {
        document.pk: document.url
        for document in documents
        if not document.collection.path.startswith(closed)
    }


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
