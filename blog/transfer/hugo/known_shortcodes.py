"""What each shortcode shows, as pieces. Unknown ones stay as they are written and are reported."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from typing import Any

from blog.core.videos import video_in
from blog.transfer.hugo.declared_pieces import ReadInner, declared_pieces, html_of
from blog.transfer.hugo.declared_shortcodes import fill
from blog.transfer.hugo.publications import publication_pieces
from blog.transfer.hugo.read import RawRecord
from blog.transfer.hugo.references import address_of, link_target, own_address
from blog.transfer.hugo.shortcodes import MARK, Shortcode
from blog.transfer.hugo.site import HugoSite
from blog.transfer.hugo.theme_shortcodes import (
    formula_in_line,
    theme_pieces,
    words_in_line,
)
from blog.transfer.hugo.wording import shown_text
from blog.transfer.reading.picture_values import caption_of, image_value, pixels_of
from blog.transfer.reading.pieces import Piece

Read = Callable[[Shortcode, HugoSite], list[Piece]]


class ShortcodeMarks:
    """The shortcodes of one text, by number; `unknown` gathers those that nothing here reads, `unread`
    those that say too little, such as a film without a number.

    `read_inner` reads Markdown that stands between two tags; `values` are the front matter's.
    """

    pattern = MARK

    def __init__(
        self,
        shortcodes: list[Shortcode],
        site: HugoSite,
        values: Mapping[str, Any],
        read_inner: ReadInner,
        record: RawRecord,
    ) -> None:
        self.shortcodes, self.site, self.values = shortcodes, site, values
        self.record = record
        self.read_inner = read_inner
        self.unknown: list[Shortcode] = []
        self.unread: list[Shortcode] = []

    def source(self, number: int) -> str:
        shortcode = self.shortcodes[number]
        if shortcode.liquid == "read":
            return shortcode.source
        return shortcode.inner or "" if not shortcode.name else shortcode.source

    def written(self, number: int) -> str:
        return self.shortcodes[number].source

    def text(self, number: int) -> str | None:
        shortcode = self.shortcodes[number]
        name = shortcode.name.lower()
        declared = self.site.shortcodes.get(name)
        if declared:
            return fill(declared["inline"], shortcode) if "inline" in declared else None
        if name in ("ref", "relref"):
            return address_of(self.site, shortcode.get("path", 0), self.record) or None
        if name == "param":
            return self._param(shortcode.get("", 0)) or None
        if words := words_in_line(shortcode):
            return words
        return None if name else shortcode.inner or ""

    def formula(self, number: int) -> str | None:
        shortcode = self.shortcodes[number]
        is_declared = shortcode.name.lower() in self.site.shortcodes
        return None if is_declared else formula_in_line(shortcode)

    def address(self, href: str) -> str:
        return link_target(self.site, href, self.record)

    def own_address(self, href: str) -> str:
        return own_address(self.site, href)

    def pieces(self, number: int) -> list[Piece]:
        shortcode = self.shortcodes[number]
        declared = self.site.shortcodes.get(shortcode.name.lower())
        read = _READERS.get(shortcode.name.lower())
        if declared:
            return declared_pieces(declared, shortcode, self.read_inner)
        if read:
            shown = self._with_captions(shortcode, read(shortcode, self.site))
            if _stays(shown) and shortcode not in self.unread:
                self.unread.append(shortcode)
            return shown
        of_theme = theme_pieces(shortcode, self.read_inner, self.site, self.record)
        if of_theme is not None:
            return of_theme
        if shortcode not in self.unknown and not shortcode.liquid:
            self.unknown.append(shortcode)
        return [Piece("markdown", {"source": shortcode.source}, shortcode.start, shortcode.end)]

    def _with_captions(self, shortcode: Shortcode, pieces: list[Piece]) -> list[Piece]:
        """Hugo reads the captions of its own shortcodes as Markdown; the title of a figure stands
        before its caption."""
        name, title = shortcode.name.lower(), shortcode.get("title")
        for piece in pieces:
            caption = piece.value.get("caption") if piece.kind in ("image", "embed") else ""
            if name not in ("figure", "youtube", "vimeo") or not caption:
                continue
            inner = self.read_inner(unescape(caption))
            html = inner[0].value["html"] if len(inner) == 1 and inner[0].kind == "prose" else ""
            if html.startswith("<p>") and html.count("<p>") == 1:
                piece.value["caption"] = html[3:-4]
            if name == "figure" and title and shortcode.get("caption"):
                shown = f"<b>{escape(title, quote=False)}</b> {piece.value['caption']}"
                piece.value["caption"] = shown
        return pieces

    def html(self, number: int) -> str | None:
        """On one line, for inside of HTML or of Markdown that stays Markdown; None when unknown,
        or when it is escaped."""
        if not self.shortcodes[number].name and not self.shortcodes[number].liquid:
            return None
        shown = self.text(number)
        if shown is not None:
            return escape(shown, quote=False)
        if formula := self.formula(number):
            return f"${formula}$"
        known = len(self.unknown)
        pieces = self.pieces(number)
        return None if len(self.unknown) > known or _stays(pieces) else html_of(pieces)

    def _param(self, name: str) -> str:
        found: Any = self.values.get(name.lower())
        if found is None:
            found = self.site.config.get("params") or {}
            for part in name.lower().split("."):
                found = found.get(part) if isinstance(found, Mapping) else None
        return str(found) if isinstance(found, str | int | float) else ""


def _stays(pieces: list[Piece]) -> bool:
    return any(piece.kind == "markdown" for piece in pieces)


def _img(shortcode: Shortcode, site: HugoSite) -> list[Piece]:
    src = shortcode.get("src", 0)
    if not src:
        return []
    value = image_value(
        src,
        shortcode.get("alt"),
        caption=shortcode.get("caption") or caption_of(shortcode.get("title"), src),
        link=shortcode.get("link"),
        pixels=pixels_of(shortcode.params),
    )
    _credit(value, shortcode)
    classes = shortcode.get("class").split()
    value["decorative"] = "decorative" in classes
    value["width"] = next(
        (name for name in ("wide", "upright", "diagram") if name in classes), "text"
    )
    return [Piece("image", value, shortcode.start, shortcode.end)]


def _credit(value: dict[str, Any], shortcode: Shortcode) -> None:
    """A credit that leads somewhere stands in the caption, which can hold a link."""
    credit, link = shortcode.get("attr"), shortcode.get("attrlink")
    if not link:
        value["credit"] = credit
        return
    shown = f"[{credit or link}]({link})"
    value["caption"] = f"{value['caption']} {escape(shown, quote=False)}".strip()


def _figure(shortcode: Shortcode, site: HugoSite) -> list[Piece]:
    """Hugo takes the caption for the words where there are none."""
    found = _img(shortcode, site)
    for piece in found:
        is_silent = "alt" not in shortcode.params and not piece.value["decorative"]
        if is_silent and shortcode.get("caption"):
            piece.value["alt"] = shown_text(shortcode.get("caption"))
    return found


def _video_named(provider: str, name: str) -> dict[str, str] | None:
    """By an id, or by an address. A number where YouTube's id should be is one of Vimeo's."""
    if "/" in name and (video := video_in(name)):
        return {"provider": video.provider, "id": video.id}
    if provider == "youtube" and re.fullmatch(r"[\w-]{11}", name):
        return {"provider": "youtube", "id": name}
    least = 1 if provider == "vimeo" else 6
    is_number = re.fullmatch(rf"[0-9]{{{least},12}}", name)
    return {"provider": "vimeo", "id": name} if is_number else None


def _video_elsewhere(provider: str) -> Read:
    def read(shortcode: Shortcode, site: HugoSite) -> list[Piece]:
        video = _video_named(provider, shortcode.get("id", 0).strip())
        if video is None:
            return [Piece("markdown", {"source": shortcode.source}, shortcode.start, shortcode.end)]
        value: dict[str, Any] = {
            **video,
            "title": shortcode.get("title") or shortcode.get("label"),
            "caption": escape(shortcode.get("caption"), quote=False),
        }
        if (start := shortcode.get("start")).isdigit() and 0 < int(start) <= 86_400:
            value["start"] = int(start)
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


def _highlight(shortcode: Shortcode, site: HugoSite) -> list[Piece]:
    code = re.sub(r"\A[ \t]*\n|\n[ \t]*\Z", "", shortcode.inner or "")
    value = {"language": shortcode.get("lang", 0)[:40], "filename": "", "code": code}
    return [Piece("code", value, shortcode.start, shortcode.end)] if code.strip() else []


def _link_elsewhere(pattern: str, *names: str) -> Read:
    """What another site would show: a link to it. No page of ours asks another host for anything."""

    def read(shortcode: Shortcode, site: HugoSite) -> list[Piece]:
        found = [shortcode.get(name, at) for at, name in enumerate(names)]
        if not all(re.fullmatch(r"[\w.-]{1,80}", text) for text in found):
            return [Piece("markdown", {"source": shortcode.source}, shortcode.start, shortcode.end)]
        url = pattern.format(*found)
        html = f'<p><a href="{url}">{url.removeprefix("https://")}</a></p>'
        return [Piece("prose", {"html": html}, shortcode.start, shortcode.end)]

    return read


def _qr(shortcode: Shortcode, site: HugoSite) -> list[Piece]:
    text = (shortcode.get("text", 0) or shortcode.inner or "").strip()
    shown = escape(text, quote=False)
    if text.startswith(("https://", "http://")):
        shown = f'<a href="{escape(text)}">{shown}</a>'
    html = f"<p>{shown}</p>"
    return [Piece("prose", {"html": html}, shortcode.start, shortcode.end)] if text else []


_x = _link_elsewhere("https://x.com/{}/status/{}", "user", "id")
_instagram = _link_elsewhere("https://www.instagram.com/p/{}/", "id")
_READERS: dict[str, Read] = {
    "img": _img,
    "figure": _figure,
    **dict.fromkeys(("youtube", "youtubelite", "youtube-lite", "yt"), _video_elsewhere("youtube")),
    "vimeo": _video_elsewhere("vimeo"),
    "video": _video,
    "rawhtml": _rawhtml,
    "publications": _publications,
    "highlight": _highlight,
    "gist": _link_elsewhere("https://gist.github.com/{}/{}", "user", "id"),
    "instagram": _instagram,
    "instagram_simple": _instagram,
    "qr": _qr,
    "tweet": _x,
    "twitter": _x,
    "twitter_simple": _x,
    "vimeo_simple": _video_elsewhere("vimeo"),
    "x": _x,
    "x_simple": _x,
}
