"""Code listings, coloured on the server in the three inks that the design has."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from pygments import lex
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Number, String, _TokenType
from pygments.util import ClassNotFound

MAX_LENGTH = 100_000
_INKS = ((Comment, "c"), (String, "s"), (Number, "s"), (Keyword, "k"))


def highlight_code(code: str, language: str = "") -> SafeString:
    """Escaped code with spans of class k (keyword), s (literal) and c (comment)."""
    if not language or len(code) > MAX_LENGTH:
        return format_html("{}", code)
    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return format_html("{}", code)
    return mark_safe("".join(_span(kind, text) for kind, text in lex(code, lexer)))


def _span(kind: _TokenType, text: str) -> str:
    ink = next((name for parent, name in _INKS if kind in parent), "")
    return format_html('<span class="{}">{}</span>', ink, text) if ink else format_html("{}", text)
