"""Code listings, coloured on the server in the three inks that the design has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from pygments import lex
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Number, String, _TokenType
from pygments.util import ClassNotFound

# Some lexers take the square of a text's length: what is longer is coloured in pieces, which tells
# a string apart only within its piece, and what is longer still, or has lines without end, is not.
MAX_LENGTH = 20_000
_PIECE = 2_000
_ENDLESS = re.compile(r"[^\n]{2000}|[ \t]{100}")
_INKS = ((Comment, "c"), (String, "s"), (Number, "s"), (Keyword, "k"))


def highlight_code(code: str, language: str = "") -> SafeString:
    """Escaped code with spans of class k (keyword), s (literal) and c (comment)."""
    if not language or len(code) > MAX_LENGTH or _ENDLESS.search(code):
        return format_html("{}", code)
    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return format_html("{}", code)
    return mark_safe(
        "".join(_span(kind, text) for piece in _pieces(code) for kind, text in lex(piece, lexer))
    )


def _pieces(code: str) -> Iterator[str]:
    """Whole lines, together no longer than a lexer may be given."""
    piece = ""
    for line in code.splitlines(keepends=True):
        if piece and len(piece) + len(line) > _PIECE:
            yield piece
            piece = ""
        piece += line
    yield piece


def _span(kind: _TokenType, text: str) -> str:
    ink = next((name for parent, name in _INKS if kind in parent), "")
    return format_html('<span class="{}">{}</span>', ink, text) if ink else format_html("{}", text)
