"""Inline tokens → prose. What prose cannot carry raises NotCarriedError."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from lxml import html as lxml_html
from markdown_it.token import Token

from blog.core.goldmark import is_money
from blog.core.prose import NotProseError, carried_line
from blog.transfer.reading.marks import MARK_SIGN

Tokens = Sequence[Token]
_TAGS = {"strong_open": "<b>", "strong_close": "</b>", "em_open": "<i>", "em_close": "</i>",
         "s_open": "<s>", "s_close": "</s>", "link_close": "</a>"}  # fmt: skip
_KEPT_TAGS = frozenset("a b strong i em code sup sub s del strike br".split())
_TAG_NAME = re.compile(r"<(/?)\s*([a-zA-Z][\w-]*)")
_IN_NOTES = frozenset(("paragraph_open", "paragraph_close", "footnote_anchor"))
_DROPPED_TAGS = frozenset("span font center".split())


class NotCarriedError(ValueError):
    """This text holds something that the editor would lose."""


def inline_to_prose(tokens: Tokens, env: dict[str, Any]) -> str:
    """Canonical prose of one line of text, without its paragraph."""
    source = f"<p>{_render(tokens, env)}</p>"
    if MARK_SIGN in source:
        raise NotCarriedError(source)
    try:
        return carried_line(source)
    except NotProseError as error:
        raise NotCarriedError(source) from error


def inline_to_text(tokens: Tokens) -> str:
    """What is read aloud, in one line."""
    parts = []
    for token in tokens:
        if token.type in ("text", "code_inline", "math_inline", "math_inline_double"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts.append(token.content)
        elif token.type == "html_inline" and token.content.lower().startswith("<br"):
            parts.append(" ")
    return " ".join("".join(parts).split())


def _render(tokens: Tokens, env: dict[str, Any]) -> str:
    parts = []
    for token in _without_orphans(tokens):
        if token.type == "text":
            parts.append(escape(token.content, quote=False))
        elif token.type in _TAGS:
            parts.append(_TAGS[token.type])
        elif token.type == "code_inline":
            parts.append(f"<code>{escape(token.content, quote=False)}</code>")
        elif token.type == "softbreak":
            parts.append("\n")
        elif token.type == "hardbreak":
            parts.append("<br/>")
        elif token.type == "link_open":
            parts.append(_link(token))
        elif token.type in ("math_inline", "math_inline_double"):
            parts.append(_math(token))
        elif token.type == "footnote_ref":
            parts.append(_footnote(token, env))
        elif token.type == "html_inline":
            parts.append(_tag(token.content))
        elif token.type == "footnote_anchor":
            continue
        else:
            raise NotCarriedError(token.type)
    return "".join(parts)


def _without_orphans(tokens: Tokens) -> list[Token]:
    """Without closing tags that nothing opened: old editors left them behind."""
    kept: list[Token] = []
    opened: list[str] = []
    for token in tokens:
        tag = _TAG_NAME.match(token.content) if token.type == "html_inline" else None
        if tag and tag[1]:
            if tag[2].lower() not in opened:
                continue
            opened.remove(tag[2].lower())
        elif tag:
            opened.append(tag[2].lower())
        kept.append(token)
    return kept


def _link(token: Token) -> str:
    title = token.attrGet("title")
    shown = f' title="{escape(str(title))}"' if title else ""
    return f'<a href="{escape(str(token.attrGet("href") or ""))}"{shown}>'


def _math(token: Token) -> str:
    sign = "$$" if token.type == "math_inline_double" else "$"
    if token.markup.startswith("$") and is_money(token.content):
        return escape(f"{sign}{token.content}{sign}", quote=False)
    return f'<embed embedtype="math" latex="{escape(token.content.strip())}"/>'


def _footnote(token: Token, env: dict[str, Any]) -> str:
    """The note's text, at each of its references."""
    inline = env.get("footnote_inlines", {}).get(token.meta["id"])
    if inline is None:
        raise NotCarriedError("a footnote that holds more than paragraphs")
    return f'<embed embedtype="footnote" note="{escape(inline_to_prose(inline, env))}"/>'


def collect_footnotes(tokens: Tokens, env: dict[str, Any]) -> None:
    """Put the inline tokens of every note that holds nothing but paragraphs into
    `env["footnote_inlines"]`; between two of them stands an empty line."""
    found: dict[int, list[Token]] = {}
    number, line, is_plain = -1, [], True
    for token in tokens:
        if token.type == "footnote_open":
            number, line, is_plain = token.meta["id"], [], True
        elif token.type == "footnote_close":
            if line and is_plain:
                found[number] = line
        elif token.type == "inline" and number >= 0:
            between = [Token("hardbreak", "br", 0), Token("hardbreak", "br", 0)] if line else []
            line += [*between, *_without_anchors(token.children or [])]
        elif number >= 0 and token.type not in _IN_NOTES:
            is_plain = False
        elif token.type == "footnote_block_close":
            number = -1
    env["footnote_inlines"] = found


def _without_anchors(children: list[Token]) -> list[Token]:
    return [token for token in children if token.type != "footnote_anchor"]


def _tag(source: str) -> str:
    """One inline tag as prose knows it: attributes that only dress or open windows are dropped."""
    if source.startswith("<!--"):
        return ""
    match = _TAG_NAME.match(source)
    if not match:
        raise NotCarriedError(source)
    closing, name = match[1], match[2].lower()
    if name in _DROPPED_TAGS:
        return ""
    if name not in _KEPT_TAGS:
        raise NotCarriedError(source)
    if closing:
        return f"</{name}>"
    if name == "br":
        return "<br/>"
    if name != "a":
        return f"<{name}>"
    element = lxml_html.fragment_fromstring(source + "</a>")
    href, title = element.get("href"), element.get("title")
    if href is None:
        raise NotCarriedError(source)
    shown = f' title="{escape(title)}"' if title else ""
    return f'<a href="{escape(href)}"{shown}>'
