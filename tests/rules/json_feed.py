"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from typing import Any

from tests.rules.feed_content import broken_in_content
from tests.rules.words import is_absolute, is_language, is_rfc3339

_FEED = frozenset(
    "version title home_page_url feed_url description user_comment next_url icon favicon authors "
    "language expired hubs items".split()
)
_ITEM = frozenset(
    "id url external_url title content_html content_text summary image banner_image "
    "date_published date_modified authors tags language attachments".split()
)
_ADDRESSES = ("home_page_url", "feed_url", "next_url", "icon", "favicon", "url", "image")


def broken_in_json_feed(content: bytes) -> list[str]:
    feed = json.loads(content)
    found = _names(feed, _FEED) + _addresses(feed) + _languages(feed)
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        found.append("version")
    if not feed.get("title") or not isinstance(feed.get("items"), list):
        return [*found, "no title or no items"]
    found += [f"no {name}" for name in ("home_page_url", "feed_url") if name not in feed]
    found += ["next_url is the feed itself"] * (feed.get("next_url") == feed.get("feed_url"))
    for hub in feed.get("hubs", []):
        found += ["a hub"] * (not hub.get("type") or not is_absolute(hub.get("url")))
    ids = [item.get("id") for item in feed["items"]]
    found += ["an id stands twice"] * (len(set(ids)) != len(ids))
    for item in feed["items"]:
        found += [f"{item.get('title')}: {line}" for line in _item(item)]
    return found


def _item(item: dict[str, Any]) -> list[str]:
    found = _names(item, _ITEM) + _addresses(item) + _languages(item)
    found += ["id is no text"] * (not isinstance(item.get("id"), str) or not item["id"])
    found += ["no url"] * ("url" not in item)
    found += ["no content"] * (not isinstance(item.get("content_html"), str))
    for name in ("date_published", "date_modified"):
        found += [f"{name} is no date"] * (not is_rfc3339(item.get(name)))
    found += ["no author"] * (not item.get("authors"))
    for author in item.get("authors", []):
        found += ["an author says nothing"] * (not {"name", "url", "avatar"} & author.keys())
        found += ["url of an author"] * (not is_absolute(author.get("url", "http://none")))
    tags = item.get("tags", [])
    found += ["tags are no texts"] * (not all(isinstance(tag, str) and tag for tag in tags))
    return found + broken_in_content(item.get("content_html") or "")


def _names(document: dict[str, Any], allowed: frozenset[str]) -> list[str]:
    """Extensions begin with an underscore and are objects."""
    return [
        f"{name} is no word of JSON Feed here"
        for name, value in document.items()
        if name not in allowed and not (name.startswith("_") and isinstance(value, dict))
    ]


def _addresses(document: dict[str, Any]) -> list[str]:
    return [
        f"{name} is not absolute"
        for name in _ADDRESSES
        if name in document and not is_absolute(document[name])
    ]


def _languages(document: dict[str, Any]) -> list[str]:
    return ["no language"] * (not is_language(document.get("language", "")))
