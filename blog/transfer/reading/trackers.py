"""Pictures that nobody is meant to see: they tell another host who reads. No Django."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree
from lxml import html as lxml_html
from markdown_it.token import Token

# Counters of the great hosts of weblogs, of feeds and of shops.
_COUNTERS = re.compile(
    r"(?i)^(?:https?:)?//(?:[\w-]+\.)*(?:"
    r"pixel\.wp\.com/|stats\.wordpress\.com/|(?:feeds|stats)\.wordpress\.com/1\.0/|"
    r"blogger\.googleusercontent\.com/tracker/|feed(?:s|proxy)\.feedburner\.com/~r/|"
    r"feedproxy\.google\.com/~r/|google-analytics\.com/|doubleclick\.net/|googleadservices\.com/|"
    r"scorecardresearch\.com/|quantserve\.com/|statcounter\.com/|sitemeter\.com/|"
    r"assoc-amazon\.[\w.]+/e/ir|amazon-adsystem\.com/e/ir|facebook\.com/tr\b|medium\.com/_/stat"
    r")"
)
_TINY = re.compile(r"\s*[01](?:\.0)?(?:px)?\s*")
_HIDDEN = re.compile(
    r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|(?:^|;|\s)(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$)"
)


def is_tracker(src: str, attributes: Mapping[str, Any] = {}) -> bool:
    """A picture of one pixel, a hidden one, or one that a known counter gives out."""
    if _COUNTERS.match(src.strip()) or _HIDDEN.search(str(attributes.get("style") or "")):
        return True
    return any(
        name in attributes and _TINY.fullmatch(str(attributes[name]))
        for name in ("width", "height")
    )


def is_tracking_tag(source: str) -> bool:
    """The same of the source of one `<img>`."""
    if not re.match(r"(?i)\s*<img\b", source):
        return False
    try:
        element = lxml_html.fragment_fromstring(source.strip())
    except (etree.ParserError, ValueError):
        return False
    return is_tracker(element.get("src") or "", element.attrib)


def is_nothing_but_trackers(source: str) -> bool:
    """HTML of pictures that nobody sees, and of what only places them."""
    pictures = re.findall(r"(?i)<img\b[^>]*>", source)
    bare = re.sub(r"(?i)</?(?:img|p|div|center|a|br|span|noscript)\b[^>]*>", "", source).strip()
    return bool(pictures) and not bare and all(is_tracking_tag(picture) for picture in pictures)


def without_trackers(children: list[Token]) -> list[Token]:
    """Inline tokens without them, and without the links that held nothing else."""
    kept = [token for token in children if not _is_tracking(token)]
    if len(kept) == len(children):
        return children
    at = 0
    while at + 1 < len(kept):
        if kept[at].type == "link_open" and kept[at + 1].type == "link_close":
            del kept[at : at + 2]
        else:
            at += 1
    return kept


def _is_tracking(token: Token) -> bool:
    if token.type == "image":
        return is_tracker(str(token.attrGet("src") or ""), token.attrs)
    return token.type == "html_inline" and is_tracking_tag(token.content)
