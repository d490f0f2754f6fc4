"""Shortcodes of themes that many sites have, and the blocks that they are here.

Hugo Blox · Docsy · Blowfish · Congo · PaperMod · Hextra · Book · LoveIt, and their ancestors.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Any

from blog.transfer.hugo.declared_pieces import ReadInner, html_of
from blog.transfer.hugo.read import RawRecord
from blog.transfer.hugo.shortcodes import Shortcode, mark_shortcodes
from blog.transfer.hugo.site import HugoSite
from blog.transfer.hugo.theme_links import LINK_READERS
from blog.transfer.hugo.theme_pictures import PICTURE_READERS
from blog.transfer.hugo.wording import shown_text
from blog.transfer.reading.pieces import Piece

Read = Callable[[Shortcode, ReadInner], list[Piece]]
_TIPS = frozenset("tip success check done hint bulb lightbulb".split())
_WARNINGS = frozenset(
    "warning warn danger caution error failure fail bug attention alert fire important "
    "triangle-exclamation".split()
)
_KINDS = (
    _TIPS
    | _WARNINGS
    | frozenset(
        "note info default primary secondary abstract example question quote light dark tldr todo "
        "summary circle-info".split()
    )
)
_FORMULAS = frozenset(("math", "katex", "mathjax"))
_DRESSES = frozenset("badge keyword mark span typeit highlight-text kbd".split())
_DELIMITER = re.compile(r"\$|\\[(\[]")
_MATH = re.compile(r"\s*(?:\$\$(.+?)\$\$|\\\[(.+?)\\\]|\$(.+?)\$|\\\((.+?)\\\))\s*", re.DOTALL)


def theme_pieces(
    shortcode: Shortcode, read_inner: ReadInner, site: HugoSite, record: RawRecord
) -> list[Piece] | None:
    """None for a name that is in no table."""
    name = shortcode.name.lower().rpartition("/")[2]
    if read := _READERS.get(name):
        return [_at(shortcode, piece) for piece in read(shortcode, read_inner)]
    if with_site := (LINK_READERS.get(name) or PICTURE_READERS.get(name)):
        pieces = with_site(shortcode, read_inner, site, record)
        return None if pieces is None else [_at(shortcode, piece) for piece in pieces]
    return None


def _at(shortcode: Shortcode, piece: Piece) -> Piece:
    return Piece(piece.kind, piece.value, shortcode.start, shortcode.end)


def _piece(kind: str, value: dict[str, Any]) -> list[Piece]:
    return [Piece(kind, value, 0, 0)]


def _prose(html: str) -> list[Piece]:
    return _piece("prose", {"html": html}) if html else []


def _inner(shortcode: Shortcode, read_inner: ReadInner) -> list[Piece]:
    """What stands between the tags, and nothing around it."""
    return read_inner(shortcode.inner or "")


def _nothing(shortcode: Shortcode, read_inner: ReadInner) -> list[Piece]:
    """A sign, or what this page has of its own; words inside of it are words all the same."""
    return _inner(shortcode, read_inner) if (shortcode.inner or "").strip() else []


def _callout(shortcode: Shortcode, read_inner: ReadInner) -> list[Piece]:
    """`{{< callout type="warning" >}}`, `{{% alert note %}}`, `{{% tip %}}`, `{{< hint info >}}`."""
    named = [shortcode.get(key) for key in ("type", "style", "color", "icon", "kind")]
    words = [*named, *shortcode.args[:1], shortcode.name]
    word = next((word.lower() for word in words if word.lower() in _KINDS), "note")
    positional = [text for text in shortcode.args if text.lower() not in _KINDS]
    spoken = [text for text in positional[:1] if " " in text or text[:1].isupper()]
    heading = shortcode.get("title") or shortcode.get("header") or next(iter(spoken), "")
    kind = "tip" if word in _TIPS else "warning" if word in _WARNINGS else "note"
    inner = _inner(shortcode, read_inner) or read_inner(shortcode.get("content"))
    if any(piece.kind != "prose" for piece in inner):
        title = f"<p><b>{escape(shown_text(heading), quote=False)}</b></p>" if heading else ""
        return _piece("raw_html", {"html": f"<aside>{title}{html_of(inner)}</aside>"})
    text = "".join(piece.value["html"] for piece in inner)
    value = {"kind": kind, "heading": shown_text(heading), "text": text}
    return _piece("callout", value) if text or heading else []


def _quote(shortcode: Shortcode, read_inner: ReadInner) -> list[Piece]:
    inner = _inner(shortcode, read_inner) or read_inner(shortcode.get("quote", 0))
    if any(piece.kind != "prose" for piece in inner):
        return inner
    text = "".join(piece.value["html"] for piece in inner)
    source = shortcode.get("link") or shortcode.get("cite")
    value = {
        "text": text,
        "attribution": shortcode.get("author") or shortcode.get("title"),
        "source": source if source.startswith(("http://", "https://", "/")) else "",
    }
    return _piece("quote", value) if text else []


def _details(shortcode: Shortcode, read_inner: ReadInner) -> list[Piece]:
    names = ("summary", "title", "text", "header", "label")
    words = next((shortcode.get(name) for name in names if shortcode.get(name)), "")
    summary = escape(shown_text(words or shortcode.get("", 0) or "Details"), quote=False)
    is_open = " open" if shortcode.get("open") == "true" else ""
    inner = html_of(_inner(shortcode, read_inner))
    html = f"<details{is_open}><summary>{summary}</summary>{inner}</details>"
    return _piece("raw_html", {"html": html})


def _tabs(shortcode: Shortcode, read_inner: ReadInner) -> list[Piece]:
    """One below the other, each below its name; `items` may name them all."""
    names = [name.strip() for name in shortcode.get("items").split(",") if name.strip()]
    _marked, inner = mark_shortcodes(shortcode.inner or "")
    tabs = [item for item in inner if item.name.rpartition("/")[2] in ("tab", "tabitem")]
    if not tabs:
        return _inner(shortcode, read_inner)
    is_code = shortcode.get("text") != "true"
    pieces: list[Piece] = []
    for at, tab in enumerate(tabs):
        name = names[at] if at < len(names) else ""
        pieces += _tab(tab, read_inner, name=name, is_code=is_code)
    return pieces


def _tab(
    tab: Shortcode, read_inner: ReadInner, *, name: str = "", is_code: bool = False
) -> list[Piece]:
    keys = ("header", "name", "title", "label", "tabname")
    given = next((tab.get(key) for key in keys if tab.get(key)), "")
    name = given or name or tab.get("", 0)
    head = _prose(f"<p><b>{escape(shown_text(name), quote=False)}</b></p>") if name else []
    language = tab.get("lang") or tab.get("language")
    if tab.source.startswith("{{<") and is_code and (language or tab.get("header")):
        code = (tab.inner or "").strip("\n")
        if code and "```" not in code:
            value = {"language": language[:40], "filename": "", "code": code}
            return [*head, *_piece("code", value)]
    return [*head, *_inner(tab, read_inner)]


def _single_tab(shortcode: Shortcode, read_inner: ReadInner) -> list[Piece]:
    return _tab(shortcode, read_inner)


def formula_in_line(shortcode: Shortcode) -> str | None:
    """The LaTeX of `{{< katex >}}\\(x\\){{< /katex >}}` in a sentence."""
    inner = (shortcode.inner or "").strip()
    if shortcode.name.lower() not in _FORMULAS or not inner or shortcode.params or shortcode.args:
        return None
    whole = _MATH.fullmatch(inner)
    if whole:
        return (whole[3] or whole[4] or "").strip() or None
    is_bare = shortcode.name.lower() == "katex" and "\n" not in inner
    return inner if is_bare and not _DELIMITER.search(inner) else None


def words_in_line(shortcode: Shortcode) -> str | None:
    """Of what only dresses a few words."""
    inner = (shortcode.inner or "").strip()
    is_short = shortcode.name.lower() in _DRESSES and inner and "\n" not in inner
    return shown_text(inner) if is_short else None


def _math(shortcode: Shortcode, read_inner: ReadInner) -> list[Piece]:
    inner = (shortcode.inner or "").strip()
    if not inner:
        return []  # only says that the page has formulas
    whole = _MATH.fullmatch(inner)
    if whole is None and _DELIMITER.search(inner):
        return _inner(shortcode, read_inner)
    latex = next(filter(None, whole.groups()), "") if whole else inner
    return _piece("math", {"latex": latex.strip(), "label": ""})


def _code(language: str) -> Read:
    def read(shortcode: Shortcode, read_inner: ReadInner) -> list[Piece]:
        code = (shortcode.inner or "").strip("\n")
        named = language or shortcode.get("lang", 0)
        value = {"language": named[:40], "filename": shortcode.get("filename"), "code": code}
        return _piece("code", value) if code.strip() else []

    return read


def _headed(shortcode: Shortcode, read_inner: ReadInner) -> list[Piece]:
    """A card, an entry of a timeline: a name that may lead somewhere, a line below, and words."""
    names = ("title", "header", "name")
    title = shown_text(next((shortcode.get(key) for key in names if shortcode.get(key)), ""))
    link = shortcode.get("link") or shortcode.get("url") or shortcode.get("href")
    shown = escape(title or link, quote=False)
    head = f'<a href="{escape(link)}">{shown}</a>' if link else shown
    below = [shown_text(shortcode.get(key)) for key in ("subtitle", "subheader", "footer")]
    lines = [f"<b>{head}</b>" if head else "", *(escape(text, quote=False) for text in below)]
    html = "<br/>".join(line for line in lines if line)
    return [*_prose(f"<p>{html}</p>" if html else ""), *_inner(shortcode, read_inner)]


def _columns(shortcode: Shortcode, read_inner: ReadInner) -> list[Piece]:
    text = re.sub(r"(?m)^[ \t]*<--->[ \t]*$", "", shortcode.inner or "")
    return read_inner(text)


_TABLE: dict[Read, str] = {
    _callout: "callout alert note admonition notice tip warning info hint danger caution important "
    "attention pageinfo box message remark",
    _details: "details spoiler expand collapse toggle fold accordionitem accordion-item "
    "foldinglist detail dropdown",
    _quote: "blockquote quote pullquote pull-quote epigraph",
    _tabs: "tabs tabpane tabset tabgroup",
    _single_tab: "tab tabitem",
    _math: "math katex mathjax",
    _headed: "card timelineitem feature-card project",
    _columns: "columns column multicol grid cols",
    _inner: "accordion steps step cards cardpane lead section cover feature link-down center "
    "centered ltr rtl typeit badge keyword mark timeline feature-grid card-group filetree "
    "container folder div span text markdown md hero-headline hero-subtitle hero-badge",
    _nothing: "icon fa fas fab ficon toc table_of_contents tableofcontents swatches br clear "
    "spacer vspace hr adsense ads newline list recent-articles backtotop",
    _code("mermaid"): "mermaid diagram",
    _code("json"): "chart echarts",
    _code(""): "code prism codeblock",
}
_READERS: dict[str, Read] = {name: read for read, names in _TABLE.items() for name in names.split()}
