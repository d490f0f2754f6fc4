"""HTML → the tokens that a Markdown parser would give, so that one reader serves both. No Django.

A block that Markdown has no form for is an `html_block` with its source, mended by the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from lxml import etree
from lxml import html as lxml_html
from markdown_it.token import Token

from blog.transfer.reading.trackers import is_tracker
from blog.transfer.reading.wordpress import as_html

_MARKS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em", "dfn": "em",
          "var": "em", "s": "s", "del": "s", "strike": "s"}  # fmt: skip
_TRANSPARENT = frozenset("span font big small u abbr time bdi label nobr tt".split())
_PASSED = frozenset("sup sub code".split())
_FLOW = frozenset(
    "div section article main header footer center body html aside nav address dt dd".split()
)
_KEPT = frozenset(
    "table dl details form video audio iframe object embed pre figure script style svg math "
    "fieldset canvas map select button lite-youtube template noscript".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BLOCKS = _FLOW | _KEPT | _HEADINGS | frozenset("p ul ol blockquote hr li".split())
_DEEPEST = 60


class HtmlParser:
    """Stands where a Markdown parser would."""

    def parse(self, source: str, env: dict[str, Any]) -> list[Token]:
        if not source.strip():
            return []
        parser = lxml_html.HTMLParser(no_network=True, encoding="utf-8", remove_comments=True)
        try:
            root = lxml_html.document_fromstring(as_html(source).encode(), parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError):
            return []
        body = root.find("body")
        return _placed(_Writer().tokens(root if body is None else body))


def heading_tokens(source: str) -> list[Token]:
    """Those of HTML that is one heading and nothing else; none for other HTML."""
    if not re.match(r"(?i)\s*<h[1-6]\b", source):
        return []
    tokens = HtmlParser().parse(source, {})
    is_heading = len(tokens) == 3 and tokens[0].type == "heading_open"
    return tokens if is_heading and tokens[1].content.strip() else []


def _placed(tokens: list[Token]) -> list[Token]:
    """Each block with the numbers of its first and its last token as its place."""
    open_at: list[int] = []
    for at, token in enumerate(tokens):
        token.map = [at, at]
        if token.nesting > 0:
            open_at.append(at)
        elif token.nesting < 0:
            tokens[open_at.pop()].map = [token.map[0], at]
    return tokens


class _Writer:
    """Paragraphs end at blocks, at pictures, and where two line breaks follow each other. A block
    has the ids of what it is made of, and of what it follows that is no block."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    def tokens(self, parent: Any) -> list[Token]:
        tokens = list(self.flow(parent, 0))
        if tokens:
            tokens[-1].meta.setdefault("ids", []).extend(self.ids)
        return tokens

    def flow(self, parent: Any, depth: int) -> Iterable[Token]:
        waiting: list[Token] = []
        yield from self._nodes(parent, waiting, depth)
        yield from self._paragraph(waiting)

    def _paragraph(self, waiting: list[Token]) -> Iterable[Token]:
        return self._named(_paragraph(waiting))

    def _named(self, tokens: Iterable[Token]) -> Iterable[Token]:
        for token in tokens:
            if self.ids:
                token.meta["ids"], self.ids = self.ids, []
            yield token

    def _nodes(self, parent: Any, waiting: list[Token], depth: int) -> Iterable[Token]:
        _add_text(waiting, parent.text)
        for child in parent:
            if isinstance(child.tag, str):
                yield from self._node(child, waiting, depth)
            _add_text(waiting, child.tail)

    def _node(self, child: Any, waiting: list[Token], depth: int) -> Iterable[Token]:
        tag = child.tag
        if _is_tracking(child):
            return
        if tag == "br" and waiting and waiting[-1].type == "hardbreak":
            waiting.pop()
            yield from self._paragraph(waiting)
        elif tag in _HEADINGS and not _has_blocks(child):
            yield from self._paragraph(waiting)
            self.ids += _ids_in(child)
            yield from self._named(_around("heading", tag, inline(child), child))
        elif tag in ("ul", "ol") and depth < _DEEPEST and not _is_odd_list(child):
            yield from self._paragraph(waiting)
            self.ids += _ids_of(child)
            yield from self._named(self._list(child, depth))
        elif tag == "blockquote" and depth < _DEEPEST:
            yield from self._paragraph(waiting)
            self.ids += _ids_of(child)
            yield from _around("blockquote", tag, self.flow(child, depth + 1), child, block=True)
        elif tag == "hr":
            yield from self._paragraph(waiting)
            self.ids += _ids_of(child)
            yield from self._named([_token("hr", "hr", 0, child)])
        elif _is_picture(child) or tag in _KEPT or tag in _BLOCKS - _FLOW - {"p"}:
            yield from self._paragraph(waiting)
            self.ids += _ids_in(child)
            yield from self._named([_html_block(child)])
        elif (tag in _FLOW or tag == "p" or _has_blocks(child)) and depth < _DEEPEST:
            yield from self._paragraph(waiting)
            self.ids += _ids_of(child)
            yield from self._nodes(child, waiting, depth + 1)
            yield from self._paragraph(waiting)
        else:
            self.ids += _ids_in(child)
            waiting += _inline_of(child)

    def _list(self, element: Any, depth: int) -> Iterable[Token]:
        name = "bullet_list" if element.tag == "ul" else "ordered_list"
        opening = _token(f"{name}_open", element.tag, 1, element)
        start = element.get("start") or ""
        if start.isdigit() and start != "1":
            opening.attrSet("start", int(start))
        yield opening
        for item in element.iterchildren("li"):
            self.ids += _ids_of(item)
            yield from _around("list_item", "li", self.flow(item, depth + 1), item, block=True)
        yield _token(f"{name}_close", element.tag, -1)


def inline(parent: Any) -> list[Token]:
    found: list[Token] = []
    _add_text(found, parent.text)
    for child in parent:
        if isinstance(child.tag, str):
            found += _inline_of(child)
        _add_text(found, child.tail)
    return found


def _inline_of(element: Any) -> list[Token]:
    tag = element.tag
    if tag == "br":
        return [Token("hardbreak", "br", 0)]
    if tag in _MARKS:
        name = _MARKS[tag]
        return [Token(f"{name}_open", tag, 1), *inline(element), Token(f"{name}_close", tag, -1)]
    if tag == "a":
        return _link(element)
    if tag == "img":
        return [] if _is_tracking(element) else [_image(element)]
    if tag == "code" and not len(element):
        return [Token("code_inline", "code", 0, content=element.text or "")]
    if tag in _PASSED:
        return [
            Token("html_inline", "", 0, content=f"<{tag}>"),
            *inline(element),
            Token("html_inline", "", 0, content=f"</{tag}>"),
        ]
    if tag in _TRANSPARENT or tag in _BLOCKS:
        return inline(element)
    return [Token("html_inline", "", 0, content=_source(element))]


def _link(element: Any) -> list[Token]:
    href = element.get("href")
    if href is None:
        return inline(element)
    opening = Token("link_open", "a", 1, attrs={"href": href.strip()})
    if element.get("title"):
        opening.attrSet("title", element.get("title"))
    return [opening, *inline(element), Token("link_close", "a", -1)]


def _image(element: Any) -> Token:
    return Token("image", "img", 0, attrs={"src": element.get("src") or ""},
                 content=element.get("alt") or "", children=[])  # fmt: skip


def _add_text(tokens: list[Token], text: str | None) -> None:
    shown = re.sub(r"[ \t\r\n\f]+", " ", text or "")
    last = tokens[-1].type if tokens else "hardbreak"
    if shown.strip() or (shown and last != "hardbreak"):
        tokens.append(Token("text", "", 0, content=shown))


def _paragraph(waiting: list[Token]) -> Iterable[Token]:
    """What has gathered, as a paragraph; nothing is waiting after."""
    children = list(waiting)
    waiting.clear()
    while children and _is_blank(children[-1]):
        children.pop()
    while children and _is_blank(children[0]):
        children.pop(0)
    if children:
        yield from _around("paragraph", "p", children, None)


def _is_blank(token: Token) -> bool:
    return token.type == "hardbreak" or (
        token.type == "text" and not token.content.strip(" \t\n\xa0")
    )


def _around(
    name: str, tag: str, inside: Iterable[Token], element: Any, *, block: bool = False
) -> Iterable[Token]:
    opening = _token(f"{name}_open", tag, 1, element)
    held = list(inside)
    yield opening
    if block:
        yield from held
    else:
        text = "".join(token.content for token in held)
        yield Token("inline", "", 0, content=text, children=held, map=[0, 0])
    yield _token(f"{name}_close", tag, -1)
    if element is None:
        opening.meta["html"] = ""


def _token(kind: str, tag: str, nesting: Any, element: Any = None) -> Token:
    meta = {"html": _source(element)} if element is not None else {}
    return Token(kind, tag, nesting, map=[0, 0], meta=meta)


def _html_block(element: Any) -> Token:
    source = _source(element)
    return Token("html_block", "", 0, content=source, map=[0, 0], meta={"html": source})


def _source(element: Any) -> str:
    return str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))


def _ids_in(element: Any) -> list[str]:
    return [name for each in element.iter(etree.Element) for name in _ids_of(each)]


def _ids_of(element: Any) -> list[str]:
    names = (element.get("id"), element.get("name") if element.tag == "a" else None)
    return [name.strip() for name in dict.fromkeys(names) if name and name.strip()]


def _has_blocks(element: Any) -> bool:
    return any(child.tag in _BLOCKS or child.tag == "img" for child in element.iterdescendants())


def _is_odd_list(element: Any) -> bool:
    return any(isinstance(child.tag, str) and child.tag != "li" for child in element)


def _is_tracking(element: Any) -> bool:
    return element.tag == "img" and is_tracker(element.get("src") or "", element.attrib)


def _is_picture(element: Any) -> bool:
    """A picture, also inside a link or an element that only places it."""
    inner = element
    while inner.tag in ("a", "span", "center", "div", "p") and len(inner) == 1:
        if (inner.text or "").strip() or (inner[0].tail or "").strip():
            return False
        inner = inner[0]
    return bool(inner.tag == "img")
