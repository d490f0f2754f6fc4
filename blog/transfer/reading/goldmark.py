"""The dialect of Markdown that Hugo writes: CommonMark and GFM, footnotes, definition lists,
typographer, emoji codes, and mathematics where a site turns it on.

https://gohugo.io/configuration/markup/#goldmark
"""

from __future__ import annotations

import re
from functools import cache, partial
from typing import Any

import emoji
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_core.linkify import linkify
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.linkify import linkify as linkify_inline
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from blog.core.goldmark import (
    heading_attributes,
    text_tokens,
    use_typographer,
    whole_addresses,
)
from blog.core.mojibake import repair_mojibake
from blog.transfer.reading.dialect import Dialect
from blog.transfer.reading.goldmark_extras import use_extras
from blog.transfer.reading.heading_ids import note_heading_texts

_MARKDOWN_CODE = re.compile(
    r"(?s)(\{\{.*?\}\}|```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]*`|<[^<>]*>|\]\([^()]*\))|(:[a-z0-9_+-]+:)"
)
_EMOJI_CODE = re.compile(r":[a-z0-9_+-]+:")


_ENDLESS_WORD = re.compile(r"\S{1000}")
_WWW = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#][^\s<]*)?")


@cache
def make_parser(dialect: Dialect = Dialect()) -> MarkdownIt:  # noqa: B008 (frozen)
    """A parser with options "html" and linkify on."""
    parser = MarkdownIt("commonmark", {"html": True, "linkify": True})
    parser.enable(["table", "linkify"])
    if dialect.strikethrough:
        parser.enable("strikethrough")
    assert parser.linkify is not None
    # GFM links bare addresses with a scheme, e-mail addresses and what begins with "www.";
    # "Moises.AI" in a sentence is a name.
    parser.linkify.set({"fuzzy_link": False, "fuzzy_email": True, "fuzzy_ip": False})
    parser.linkify.add("www.", {"validate": _length_of_www, "normalize": _https})
    parser.core.ruler.at("linkify", _link_addresses)
    parser.inline.ruler.at("linkify", _link_address)
    if dialect.heading_attributes:
        parser.core.ruler.before("inline", "heading_attributes", heading_attributes)
    parser.core.ruler.before("text_join", "whole_addresses", whole_addresses)
    # Before anything changes what is written: Hugo makes ids of that.
    parser.core.ruler.before("text_join", "heading_texts", partial(note_heading_texts, dialect))
    # Notes between brackets in the text itself are no notes to Goldmark.
    parser.use(footnote_plugin).use(deflist_plugin).disable("footnote_inline")
    if dialect.math:
        parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    use_extras(parser, dialect)
    parser.core.ruler.before("text_join", "repair", _repair)
    if dialect.emoji:
        parser.core.ruler.before("text_join", "emoji_codes", _emoji_codes)
    if dialect.typographer:
        use_typographer(parser)
    if dialect.hard_wraps:
        parser.core.ruler.push("hard_wraps", _hard_wraps)
    return parser


def _hard_wraps(state: StateCore) -> None:
    """Every end of a line is a break: https://gohugo.io/configuration/markup/#rendererhardwraps"""
    for inline in state.tokens:
        for child in inline.children or []:
            if child.type == "softbreak":
                child.type, child.tag = "hardbreak", "br"


def _link_addresses(state: StateCore) -> None:
    """In paragraphs without endless words: looking for addresses in one takes its square."""
    tokens = state.tokens
    state.tokens = [token for token in tokens if not _ENDLESS_WORD.search(token.content)]
    linkify(state)
    state.tokens = tokens


def _link_address(state: StateInline, silent: bool) -> bool:
    return not _ENDLESS_WORD.match(state.src, state.pos) and linkify_inline(state, silent)


def _length_of_www(linkify: Any, text: str, position: int) -> int:
    """Of the address after "www."; full stops and open brackets at its end are the sentence's.

    https://github.github.com/gfm/#autolinks-extension-
    """
    before = text[position - 5 : position - 4]
    match = _WWW.match(text, position)
    if not match or before.isalnum():
        return 0
    found = match[0].rstrip("?!.,:;*_~'\"")
    while found.endswith(")") and found.count(")") > found.count("("):
        found = found[:-1].rstrip("?!.,:;*_~'\"")
    return len(found) if "." in found else 0


def _https(linkify: Any, match: Any) -> None:
    match.url = f"https://{match.url}"


def _emoji_codes(state: StateCore) -> None:
    for _token, child in text_tokens(state):
        child.content = _with_emoji(child.content)


def _with_emoji(text: str) -> str:
    return emoji.emojize(text, language="alias") if _EMOJI_CODE.search(text) else text


def emoji_in_markdown(source: str) -> str:
    """A text that stays Markdown, with emoji for their codes; not in code or in shortcodes."""
    return _MARKDOWN_CODE.sub(lambda found: found[1] or _with_emoji(found[2]), source)


def _repair(state: StateCore) -> None:
    for token, child in text_tokens(state):
        repaired = repair_mojibake(child.content)
        if repaired != child.content:
            line = token.map[0] if token.map else 0
            state.env.setdefault("repairs", []).append((line, child.content, repaired))
            child.content = repaired
