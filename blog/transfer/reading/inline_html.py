"""Inline tokens → HTML, for a paragraph that stays HTML. No Django."""

from __future__ import annotations

from html import escape

from markdown_it.token import Token

_TAGS = {"strong_open": "<b>", "strong_close": "</b>", "em_open": "<i>", "em_close": "</i>",
         "s_open": "<s>", "s_close": "</s>", "link_close": "</a>", "hardbreak": "<br>", "softbreak": "\n"}  # fmt: skip


def written(tokens: list[Token]) -> str:
    return "".join(_one(token) for token in tokens)


def is_marked(token: Token) -> bool:
    """Marked or inserted text, which extensions of Markdown have and prose has not."""
    return token.type == "html_inline" and token.content in ("<mark>", "<ins>")


def _one(token: Token) -> str:
    if token.type in _TAGS:
        return _TAGS[token.type]
    if token.type == "link_open":
        return f'<a href="{escape(str(token.attrGet("href") or ""))}">'
    if token.type == "image":
        src, alt = str(token.attrGet("src") or ""), token.content
        title = str(token.attrGet("title") or "")
        shown = f' title="{escape(title)}"' if title else ""
        return f'<img src="{escape(src)}" alt="{escape(alt)}"{shown}>'
    if token.type == "code_inline":
        return f"<code>{escape(token.content, quote=False)}</code>"
    return token.content if token.type == "html_inline" else escape(token.content, quote=False)
