"""Pictures written in HTML inside Markdown."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from lxml import etree
from lxml import html as lxml_html


def picture_in_html(source: str, *, link: str = "") -> dict[str, Any] | None:
    """The value of an image block when the HTML is one picture and nothing else.

    It may stand in a link, a paragraph, a figure with a caption, or be centred.
    """
    if "<img" not in source.lower():
        return None
    try:
        root = lxml_html.fragment_fromstring(source, create_parent="div")
    except (etree.ParserError, ValueError):
        return None
    pictures = list(root.iter("img"))
    captions = list(root.iter("figcaption"))
    others = {
        element.tag
        for element in root.iter(etree.Element)
        if element.tag
        not in ("img", "a", "p", "div", "figure", "center", "figcaption", "br", "span")
    }
    text = "".join(root.itertext()).strip()
    caption = " ".join(captions[0].text_content().split()) if len(captions) == 1 else ""
    if len(pictures) != 1 or others or " ".join(text.split()) != caption:
        return None
    picture = pictures[0]
    width = re.match(r"\d+", picture.get("width") or "")
    if not picture.get("src") or (width and int(width[0]) <= 1):
        return None
    anchors = [element.get("href") or "" for element in picture.iterancestors("a")]
    return {
        "src": picture.get("src"),
        "alt": picture.get("alt") or "",
        "decorative": False,
        "caption": escape(caption or picture.get("title") or "", quote=False),
        "credit": "",
        "width": "text",
        "pixels": int(width[0]) if width else None,
        "link": anchors[0] if anchors else link,
    }
