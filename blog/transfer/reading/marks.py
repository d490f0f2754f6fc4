"""What a Markdown reader asks of whoever put marks into its text."""

from __future__ import annotations

import re
from typing import Protocol

from markdown_it.token import Token

from blog.transfer.reading.pieces import Piece

# Opens every mark. A reader of prose would see the mark's number.
MARK_SIGN = "\ue001"


class Marks(Protocol):
    """Numbered marks in a text that stand for what another reader understands (shortcodes).

    A mark is as long as its source and has as many line breaks, so that places agree.
    """

    pattern: re.Pattern[str]

    def pieces(self, number: int) -> list[Piece]:
        """What is shown there, with places of their own; empty when it is nothing."""

    def source(self, number: int) -> str:
        """What a listing or a piece of HTML shows."""

    def written(self, number: int) -> str:
        """The very characters that stand there, also of one that is escaped."""

    def text(self, number: int) -> str | None:
        """The mark as ordinary text inside a line; None when it is a thing of its own."""

    def html(self, number: int) -> str | None:
        """What is shown there as a line of HTML; None when it stays as it is written."""

    def formula(self, number: int) -> str | None:
        """The LaTeX of a mark that is a formula inside a line."""

    def address(self, href: str) -> str:
        """Where a link leads that the text writes as `href`."""

    def own_address(self, href: str) -> str:
        """The same in HTML, where an address of the site itself may be written in full."""


def split_texts(children: list[Token], marks: Marks) -> list[Token]:
    """Text tokens cut at marks, which become tokens of their own, or text where they are text."""
    found: list[Token] = []
    for token in children:
        if token.type != "text":
            found.append(token)
            continue
        last = 0
        for match in marks.pattern.finditer(token.content):
            shown, formula = marks.text(int(match[1])), marks.formula(int(match[1]))
            found.append(Token("text", "", 0, content=token.content[last : match.start()]))
            if formula:
                found.append(Token("math_inline", "math", 0, content=formula))
            else:
                found.append(Token("text", "", 0, content=match[0] if shown is None else shown))
            last = match.end()
        found.append(Token("text", "", 0, content=token.content[last:]))
    return [token for token in found if token.type != "text" or token.content]
