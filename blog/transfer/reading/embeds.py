"""Players of other sites, written in HTML → the value of an embed block. No Django."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from blog.core.videos import video_at

_PLAYERS = ("iframe", "embed", "object", "lite-youtube")
_AROUND = frozenset("div p center figure figcaption param span br body html a noscript".split())


def embed_in_html(source: str) -> dict[str, Any] | None:
    """The value when the HTML is one player of YouTube or Vimeo, perhaps with a caption."""
    if not re.search(r"(?i)<(?:iframe|embed|object|lite-youtube)\b", source):
        return None
    try:
        root = lxml_html.fragment_fromstring(source, create_parent="div")
    except (etree.ParserError, ValueError):
        return None
    players = [element for element in root.iter(*_PLAYERS) if element.getparent().tag != "object"]
    others = {element.tag for element in root.iter(etree.Element)} - _AROUND - set(_PLAYERS)
    captions = list(root.iter("figcaption"))
    caption = " ".join(captions[0].text_content().split()) if len(captions) == 1 else ""
    shown = "" if players and players[0].tag == "object" else _text_outside(root)
    if len(players) != 1 or others or shown != caption:
        return None
    value = video_of(_address(players[0]))
    if value is None:
        return None
    title = " ".join((players[0].get("title") or "").split())
    return value | {
        "title": "" if re.match(r"(?i)(youtube|vimeo) video player$", title) else title[:300],
        "caption": escape(caption, quote=False),
    }


def video_of(address: str) -> dict[str, Any] | None:
    """Provider, id and, where the address says so, the second at which it begins."""
    video = video_at(address)
    if video is None:
        return None
    value = {"provider": video.provider, "id": video.id, "title": "", "caption": ""}
    return value | {"start": video.start} if video.start else value


def _address(player: Any) -> str:
    if player.get("videoid"):
        return f"https://www.youtube.com/embed/{player.get('videoid')}"
    own = player.get("src") or player.get("data-src") or player.get("data")
    inner = (
        element.get("src") or element.get("value") for element in player.iter("embed", "param")
    )
    named = (str(text) for text in inner if text and "//" in text)
    return str(own or next(named, ""))


def _text_outside(root: Any) -> str:
    """What is read around the player; its own text is for those who cannot see it."""
    parts = [root.text_content()]
    for player in root.iter(*_PLAYERS):
        parts = [part.replace(player.text_content(), "", 1) for part in parts]
    return " ".join("".join(parts).split())
