"""What each shortcode shows, as pieces. Unknown ones stay as they are written and are reported."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from blog.transfer.hugo.publications import publication_pieces
from blog.transfer.hugo.shortcodes import MARK, Shortcode
from blog.transfer.hugo.site import HugoSite
from blog.transfer.markdown import image_value
from blog.transfer.pieces import Piece

Read = Callable[[Shortcode, HugoSite], list[Piece]]


class ShortcodeMarks:
    """The shortcodes of one text, by number; `unknown` gathers those that nothing here reads."""

    pattern = MARK

    def __init__(self, shortcodes: list[Shortcode], site: HugoSite) -> None:
        self.shortcodes, self.site = shortcodes, site
        self.unknown: list[Shortcode] = []

    def source(self, number: int) -> str:
        shortcode = self.shortcodes[number]
        return shortcode.inner or "" if not shortcode.name else shortcode.source

    def text(self, number: int) -> str | None:
        return self.source(number) if not self.shortcodes[number].name else None

    def pieces(self, number: int) -> list[Piece]:
        shortcode = self.shortcodes[number]
        read = _READERS.get(shortcode.name.lower())
        if read:
            return read(shortcode, self.site)
        if shortcode not in self.unknown:
            self.unknown.append(shortcode)
        return [Piece("markdown", {"source": shortcode.source}, shortcode.start, shortcode.end)]


def _img(shortcode: Shortcode, site: HugoSite) -> list[Piece]:
    src = shortcode.get("src", 0)
    if not src:
        return []
    width = re.match(r"\d+", shortcode.get("width"))
    value = image_value(
        src,
        shortcode.get("alt"),
        caption=shortcode.get("caption") or shortcode.get("title"),
        link=shortcode.get("link"),
        pixels=int(width[0]) if width and int(width[0]) else None,
    )
    value["credit"] = shortcode.get("attr")
    classes = shortcode.get("class").split()
    value["decorative"] = "decorative" in classes
    value["width"] = next(
        (name for name in ("wide", "upright", "diagram") if name in classes), "text"
    )
    return [Piece("image", value, shortcode.start, shortcode.end)]


def _video_elsewhere(provider: str) -> Read:
    def read(shortcode: Shortcode, site: HugoSite) -> list[Piece]:
        found = shortcode.get("id", 0)
        if not re.fullmatch(r"[\w-]{1,40}", found):
            return [Piece("markdown", {"source": shortcode.source}, shortcode.start, shortcode.end)]
        value = {
            "provider": provider,
            "id": found,
            "title": shortcode.get("title"),
            "caption": escape(shortcode.get("caption"), quote=False),
        }
        return [Piece("embed", value, shortcode.start, shortcode.end)]

    return read


def _video(shortcode: Shortcode, site: HugoSite) -> list[Piece]:
    src = shortcode.get("src", 0)
    if not re.fullmatch(r"[^\s\"'<>]+", src):
        return []
    html = f'<video controls preload="none" src="{src}"></video>'
    return [Piece("raw_html", {"html": html}, shortcode.start, shortcode.end)]


def _rawhtml(shortcode: Shortcode, site: HugoSite) -> list[Piece]:
    inner = (shortcode.inner or "").strip()
    return [Piece("raw_html", {"html": inner}, shortcode.start, shortcode.end)] if inner else []


def _publications(shortcode: Shortcode, site: HugoSite) -> list[Piece]:
    found = publication_pieces(site.data, shortcode.start, shortcode.end)
    verbatim = Piece("markdown", {"source": shortcode.source}, shortcode.start, shortcode.end)
    return found or [verbatim]


_READERS: dict[str, Read] = {
    "img": _img,
    "figure": _img,
    "youtube": _video_elsewhere("youtube"),
    "vimeo": _video_elsewhere("vimeo"),
    "video": _video,
    "rawhtml": _rawhtml,
    "publications": _publications,
}
