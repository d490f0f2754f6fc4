"""Rows that a body points at, loaded together.

A StreamField loads the target of each chooser by its place in the schema: a round-up with papers in
a list, in a bonus section and beside the list would cost one query for each place and kind. Inside
`loading(raw)` all choosers of ours read from one table per kind, filled by one query each, so a
post costs the same whatever it holds.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from blog.images.pictures import load_renditions
from blog.posts.addressing import normalise_address

DOCUMENT, POST = "wagtaildocs.Document", "blog.PostPage"
# The names of chooser fields in our blocks, and the model that each one chooses.
REFERENCE_FIELDS = {
    "paper": "blog.Paper",
    "contributor": "blog.Author",
    "image": "blog.CustomImage",
    "poster": "blog.CustomImage",
    "file": DOCUMENT,
    "captions": DOCUMENT,
    "post": POST,
}
_RELATED = {"blog.Paper": ("identifiers",), "wagtaildocs.Document": ("recording",)}
_IMAGE = "blog.CustomImage"
Loaded = dict[str, dict[int, models.Model]]
_loaded: ContextVar[Loaded | None] = ContextVar("loaded_references", default=None)


def referenced_ids(raw: Any) -> dict[str, set[int]]:
    """Model label → ids found in stored StreamField data, at any depth."""
    found: dict[str, set[int]] = {label: set() for label in REFERENCE_FIELDS.values()}
    waiting = [raw]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            for name, child in value.items():
                label = REFERENCE_FIELDS.get(name)
                if label and isinstance(child, int) and not isinstance(child, bool):
                    found[label].add(child)
                else:
                    waiting.append(child)
        elif isinstance(value, Sequence) and not isinstance(value, str | bytes):
            waiting.extend(value)
    return found


@contextmanager
def loading(raw: Any) -> Iterator[None]:
    """Choosers of ours that are read inside find their rows loaded, with what cards need."""
    loaded: Loaded = {}
    referenced = referenced_ids(raw)
    addresses = referenced_addresses(raw)
    for label, ids in referenced.items():
        if label == POST:
            loaded[label] = _public_posts(ids, addresses)
            continue
        rows = apps.get_model(label)._default_manager.prefetch_related(*_RELATED.get(label, ()))
        loaded[label] = rows.in_bulk(ids) if ids else {}
    load_renditions(loaded[_IMAGE].values())
    token = _loaded.set(loaded)
    try:
        yield
    finally:
        _loaded.reset(token)


class LoadedChooserMixin:
    """A chooser block that takes its rows from `loading`, where that is active."""

    def bulk_to_python(self, values):
        loaded = _loaded.get()
        if loaded is None:
            return super().bulk_to_python(values)
        rows = loaded.get(self.model_class._meta.label, {})
        # Copies, because Wagtail's image block writes the alt of one use onto the instance.
        return [copy.copy(rows[value]) if value in rows else None for value in values]


def referenced_addresses(raw: Any) -> set[str]:
    """Addresses of posts that an imported text leads to and that were not here when it came in."""
    found = set()
    waiting = [raw]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            if "post" in value and value.get("address") and not value["post"]:
                found.add(_address(value["address"]))
            waiting.extend(value.values())
        elif isinstance(value, Sequence) and not isinstance(value, str | bytes):
            waiting.extend(value)
    return found


def is_loading() -> bool:
    return _loaded.get() is not None


def public_post(post: Any, address: str = "") -> Any | None:
    """The post with what a reference prints, while strangers may read it. Costs no query for one
    that came from `loading`."""
    if getattr(post, "is_known_public", False):
        return post
    if post is None and not address:
        return None
    if post is None and (loaded := _loaded.get()) is not None:
        return _by_address(loaded, address)
    found = _public_posts({post.pk} if post else set(), {_address(address)} - {""})
    return next(iter(found.values()), None)


def _by_address(loaded: Loaded, address: str) -> Any | None:
    wanted = _address(address)
    posts = loaded.get(POST, {}).values()
    return next((post for post in posts if (post.address or post.slug) == wanted), None)


def _public_posts(ids: set[int], addresses: set[str]) -> dict[int, models.Model]:
    if not ids and not addresses:
        return {}
    posts = apps.get_model(POST).objects.public().with_references()
    here = Q(address__in=addresses) | Q(address="", slug__in=addresses)
    found = {post.pk: post for post in posts.filter(Q(pk__in=ids) | here)}
    for post in found.values():
        post.is_known_public = True
    return found


def _address(address: str) -> str:
    return normalise_address(address.partition("#")[0].partition("?")[0])
