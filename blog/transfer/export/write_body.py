"""A body → Markdown that reads back as that body, in the plainest form that does. No Django."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from blog.core.prose import Link, parse_prose
from blog.transfer.document import Block
from blog.transfer.export.markdown import MarkdownWriter
from blog.transfer.hugo.reread import Reader, bare_site, comparable
from blog.transfer.paper_lists.entry_links import find_links
from blog.transfer.paper_lists.paper_addresses import is_paper_address
from blog.transfer.reading.dialect import Dialect


@dataclass(frozen=True, slots=True)
class BodyWriter:
    """`address` gives the address of a link to a page or a file of ours."""

    dialect: Dialect
    reader: Reader
    address: Callable[[Link], str]

    @classmethod
    def for_dialect(
        cls, dialect: Dialect, address: Callable[[Link], str] | None = None
    ) -> BodyWriter:
        return cls(dialect, Reader(bare_site(dialect)), address or _href)

    def document(self, blocks: Sequence[Block]) -> str:
        """The text of a whole body."""
        wanted = comparable(self.resolved(blocks))
        best = ""
        for marked, guarded in ((False, False), (True, False), (True, True), (False, True)):
            text = self._document(blocks, marked, guarded)
            best = best or text
            if comparable(self.reader.blocks(text)) == wanted:
                return text
        return best

    def block(
        self,
        block: Block,
        *,
        tags: bool = False,
        marked: bool = False,
        kept_links: Sequence[Any] = (),
    ) -> str:
        """One block on its own, with its notes below it, named by what they say.

        Links of an entry that are among `kept_links` need no line of their own.
        """
        writer = self._writer(tags, marked, numbered=False)
        writer.kept_links = kept_links
        text = writer.block(block.kind, block.value)
        notes = writer.written_notes()
        return f"{text}\n\n{notes}" if notes else text

    def resolved(self, blocks: Sequence[Block]) -> list[Block]:
        """Blocks with links of ours as the addresses that a text would show."""
        return [Block(block.kind, self._resolved(block.value)) for block in blocks]

    def _resolved(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: self._resolved(item) for name, item in value.items()}
        if isinstance(value, list):
            return [self._resolved(item) for item in value]
        if isinstance(value, str) and "linktype=" in value:
            return _with_addresses(value, self.address)
        return value

    def _document(self, blocks: Sequence[Block], marked: bool, guarded: bool) -> str:
        writer = self._writer(False, marked, numbered=True)
        parts = []
        for block in blocks:
            tags = guarded and not self._reads_back(block, marked)
            writer.tags = tags
            parts.append(writer.block(block.kind, block.value))
        writer.tags = False
        parts.append(writer.written_notes())
        return "\n\n".join(part for part in parts if part)

    def _reads_back(self, block: Block, marked: bool) -> bool:
        text = self.block(block, marked=marked)
        return comparable(self.reader.blocks(text)) == comparable(self.resolved([block]))

    def _writer(self, tags: bool, marked: bool, numbered: bool) -> MarkdownWriter:
        return MarkdownWriter(
            self.dialect,
            tags=tags,
            marked=marked,
            numbered=numbered,
            address=self.address,
            find_links=lambda html: find_links(parse_prose(html), is_paper_address),
        )


def _href(link: Link) -> str:
    return dict(link.attributes).get("href", "")


def _with_addresses(html: str, address: Callable[[Link], str]) -> str:
    def shown(match: re.Match[str]) -> str:
        pairs = re.findall(r'(\w+)="([^"]*)"', match[1])
        link = Link(tuple((name, unescape(value)) for name, value in pairs), 0)
        return f'<a href="{escape(address(link))}">'

    return re.sub(r"<a ((?:\w+=\"[^\"]*\" ?)*linktype=[^>]*)>", shown, html)
