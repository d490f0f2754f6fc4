"""When the words of a post last changed, for readers, search engines and feeds.

Publishing again without a change, a new address or another place in a list is no change of words.
"""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from blog.core.prose import canonical_prose

_FIELDS = (
    "title", "standfirst", "date", "date_offset", "language", "licence", "event", "series",
    "thumbnail", "thumbnail_alt",
)  # fmt: skip


def is_other_text(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether two revisions say different things, by their stored contents."""
    return _words_of(before) != _words_of(after)


def _words_of(content: dict[str, Any]) -> dict[str, Any]:
    # Moments are text in stored contents, and not yet in those of a new revision.
    content = json.loads(json.dumps(content, cls=DjangoJSONEncoder))
    body = content.get("body") or []
    rows = {
        "bylines": [row.get("author") for row in content.get("bylines") or []],
        "categories": sorted(row.get("tag") or 0 for row in content.get("category_links") or []),
        "body": _canonical(json.loads(body) if isinstance(body, str) else body),
    }
    return rows | {name: content.get(name) or None for name in _FIELDS}


def _canonical(value: Any) -> Any:
    """Without what an editor's form adds: empty fields, and marks in rich text."""
    if isinstance(value, dict):
        values = {key: _canonical(item) for key, item in value.items() if key != "id"}
        return {key: item for key, item in values.items() if item not in (None, "", [], {}, False)}
    if isinstance(value, list):
        return [_canonical(item) for item in value]
    return canonical_prose(value) if isinstance(value, str) and "<" in value else value
