"""Shortcodes of themes that lead somewhere: buttons, quoted pages, players of other sites. No page of
ours asks another host for anything: what one would show is a link."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import PurePosixPath

from blog.transfer.hugo.declared_pieces import ReadInner
from blog.transfer.hugo.read import RawRecord
from blog.transfer.hugo.references import address_of, title_at
from blog.transfer.hugo.shortcodes import Shortcode
from blog.transfer.hugo.site import HugoSite
from blog.transfer.hugo.wording import shown_text
from blog.transfer.reading.pieces import Piece

Read = Callable[[Shortcode, ReadInner, HugoSite, RawRecord], list[Piece] | None]
_ID = re.compile(r"[\w.@/-]{1,200}")


def _link(href: str, text: str) -> list[Piece]:
    shown = escape(text or href.removeprefix("https://"), quote=False)
    html = f'<p><a href="{escape(href)}">{shown}</a></p>'
    return [Piece("prose", {"html": html}, 0, 0)] if href else []


def _button(
    shortcode: Shortcode, read_inner: ReadInner, site: HugoSite, record: RawRecord
) -> list[Piece] | None:
    """`{{< cta cta_text= cta_link= >}}`, `{{< button href= >}}words{{< /button >}}`."""
    keys = ("href", "url", "link", "cta_link", "src")
    href = next((shortcode.get(key) for key in keys if shortcode.get(key)), shortcode.get("", 0))
    if relref := shortcode.get("relref") or shortcode.get("ref"):
        href = address_of(site, relref, record) or relref
    words = shortcode.get("text") or shortcode.get("cta_text") or shortcode.get("label")
    inner = shown_text((shortcode.inner or "").strip())
    return _link(href, inner or shown_text(words or shortcode.get("", 1))) if href else None


def _page(
    shortcode: Shortcode, read_inner: ReadInner, site: HugoSite, record: RawRecord
) -> list[Piece] | None:
    """`{{< cite page="/publication/x" >}}`, `{{< article link="/posts/x/" >}}`."""
    target = shortcode.get("page") or shortcode.get("link") or shortcode.get("path", 0)
    address = address_of(site, target, record) if target else ""
    if not address:
        inner = (shortcode.inner or "").strip()
        return read_inner(inner or f"({target})") if target and "/" not in target else None
    return _link(address, title_at(site, address))


def _elsewhere(pattern: str, *names: str) -> Read:
    def read(
        shortcode: Shortcode, read_inner: ReadInner, site: HugoSite, record: RawRecord
    ) -> list[Piece] | None:
        values = [shortcode.get(name, at) for at, name in enumerate(names)]
        if not all(_ID.fullmatch(value) for value in values):
            return None
        title = shown_text(shortcode.get("title") or shortcode.get("label"))
        return _link(pattern.format(*values), title)

    return read


def _file(
    shortcode: Shortcode, read_inner: ReadInner, site: HugoSite, record: RawRecord
) -> list[Piece] | None:
    """A paper or another file that the theme shows in a frame."""
    src = shortcode.get("src") or shortcode.get("url") or shortcode.get("", 0)
    name = PurePosixPath(re.split(r"[?#]", src)[0]).name
    return _link(src, shortcode.get("title") or name) if src else None


_video = _elsewhere("https://www.bilibili.com/video/{}", "id")
LINK_READERS: dict[str, Read] = {
    **dict.fromkeys(("button", "btn", "cta", "cta-button", "hero-button", "staticref"), _button),
    **dict.fromkeys(("cite", "article", "page", "internal-link"), _page),
    **dict.fromkeys(("pdf", "embed-pdf", "pdf-viewer", "pdfviewer", "iframe"), _file),
    "slideshare": _elsewhere("https://www.slideshare.net/slideshow/embed_code/key/{}", "id"),
    "speakerdeck": _elsewhere("https://speakerdeck.com/player/{}", "id"),
    "github": _elsewhere("https://github.com/{}", "repo"),
    "gitlab": _elsewhere("https://gitlab.com/projects/{}", "projectid"),
    "codeberg": _elsewhere("https://codeberg.org/{}", "repo"),
    "huggingface": _elsewhere("https://huggingface.co/{}", "model"),
    "spotify": _elsewhere("https://open.spotify.com/{}/{}", "type", "id"),
    "codepen": _elsewhere("https://codepen.io/{1}/pen/{0}", "id", "user"),
    "asciinema": _elsewhere("https://asciinema.org/a/{}", "key"),
    "bilibili": _video,
    "arxiv": _elsewhere("https://arxiv.org/abs/{}", "id"),
    "doi": _elsewhere("https://doi.org/{}", "id"),
}
