"""HTML → pieces: the reader of Markdown over tokens that were made of HTML. No Django."""

from __future__ import annotations

from typing import Any

from markdown_it.token import Token

from blog.transfer.reading.heading_ids import Target
from blog.transfer.reading.html_tokens import HtmlParser
from blog.transfer.reading.inline_html import written
from blog.transfer.reading.markdown import MarkdownReader
from blog.transfer.reading.marks import Marks
from blog.transfer.reading.pieces import Piece
from blog.transfer.reading.structures import top_level


class HtmlReader(MarkdownReader):
    """What no block of ours carries stays HTML. Places are those of tokens: the parser gives none in
    the text."""

    def __init__(self, text: str, marks: Marks) -> None:
        self.current = ""
        parser: Any = HtmlParser()
        super().__init__(parser, text, marks)

    def _groups(self) -> list[list[Token]]:
        return top_level(self.tokens)

    def place(self, token: Token) -> tuple[int, int]:
        first, last = token.map or [0, 0]
        return first, last

    def targets(self) -> list[Target]:
        """Every id: Hugo serves HTML as it is written."""
        return [
            Target(at, id=name)
            for at, token in enumerate(self.tokens)
            for name in token.meta.get("ids", ())
        ]

    def _piece(self, group: list[Token]) -> list[Piece]:
        outer, self.current = self.current, str(group[0].meta.get("html") or _inline_html(group))
        try:
            return super()._piece(group)
        finally:
            self.current = outer

    def _restored(self, start: int, end: int) -> str:
        return self._restored_text(self.current)

    def _verbatim(self, start: int, end: int) -> Piece:
        return Piece("raw_html", {"html": self._restored(start, end)}, start, end)


def _inline_html(group: list[Token]) -> str:
    """A paragraph that was put together here has no source of its own."""
    return f"<p>{written(group[1].children or [])}</p>" if len(group) > 1 else ""
