"""Markdown → pieces with their places in the text.

A block of Markdown that our blocks carry both ways becomes such a block; every other one stays
Markdown, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from blog.core.prose import canonical_prose
from blog.transfer.paper_lists.headings import as_heading, heading_entry
from blog.transfer.paper_lists.lines import line_of, may_announce
from blog.transfer.paper_lists.rows import (
    ItemReader,
    definition_rows,
    list_rows,
    table_cells,
    table_rows,
)
from blog.transfer.reading.definitions import note_lines, with_notes, with_references
from blog.transfer.reading.embeds import embed_in_html
from blog.transfer.reading.filling import Filling
from blog.transfer.reading.goldmark import emoji_in_markdown
from blog.transfer.reading.heading_ids import Target, targets_in
from blog.transfer.reading.html import code_in_html, only_closes
from blog.transfer.reading.html_tokens import heading_tokens
from blog.transfer.reading.indented_html import with_whole_html
from blog.transfer.reading.inline import NotCarriedError, collect_footnotes, inline_to_text
from blog.transfer.reading.inline_html import is_marked, written
from blog.transfer.reading.marked import comment_pieces, with_verbatim
from blog.transfer.reading.marked_blocks import with_marked_blocks
from blog.transfer.reading.marks import Marks
from blog.transfer.reading.paragraphs import Paragraphs
from blog.transfer.reading.pictures import image_of, picture_pieces, pictures_in_html
from blog.transfer.reading.pieces import Piece
from blog.transfer.reading.structures import (
    list_html,
    quote_value,
    table_value,
    top_level,
    with_captions,
)
from blog.transfer.reading.trackers import is_nothing_but_trackers
from blog.transfer.reading.wordpress import as_html


class MarkdownReader:
    """Reads one text, in which `marks` stand."""

    def __init__(self, parser: MarkdownIt, text: str, marks: Marks, *, emoji: bool = False) -> None:
        self.emoji = emoji
        self.text, self.marks, self.placeholder = text, marks, marks.pattern
        self.env: dict[str, Any] = {}
        self.tokens = parser.parse(text, self.env)
        self.filling = Filling(marks, self.env)
        self.filling.fill_in(self.tokens)
        collect_footnotes(self.tokens, self.env)
        self.starts = [0]
        for line in text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.paragraphs = Paragraphs(text, marks, self.env)

    def pieces(self) -> list[Piece]:
        found: list[Piece] = []
        for group in self._groups():
            found += self._piece(group)
        return with_captions(with_marked_blocks(with_verbatim(found, self._written)))

    def targets(self) -> list[Target]:
        """What links inside of the page lead to, with its place."""
        targets = []
        for token, target in targets_in(self.tokens):
            shown = self.placeholder.sub("", self.filling.shown(target.text))
            targets.append(replace(target, start=self.place(token)[0], text=shown))
        return targets

    def _groups(self) -> list[list[Token]]:
        return with_whole_html(top_level(self.tokens), self.text.split("\n"))

    def place(self, token: Token) -> tuple[int, int]:
        first, last = token.map or [0, 0]
        return self._lines(first, last)

    def _lines(self, first: int, last: int) -> tuple[int, int]:
        start, end = self.starts[first], min(self.starts[last], len(self.text))
        source = self.text[start:end]
        return start, start + len(source.rstrip())

    def _piece(self, group: list[Token]) -> list[Piece]:
        token = group[0]
        if token.type in ("footnote_block_open", "footnote_reference_open"):
            return []
        start, end = self.place(token)
        readers: dict[str, Callable[[list[Token], int, int], list[Piece]]] = {
            "paragraph_open": self._paragraph,
            "heading_open": self._heading,
            "bullet_list_open": self._list,
            "ordered_list_open": self._list,
            "blockquote_open": self._quote,
            "table_open": self._table,
            "dl_open": self._definitions,
            "fence": self._code,
            "code_block": self._code,
            "hr": lambda *_: [Piece("divider", {}, start, end)],
            "math_block": self._math,
            "math_block_label": self._math,
            "html_block": self._html,
        }
        read = readers.get(token.type)
        if read:
            try:
                return read(group, start, end)
            except NotCarriedError:
                pass
        verbatim = self._verbatim(start, end)
        if token.type == "paragraph_open":
            verbatim.parts = tuple(self._parts(group[1].children or [], start, end))
        elif token.type == "table_open":
            verbatim.entries = table_rows(table_cells(group, self.env), start, end)
        return [verbatim]

    def _parts(self, children: list[Token], start: int, end: int) -> list[Piece]:
        """Pictures and the words beside them, each a piece; none where prose cannot hold those."""
        parts, words = [], []
        for token in children:
            picture = image_of(token)
            if picture:
                parts.append(Piece("image", picture, start, end))
            else:
                words.append(token)
        line = line_of(words, self.env) if parts else None
        if line is not None and line.text.strip():
            html = f"<p>{line.prose([(0, len(line.text))])}</p>"
            parts.append(Piece("prose", {"html": html}, start, end, head=line))
        return parts if line is not None else []

    def _verbatim(self, start: int, end: int) -> Piece:
        """The source as it is, with the definitions of the notes and references that it uses."""
        notes = {name: self._lines(*lines) for name, lines in note_lines(self.tokens)}
        source = with_notes(self._written(start, end), notes, self._written)
        source = with_references(source, self.env.get("references", {}), self._written_text)
        source = emoji_in_markdown(source) if self.emoji else source
        return Piece("markdown", {"source": source}, start, end)

    def _restored(self, start: int, end: int) -> str:
        """What is known as HTML, for this place shows it; what is not, as it is written."""
        return self._restored_text(self.text[start:end])

    def _written(self, start: int, end: int) -> str:
        """The same as Markdown: one that is escaped stays so."""
        return self._written_text(self.text[start:end])

    def _written_text(self, text: str) -> str:
        return self.filling.filled(text, self._as_html_or(self.marks.written))

    def _restored_text(self, text: str) -> str:
        return self.filling.filled(text, self._as_html_or(self.marks.source))

    def _as_html_or(self, otherwise: Callable[[int], str]) -> Callable[[int], str]:
        def shown(number: int) -> str:
            html = self.marks.html(number)
            return otherwise(number) if html is None else html

        return shown

    def _paragraph(self, group: list[Token], start: int, end: int) -> list[Piece]:
        try:
            found = self.paragraphs.pieces(group[1], start, end)
        except NotCarriedError:
            children = group[1].children or []
            if self._has_marks(group) or not any(is_marked(token) for token in children):
                raise
            return [Piece("raw_html", {"html": f"<p>{written(children)}</p>"}, start, end)]
        if len(found) == 1 and found[0].kind == "prose":
            if not found[0].value["html"].removeprefix("<p>").removesuffix("</p>"):
                return []
            children = group[1].children or []
            line = line_of(children, self.env) if may_announce(children) else None
            if line is None:
                return found
            return [replace(as_heading(found[0], line), head=line)]
        return found

    def _heading(self, group: list[Token], start: int, end: int) -> list[Piece]:
        children, level = group[1].children or [], int(group[0].tag[1])
        if self.placeholder.search(group[1].content):
            raise NotCarriedError("a shortcode in a heading")
        line = line_of(children, self.env)
        entry = heading_entry(line) if line and line.links else None
        text = inline_to_text(children)
        if not entry and any(token.type in ("link_open", "footnote_ref") for token in children):
            raise NotCarriedError("a link or a footnote in a heading")
        value = {"text": text, "level": str(min(4, max(2, level)))}
        if not text:
            return []
        plain = self._verbatim(start, end) if entry else None
        return [Piece("heading", value, start, end, level=level, entry=entry, plain=plain)]

    def _has_marks(self, group: list[Token]) -> bool:
        return any(self.placeholder.search(token.content) for token in group)

    def _list(self, group: list[Token], start: int, end: int) -> list[Piece]:
        """Also one that stays Markdown may turn out to be a list of papers."""
        if self._has_marks(group):
            raise NotCarriedError("a shortcode in a list")
        piece = self._plain_list(group)
        if piece.kind == "prose" and not canonical_prose(piece.value["html"]):
            return []
        piece.entries = list_rows(group, self._items)
        return [piece]

    def _plain_list(self, group: list[Token]) -> Piece:
        start, end = self.place(group[0])
        try:
            return Piece("prose", {"html": list_html(group, self.env)}, start, end)
        except NotCarriedError:
            return self._verbatim(start, end)

    @property
    def _items(self) -> ItemReader:
        return ItemReader(self.env, self.place, self._piece, self._plain_list)

    def _definitions(self, group: list[Token], start: int, end: int) -> list[Piece]:
        piece = self._verbatim(start, end)
        if not self._has_marks(group):
            piece.entries = definition_rows(group, self._items)
        return [piece]

    def _quote(self, group: list[Token], start: int, end: int) -> list[Piece]:
        if self._has_marks(group):
            raise NotCarriedError("a shortcode in a quotation")
        kind, value = quote_value(group, self.env)
        return [Piece(kind, value, start, end)]

    def _table(self, group: list[Token], start: int, end: int) -> list[Piece]:
        if self._has_marks(group):
            raise NotCarriedError("a shortcode in a table")
        rows = table_rows(table_cells(group, self.env), start, end)
        return [Piece("table", table_value(group, self.env), start, end, entries=rows)]

    def _code(self, group: list[Token], start: int, end: int) -> list[Piece]:
        token = group[0]
        language = re.split(r"[\s{]", token.info.strip(), maxsplit=1)[0] if token.info else ""
        code = self.filling.filled(token.content, self.marks.source)
        named = re.search(r"""\bfilename\s*=\s*["']([^"']{1,120})["']""", token.info or "")
        filename = named[1] if named else ""
        value = {"language": language[:40], "filename": filename, "code": code.removesuffix("\n")}
        return [Piece("code", value, start, end)]

    def _math(self, group: list[Token], start: int, end: int) -> list[Piece]:
        latex, label = group[0].content.strip(), group[0].info
        value = {"latex": latex, "label": f"({label})" if label else ""}
        return [Piece("math", value, start, end)]

    def _html(self, group: list[Token], start: int, end: int) -> list[Piece]:
        source = self.filling.with_own_links(self._restored(start, end), (group[0].map or [0])[0])
        comment = comment_pieces(self.text[start:end], start, end)
        if comment is not None:
            return comment
        if "[caption" in source:
            source = as_html(source)
        pictures = picture_pieces(pictures_in_html(source), start, end)
        if pictures:
            return pictures
        player = embed_in_html(source)
        if player:
            return [Piece("embed", player, start, end)]
        code = code_in_html(source)
        if code:
            return [Piece("code", code, start, end)]
        if is_nothing_but_trackers(source) or only_closes(source):
            return []
        heading = heading_tokens(source)
        if heading:
            return self._heading(heading, start, end)
        return [Piece("raw_html", {"html": source}, start, end)]
