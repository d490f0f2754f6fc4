"""The dialect of Markdown that Hugo writes: CommonMark and GFM, footnotes, definition lists,
typographer, emoji codes, and mathematics where a site turns it on.

https://gohugo.io/configuration/markup/#goldmark
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import emoji
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from blog.core.mojibake import repair_mojibake
from blog.transfer.reading.dialect import Dialect
from blog.transfer.reading.goldmark_extras import use_extras

_DASHES = ((re.compile(r"---"), "—"), (re.compile(r"--"), "–"), (re.compile(r"\.\.\."), "…"))
_EMOJI_CODE = re.compile(r":[a-z0-9_+-]+:")


# "## Results {#results .wide}": https://gohugo.io/content-management/markdown-attributes/
HEADING_ATTRIBUTES = re.compile(
    r"""[ \t]*\{[ \t]*(?:(?:[#.][\w:-]+|[\w:-]+=(?:"[^"{}]*"|'[^'{}]*'|[\w.-]+))[ \t]*)+\}[ \t]*$"""
)
_WWW = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#][^\s<]*)?")


@cache
def make_parser(dialect: Dialect = Dialect()) -> MarkdownIt:  # noqa: B008 (frozen)
    """A parser with options "html" and linkify on."""
    parser = MarkdownIt(
        "commonmark", {"typographer": True, "html": True, "linkify": True, "quotes": "“”‘’"}
    )
    parser.enable(["table", "linkify"])
    if dialect.strikethrough:
        parser.enable("strikethrough")
    assert parser.linkify is not None
    # GFM links bare addresses with a scheme, e-mail addresses and what begins with "www.";
    # "Moises.AI" in a sentence is a name.
    parser.linkify.set({"fuzzy_link": False, "fuzzy_email": True, "fuzzy_ip": False})
    parser.linkify.add("www.", {"validate": _length_of_www, "normalize": _https})
    parser.core.ruler.after("inline", "heading_attributes", _heading_attributes)
    parser.use(footnote_plugin).use(deflist_plugin)
    if dialect.math:
        parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    use_extras(parser, dialect)
    parser.core.ruler.before("smartquotes", "repair", _repair)
    if dialect.emoji:
        parser.core.ruler.before("smartquotes", "emoji_codes", _emoji_codes)
    if dialect.typographer:
        parser.core.ruler.before("smartquotes", "typography", _typography)
        parser.enable("smartquotes")
    return parser


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


def _heading_attributes(state: StateCore) -> None:
    """They name the anchor; no reader sees them."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        last = inline.children[-1] if opening.type == "heading_open" and inline.children else None
        if last is not None and last.type == "text":
            last.content = HEADING_ATTRIBUTES.sub("", last.content)


def is_money(content: str) -> bool:
    """ "17](https://…) and " between two dollar signs is a price, not a formula."""
    if re.fullmatch(r"\d+(?:\.\d+)?", content):
        return False
    return bool(re.match(r"\s*\d", content)) and not re.search(r"[\\^_={}]", content)


def _text_tokens(state: StateCore) -> Any:
    for token in state.tokens:
        if token.type != "inline":
            continue
        inside_autolink = False
        for child in token.children or []:
            if child.type == "link_open":
                inside_autolink = child.info == "auto"
            elif child.type == "link_close":
                inside_autolink = False
            elif child.type == "text" and not inside_autolink:
                yield token, child


def _typography(state: StateCore) -> None:
    for _token, child in _text_tokens(state):
        for pattern, sign in _DASHES:
            child.content = pattern.sub(sign, child.content)


def _emoji_codes(state: StateCore) -> None:
    for _token, child in _text_tokens(state):
        if _EMOJI_CODE.search(child.content):
            child.content = emoji.emojize(child.content, language="alias")


def _repair(state: StateCore) -> None:
    for token, child in _text_tokens(state):
        mended = repair_mojibake(child.content)
        if mended != child.content:
            line = token.map[0] if token.map else 0
            state.env.setdefault("repairs", []).append((line, child.content, mended))
            child.content = mended
