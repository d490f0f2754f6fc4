"""Addresses of videos at YouTube and Vimeo, as browsers, sharing buttons and players write them.
No Django."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qs

from blog.core.addresses import Address, parse_address

_YOUTUBE = frozenset(
    "youtube.com m.youtube.com music.youtube.com youtube-nocookie.com youtu.be".split()
)
_VIMEO = frozenset("vimeo.com player.vimeo.com".split())
_ID = re.compile(r"[\w-]{6,40}")
_NO_IDS = frozenset("watch videoseries playlist embed".split())
_TIME = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?")
_ADDRESS = re.compile(r"(?:https?:)?//[^\s\"'<>]+")
_MOST_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Video:
    """`provider` is "youtube" or "vimeo"; `start` the second at which the address begins."""

    provider: str
    id: str
    start: int = 0


def video_in(text: str) -> Video | None:
    """The video of an address from a clipboard, also without its https://, or of a player's HTML."""
    inside = _ADDRESS.search(text)
    return video_at(unescape(inside[0]) if inside else f"//{text.strip()}")


def video_at(address: str) -> Video | None:
    parts = parse_address(f"https:{address}" if address.startswith("//") else address)
    if parts is None:
        return None
    host = parts.bare_host
    if host in _YOUTUBE:
        return _at_youtube(parts)
    if host in _VIMEO:
        found = re.fullmatch(
            r"/(?:video/|channels/\w+/|groups/\w+/videos/|album/\d+/video/)?(\d{4,12})(?:/\w+)?/?",
            parts.path,
        )
        return Video("vimeo", found[1], _start(parts)) if found else None
    return None


def _at_youtube(parts: Address) -> Video | None:
    # "/v/ID&hl=en", as players of the time of Flash were written.
    path = parts.path.split("&")[0]
    found = re.fullmatch(r"/(?:(?:embed|v|shorts|live)/)?([\w-]+)/?", path)
    name = parse_qs(parts.query).get("v", [found[1] if found else ""])[0]
    if not _ID.fullmatch(name) or name in _NO_IDS:
        return None
    return Video("youtube", name, _start(parts))


def _start(parts: Address) -> int:
    values = parse_qs(parts.fragment) | parse_qs(parts.query)
    return _seconds((values.get("start") or values.get("t") or [""])[0])


def _seconds(text: str) -> int:
    found = _TIME.fullmatch(text)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return min(hours * 3600 + minutes * 60 + seconds, _MOST_SECONDS)
