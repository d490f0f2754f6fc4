"""Players of other sites, written in HTML → the value of an embed block. No Django."""

from __future__ import annotations

import re
from html import escape
from typing import Any
from urllib.parse import parse_qs

from lxml import etree
from lxml import html as lxml_html

from blog.core.addresses import parse_address

_PLAYERS = ("iframe", "embed", "object", "lite-youtube")
_AROUND = frozenset("div p center figure figcaption param span br body html a noscript".split())
_YOUTUBE = frozenset(
    "youtube.com m.youtube.com music.youtube.com youtube-nocookie.com youtu.be".split()
)
_VIMEO = frozenset("vimeo.com player.vimeo.com".split())
_ID = re.compile(r"[\w-]{6,40}")
_TIME = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?")


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
    parts = parse_address(f"https:{address}" if address.startswith("//") else address)
    if parts is None:
        return None
    host = parts.bare_host
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    if host in _YOUTUBE:
        # "/v/ID&hl=en", as players of the time of Flash were written.
        path = parts.path.split("&")[0]
        found = re.fullmatch(r"/(?:(?:embed|v|shorts|live)/)?([\w-]+)/?", path)
        name = query.get("v") or (found[1] if found else "")
        if not _ID.fullmatch(name) or name in ("watch", "videoseries", "playlist", "embed"):
            return None
        return _value("youtube", name, query.get("start") or query.get("t") or "")
    if host in _VIMEO:
        found = re.fullmatch(r"/(?:video/|channels/\w+/)?(\d{4,12})(?:/\w+)?/?", parts.path)
        begins = dict(parse_qs(parts.fragment)).get("t", [""])[0]
        return _value("vimeo", found[1], begins) if found else None
    return None


def _value(provider: str, name: str, begins: str) -> dict[str, Any]:
    value = {"provider": provider, "id": name, "title": "", "caption": ""}
    seconds = _seconds(begins)
    return value | {"start": seconds} if seconds else value


def _seconds(text: str) -> int:
    found = _TIME.fullmatch(text)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return min(hours * 3600 + minutes * 60 + seconds, 86_400)


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
