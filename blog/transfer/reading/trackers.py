"""Texts without the pictures that nobody is meant to see. No Django."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html
from markdown_it.token import Token

from blog.core.trackers import is_tracker


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
