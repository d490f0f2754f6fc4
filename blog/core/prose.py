"""Prose: the HTML that a rich text editor carries both ways, in one canonical form.

The form is that of text blocks with runs, as the editor keeps them: paragraphs and list items,
each a sequence of characters with styles, links and inline entities. Two pieces of HTML that the
editor cannot tell apart have the same canonical form, so "opened and saved without a change" can be
told from an edit. No Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html import escape
from itertools import groupby

from lxml import etree, html

STYLES = ("b", "i", "s", "sup", "sub", "code")
_SYNONYMS = {"strong": "b", "em": "i", "del": "s", "strike": "s"}
_LISTS = ("ul", "ol")
_ENTITIES = {"math": "latex", "footnote": "note"}
_EDITOR_KEY = "data-block-key"
_MAX_DEPTH = 200
_SPACES = re.compile(r"[ \t\n\f\r]+")
# Text without markup, entities and signs that a parser of HTML takes for something else.
_BARE = re.compile(r"[^<&\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000\ufffe\uffff]+")
# U+E000 stands for a hard break while white space is folded; it cannot come from a source,
# because private-use characters are dropped from text first.
_BREAK = "\ue000"


@dataclass(frozen=True, slots=True)
class Link:
    """`number` tells two neighbouring links with one address apart."""

    attributes: tuple[tuple[str, str], ...]
    number: int


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one style, or one inline entity ("math" or "footnote") with its content."""

    text: str
    styles: frozenset[str] = frozenset()
    link: Link | None = None
    entity: str = ""


@dataclass(slots=True)
class TextBlock:
    """A paragraph ("p") or a list item ("ul", "ol") at a depth."""

    kind: str
    depth: int = 0
    runs: list[Run] = field(default_factory=list)


class NotProseError(ValueError):
    """The HTML holds something that prose cannot hold."""


def canonical_prose(source: str) -> str:
    """The canonical form. What prose cannot hold loses its markup and keeps its text."""
    return _serialise(parse_prose(source))


def inline_prose(source: str) -> str:
    """The canonical form of a single line: its paragraphs joined by spaces, without `<p>`."""
    return _line(parse_prose(source))


def _line(blocks: list[TextBlock]) -> str:
    if len(blocks) == 1:
        return _serialise_runs(blocks[0].runs)
    runs: list[Run] = []
    for block in blocks:
        runs += [Run(" "), *block.runs] if runs else block.runs
    return _serialise_runs(_fold_space(runs))


def carried_line(source: str) -> str:
    """The same, or NotProseError where the editor would not give back all of it."""
    return _line(parse_prose(source, strict=True))


def is_carried(source: str) -> bool:
    """True when the editor would give back all of it."""
    try:
        parse_prose(source, strict=True)
    except NotProseError:
        return False
    return True


def plain_text(source: str, *, notes: bool = False) -> str:
    """What is read aloud: blocks on lines of their own, formulas as LaTeX; `notes` follow their
    block, or are left out."""
    lines = []
    for block in parse_prose(source):
        lines.append("".join(run.text for run in block.runs if run.entity != "footnote"))
        if notes:
            lines += [plain_text(run.text) for run in block.runs if run.entity == "footnote"]
    return "\n".join(line.replace(_BREAK, "\n") for line in lines)


def runs_prose(runs: Iterable[Run]) -> str:
    """The canonical form of some runs of a line, such as what is left of it."""
    return _serialise_runs(_fold_space(runs))


def blocks_prose(blocks: list[TextBlock]) -> str:
    """The canonical form of some of the blocks of a text."""
    return _serialise([block for block in blocks if block.runs])


def parse_prose(source: str, *, strict: bool = False) -> list[TextBlock]:
    """Text blocks in order, white space folded, empty ones left out.

    `strict` raises NotProseError instead of dropping markup.
    """
    if not source.strip():
        return []
    if not strict and _BARE.fullmatch(source):
        runs = _fold_space([Run(source)])
        return [TextBlock("p", 0, runs)] if runs else []
    parser = html.HTMLParser(no_network=True, encoding="utf-8")
    try:
        document = html.document_fromstring(f"<div>{source}</div>".encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return []
    reader = _Reader(strict)
    body = document.find("body")
    for root in body if body is not None else document:
        reader.read_blocks(root)
    blocks = [replace_runs(block, _fold_space(block.runs)) for block in reader.blocks]
    return [block for block in blocks if block.runs]


def replace_runs(block: TextBlock, runs: list[Run]) -> TextBlock:
    return TextBlock(block.kind, block.depth, runs)


class _Reader:
    def __init__(self, strict: bool) -> None:
        self.strict = strict
        self.blocks: list[TextBlock] = []
        self.links = 0

    def refuse(self, what: str) -> None:
        if self.strict:
            raise NotProseError(what)

    def read_blocks(self, root: html.HtmlElement) -> None:
        """Top level: paragraphs and lists; loose text becomes a paragraph."""
        loose = TextBlock("p")
        self._add_text(loose, root.text, Run(""))
        for child in root:
            if child.tag in _LISTS or child.tag == "p" or _is_block(child):
                self._flush(loose)
                loose = TextBlock("p")
                self._read_block(child, 0)
            else:
                self._read_inline(loose, child, Run(""), 1)
            self._add_text(loose, child.tail, Run(""))
        self._flush(loose)

    def _flush(self, block: TextBlock) -> None:
        if any(run.text.strip() or run.entity for run in block.runs):
            if block.kind == "p":
                self.refuse("text outside a paragraph")
            self.blocks.append(block)

    def _read_block(self, element: html.HtmlElement, depth: int) -> None:
        if element.tag in _LISTS:
            self._read_list(element, depth)
        elif element.tag == "p":
            self._check_attributes(element)
            block = TextBlock("p")
            self.blocks.append(block)
            self._read_children(block, element, Run(""), 1)
        else:
            self.refuse(f"<{element.tag}>")
            self.read_blocks(element)

    def _read_list(self, element: html.HtmlElement, depth: int) -> None:
        self._check_attributes(element)
        if depth > _MAX_DEPTH:
            raise NotProseError("lists nested too deeply")
        for item in element:
            if item.tag in _LISTS:
                self.refuse("a list directly inside a list")
                self._read_list(item, depth + 1)
            elif item.tag != "li":
                self.refuse(f"<{item.tag}> in a list")
            else:
                self._read_item(item, element.tag, depth)

    def _read_item(self, item: html.HtmlElement, kind: str, depth: int) -> None:
        self._check_attributes(item)
        block = TextBlock(kind, depth)
        self.blocks.append(block)
        self._add_text(block, item.text, Run(""))
        nested = False
        for child in item:
            if child.tag in _LISTS:
                nested = True
                self._read_list(child, depth + 1)
            elif _is_block(child) or child.tag == "p":
                self.refuse(f"<{child.tag}> in a list item")
                self._read_children(block, child, Run(""), 1)
            else:
                self._read_inline(block, child, Run(""), 1)
            if nested and child.tail and child.tail.strip():
                self.refuse("text after a nested list")
            self._add_text(block, child.tail, Run(""))

    def _read_children(
        self, block: TextBlock, element: html.HtmlElement, style: Run, depth: int
    ) -> None:
        self._add_text(block, element.text, style)
        for child in element:
            self._read_inline(block, child, style, depth + 1)
            self._add_text(block, child.tail, style)

    def _read_inline(
        self, block: TextBlock, element: html.HtmlElement, style: Run, depth: int
    ) -> None:
        if depth > _MAX_DEPTH:
            raise NotProseError("elements nested too deeply")
        tag = _SYNONYMS.get(element.tag, element.tag) if isinstance(element.tag, str) else ""
        if tag == "br":
            block.runs.append(Run(_BREAK, style.styles, style.link))
        elif tag in STYLES:
            self._check_attributes(element)
            inner = replace(style, styles=style.styles | {tag})
            self._read_children(block, element, inner, depth)
        elif tag == "a":
            self._read_link(block, element, style, depth)
        elif tag == "embed":
            self._read_entity(block, element, style)
        elif tag:
            self.refuse(f"<{tag}>")
            if tag not in ("script", "style", "template"):
                self._read_children(block, element, style, depth)

    def _read_link(
        self, block: TextBlock, element: html.HtmlElement, style: Run, depth: int
    ) -> None:
        names = ("linktype", "id") if element.get("linktype") else ("href", "title")
        known = {name: element.get(name) or "" for name in names}
        for name in element.attrib:
            if name not in names and name != _EDITOR_KEY:
                self.refuse(f"the attribute {name} of a link")
        if not element.get("linktype") and element.get("href") is None:
            self.refuse("a link without an address")
            self._read_children(block, element, style, depth)
            return
        self.links += 1
        # An empty title is none; an empty address is one, and leads to the page itself.
        kept = tuple((name, value) for name, value in known.items() if value or name == "href")
        self._read_children(block, element, replace(style, link=Link(kept, self.links)), depth)

    def _read_entity(self, block: TextBlock, element: html.HtmlElement, style: Run) -> None:
        kind = element.get("embedtype") or ""
        if kind not in _ENTITIES:
            self.refuse(f"an embed of kind {kind!r}")
            return
        if style.link:
            self.refuse("a formula or a note inside a link")
        content = element.get(_ENTITIES[kind]) or ""
        # An entity is one of its own kind of range in the editor and cannot share one with a link.
        block.runs.append(replace(style, text=content, entity=kind, link=None))

    def _add_text(self, block: TextBlock, text: str | None, style: Run) -> None:
        if text:
            block.runs.append(Run(text.replace(_BREAK, ""), style.styles, style.link))

    def _check_attributes(self, element: html.HtmlElement) -> None:
        for name in element.attrib:
            if name != _EDITOR_KEY:
                self.refuse(f"the attribute {name} of <{element.tag}>")


def _is_block(element: html.HtmlElement) -> bool:
    return element.tag in _BLOCK_TAGS


_BLOCK_TAGS = frozenset(
    "address article aside blockquote center details div dl fieldset figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr li main nav pre section table tbody td th thead tr".split()
)


def _fold_space(runs: Iterable[Run]) -> list[Run]:
    """White space as the editor keeps it: single, none at the ends or beside a hard break, and at
    the edge of a style only as far as both neighbours share that style."""
    pieces = list(_split_spaces(runs))
    kept: list[Run] = []
    for at, piece in enumerate(pieces):
        if piece.text != " " or piece.entity:
            kept.append(piece)
            continue
        before = kept[-1] if kept else None
        after = next(
            (other for other in pieces[at + 1 :] if other.text != " " or other.entity), None
        )
        if before is None or after is None or _BREAK in (before.text[-1:], after.text[:1]):
            continue
        if before.text[-1:] == " " and not before.entity:
            continue
        kept.append(_shared(before, after))
    while kept and kept[-1].text == _BREAK:
        kept.pop()
    while kept and kept[0].text == _BREAK:
        kept.pop(0)
    return list(_joined(kept))


def _split_spaces(runs: Iterable[Run]) -> Iterator[Run]:
    """Words inside a run keep their single spaces; white space at its ends stands alone."""
    for run in runs:
        if run.entity or run.text == _BREAK:
            yield run
            continue
        text = _SPACES.sub(" ", run.text)
        if text.startswith(" "):
            yield Run(" ", run.styles, run.link)
        if text.strip(" "):
            yield Run(text.strip(" "), run.styles, run.link)
        if text.endswith(" ") and text != " ":
            yield Run(" ", run.styles, run.link)


def _shared(before: Run, after: Run) -> Run:
    styles = (before.styles & after.styles) - {"code"}
    # Between two stretches of code stands an ordinary space; inside one it never comes here.
    link = before.link if before.link == after.link else None
    return Run(" ", styles, link)


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    for (styles, link, entity), group in groupby(
        runs, key=lambda run: (run.styles, run.link, run.entity)
    ):
        if entity:
            yield from group
        else:
            yield Run("".join(run.text for run in group), styles, link)


def _serialise(blocks: list[TextBlock]) -> str:
    parts: list[str] = []
    open_lists: list[str] = []
    for block in blocks:
        if block.kind == "p":
            _close_lists(parts, open_lists, 0)
            parts.append(f"<p>{_serialise_runs(block.runs)}</p>")
            continue
        depth = min(block.depth, len(open_lists))
        _close_lists(parts, open_lists, depth + 1)
        if len(open_lists) == depth + 1 and open_lists[depth] != block.kind:
            _close_lists(parts, open_lists, depth)
        if len(open_lists) == depth + 1:
            parts.append("</li>")
        else:
            open_lists.append(block.kind)
            parts.append(f"<{block.kind}>")
        parts.append(f"<li>{_serialise_runs(block.runs)}")
    _close_lists(parts, open_lists, 0)
    return "".join(parts)


def _close_lists(parts: list[str], open_lists: list[str], depth: int) -> None:
    while len(open_lists) > depth:
        parts.append(f"</li></{open_lists.pop()}>")


def _serialise_runs(runs: Iterable[Run]) -> str:
    parts = []
    for link, group in groupby(runs, key=lambda run: run.link):
        inner = _serialise_styles(list(group), STYLES)
        if link:
            attributes = "".join(f' {name}="{escape(value)}"' for name, value in link.attributes)
            inner = f"<a{attributes}>{inner}</a>"
        parts.append(inner)
    return "".join(parts)


def _serialise_styles(runs: list[Run], styles: tuple[str, ...]) -> str:
    if not styles or not any(run.styles for run in runs):
        return "".join(_serialise_content(run) for run in runs)
    first, rest = styles[0], styles[1:]
    parts = []
    for styled, group in groupby(runs, key=lambda run: first in run.styles):
        inner = _serialise_styles(list(group), rest)
        parts.append(f"<{first}>{inner}</{first}>" if styled else inner)
    return "".join(parts)


def _serialise_content(run: Run) -> str:
    if run.entity:
        return f'<embed embedtype="{run.entity}" {_ENTITIES[run.entity]}="{escape(run.text)}"/>'
    return escape(run.text, quote=False).replace(_BREAK, "<br/>")
