"""The version before a deletion stays: saving by itself overwrites its own newest version only as
long as nothing that stands in that version is gone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any


class KeepsDeletionsMixin:
    """For pages with a `body` that are saved through revisions."""

    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        if overwrite_revision and _lost_blocks(overwrite_revision.content, self):
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)


def _lost_blocks(content: dict[str, Any], page) -> set[str]:
    """The ids of blocks that the stored version holds, and the page no longer does."""
    before = json.loads(content.get("body") or "[]")
    now = json.loads(page.serializable_data()["body"] or "[]")
    return set(_block_ids(before)) - set(_block_ids(now))


def _block_ids(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _block_ids(item)
    elif isinstance(value, dict):
        if "type" in value and isinstance(value.get("id"), str):
            yield value["id"]
        for item in value.values():
            yield from _block_ids(item)
