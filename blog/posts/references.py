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

# The names of chooser fields in our blocks, and the model that each one chooses.
REFERENCE_FIELDS = {
    "paper": "blog.Paper",
    "contributor": "blog.Author",
    "image": "blog.CustomImage",
    "poster": "blog.CustomImage",
}
_RELATED = {"blog.Paper": ("identifiers",), "blog.CustomImage": ("renditions",)}
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
    for label, ids in referenced_ids(raw).items():
        rows = apps.get_model(label)._default_manager.prefetch_related(*_RELATED.get(label, ()))
        loaded[label] = rows.in_bulk(ids) if ids else {}
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
