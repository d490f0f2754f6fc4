"""A post whose source and page were both changed: what changed where."""

from __future__ import annotations

import difflib

from blog.transfer.document import Document
from blog.transfer.export.posts import export_page
from blog.transfer.models import ImportRecord
from blog.transfer.reading.dialect import Dialect

_MOST_LINES = 200


def describe_conflict(document: Document, record: ImportRecord) -> str:
    """Two unified diffs against the text of the last import: the source's, and the page's."""
    base = bytes(record.source_bytes)
    page = record.page.get_latest_revision_as_object()
    edited = export_page(page, record, Dialect.from_json(record.reading or {})).content
    return "\n".join(
        [
            *_diff(base, document.source_bytes, record.path, "the source now"),
            *_diff(base, edited, record.path, "the page now"),
        ]
    )


def _diff(before: bytes, after: bytes, path: str, name: str) -> list[str]:
    lines = list(
        difflib.unified_diff(
            before.decode("utf-8", "replace").splitlines(),
            after.decode("utf-8", "replace").splitlines(),
            f"{path} (as imported)",
            f"{path} ({name})",
            n=1,
            lineterm="",
        )
    )
    rest = len(lines) - _MOST_LINES
    return [*lines[:_MOST_LINES], f"… {rest} more lines"] if rest > 0 else lines
