"""What marks stand for, put into tokens and texts; links of the site itself, as links inside of it. No
Django."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from typing import Any
from urllib.parse import unquote

from markdown_it.token import Token

from blog.transfer.reading.captions import without_stray_brackets
from blog.transfer.reading.marks import MARK_SIGN, Marks
from blog.transfer.reading.trackers import without_trackers

_HREF = re.compile(r"""(?i)(<a\b[^<>]*?\shref=["']?)([^"'<>\s]+)""")
# Where what stands there is shown character by character, or as a formula.
_VERBATIM = frozenset(("code_inline", "math_inline", "math_inline_double", "math_block"))


@dataclass(frozen=True, slots=True)
class Filling:
    """`env` gathers the links of the text under "links", each with its line."""

    marks: Marks
    env: dict[str, Any]

    def fill_in(self, tokens: list[Token], line: int = 0) -> None:
        """Marks that are text become text, also inside the addresses of links and pictures."""
        for token in tokens:
            for name in ("href", "src"):
                address = str(token.attrGet(name) or "")
                if "%EE%80%81" in address or MARK_SIGN in address:
                    token.attrSet(name, self.shown(unquote(address)).strip())
            if token.type == "link_open":
                self._link(token, line)
            if token.type == "inline":
                self.fill_in(token.children or [], (token.map or [line])[0])
                token.children = without_trackers(without_stray_brackets(token.children or []))
                token.content = self.shown(token.content)
            elif token.type in _VERBATIM:
                token.content = self.filled(token.content, self.marks.source)
            elif token.type == "html_inline":
                token.content = self.with_own_links(self.shown(token.content), line)
            elif token.type == "text" and token.content:
                token.content = self.shown(token.content)

    def _link(self, token: Token, line: int) -> None:
        href = str(token.attrGet("href") or "")
        address = self.marks.own_address if token.info == "auto" else self.marks.address
        token.attrSet("href", address(href))
        self._note_link(str(token.attrGet("href")), line)

    def _note_link(self, href: str, line: int) -> None:
        if MARK_SIGN not in href:
            self.env.setdefault("links", []).append((line, href))

    def with_own_links(self, html: str, line: int) -> str:
        def shown(match: re.Match[str]) -> str:
            address = self.marks.own_address(unescape(match[2]))
            self._note_link(address, line)
            return match[0] if address == unescape(match[2]) else f"{match[1]}{escape(address)}"

        return _HREF.sub(shown, html)

    def shown(self, text: str) -> str:
        def shown(match: re.Match[str]) -> str:
            words = self.marks.text(int(match[1]))
            return match[0] if words is None else words

        return self.marks.pattern.sub(shown, text)

    def filled(self, text: str, shown: Callable[[int], str]) -> str:
        parts: list[str] = []
        last = 0
        for match in self.marks.pattern.finditer(text):
            number = int(match[1])
            parts += [text[last : match.start()], shown(number)]
            # Further lines of a mark are as many spaces as the source has characters there, less
            # the indentation that a listing has lost.
            further = self.marks.written(number).split("\n")[1:]
            padding = "".join(rf"\n {{0,{len(line)}}}" for line in further)
            blanks = re.compile(padding).match(text, match.end())
            last = blanks.end() if blanks else match.end()
        return "".join([*parts, text[last:]])
