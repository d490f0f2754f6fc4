"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/); what it has no word for is in `_licence`."""

from __future__ import annotations

import json
from typing import Any

from blog.core.licences import Licence
from blog.feeds.items import Feed, FeedItem

CONTENT_TYPE = "application/feed+json; charset=utf-8"


def write_json_feed(feed: Feed) -> bytes:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.page_url,
        "feed_url": feed.self_url,
        "next_url": feed.next_url,
        "icon": feed.icon,
        "favicon": feed.badge,
        "language": feed.language,
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
        "_licence": _licence(feed.licence),
    }
    kept = {key: value for key, value in document.items() if value}
    kept["items"] = [_item(item) for item in feed.items]
    return json.dumps(kept, ensure_ascii=False).encode()


def _item(item: FeedItem) -> dict[str, Any]:
    document = {
        "id": item.guid,
        "url": item.url,
        "title": item.title,
        "content_html": item.content,
        "summary": item.summary,
        "image": item.picture.url if item.picture else "",
        "date_published": item.published.isoformat() if item.published else "",
        "date_modified": item.updated.isoformat(),
        "authors": [{"name": author.name, "url": author.uri} for author in item.authors],
        "tags": list(item.categories),
        "language": item.language,
        "attachments": _attachments(item),
        "_licence": _licence(item.licence),
    }
    # A post without any text has an empty content_html, never none: the format asks for one.
    return {key: value for key, value in document.items() if value or key == "content_html"}


def _attachments(item: FeedItem) -> list[dict[str, Any]]:
    recording = item.recording
    if not recording:
        return []
    size = {"size_in_bytes": recording.size} if recording.size else {}
    return [{"url": recording.url, "mime_type": recording.mime, **size}]


def _licence(licence: Licence | None) -> dict[str, str]:
    if not licence:
        return {}
    found = {"name": str(licence.label), "url": licence.url}
    return {key: value for key, value in found.items() if value}
