"""What Goldmark does and our parser of Markdown does not, as rules for it. No Django.

https://gohugo.io/configuration/markup/#goldmark
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from copy import copy
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

# "## Results {#results .wide}": https://gohugo.io/content-management/markdown-attributes/
HEADING_ATTRIBUTES = re.compile(
    r"""[ \t]*(?<!\\)\{[ \t]*((?:(?:[#.][\w:.-]+|[\w:-]+=(?:"[^"{}]*"|'[^'{}]*'|[\w.-]+))[ \t,]*)+)\}[ \t]*$"""
)
_ID_ATTRIBUTE = re.compile(r"""(?:^|[\s,])(?:#|id=["']?)([\w:.-]+)""")
_DECADE = re.compile(r"\d\ds(?:[^\w]|_|\Z)")
_SHORTENED = re.compile(r"(?:[smtd]|ve|ll|re)(?:[\s!-/:-@\[-`{-~]|\Z)", re.ASCII)
_BEFORE_END = re.compile(r"[!\"#%&'()*,\-./:;?@\[\\\]_{}](?:[\s!-/:-@\[-`{-~]|\Z)", re.ASCII)
_ALERT = re.compile(r"\[![A-Za-z]+\][+-]?[ \t]*")
_GUILLEMETS = {"<<": "«", ">>": "»"}
_SIGNS = ((re.compile(r"---"), "—"), (re.compile(r"--"), "–"), (re.compile(r"\.\.\."), "…"))


_AHEAD = 64


def is_money(content: str) -> bool:
    """ "17](https://…) and " between two dollar signs is a price, not a formula."""
    if re.fullmatch(r"\d+(?:\.\d+)?", content):
        return False
    return bool(re.match(r"\s*\d", content)) and not re.search(r"[\\^_={}]", content)


def use_typographer(parser: MarkdownIt) -> None:
    """Quotes, dashes, dots and guillemets as Goldmark's extension of that name sets them."""
    parser.core.ruler.before("text_join", "typography", _typography)
    parser.inline.ruler.before("autolink", "guillemets", _guillemets)
    parser.inline.ruler.before("autolink", "quotes", _quotes)
    for sign in "'\"":
        parser.inline.add_terminator_char(sign)


def _typography(state: StateCore) -> None:
    """Dashes and dots."""
    for _inline, token in text_tokens(state):
        for pattern, sign in _SIGNS:
            token.content = pattern.sub(sign, token.content)


def text_tokens(state: StateCore) -> Iterator[tuple[Token, Token]]:
    """What is text, with the line in which it stands; addresses that link themselves are none."""
    for inline in state.tokens:
        if inline.type != "inline":
            continue
        inside_autolink = False
        for child in inline.children or []:
            if child.type == "link_open":
                inside_autolink = child.info == "auto"
            elif child.type == "link_close":
                inside_autolink = False
            elif child.type == "text" and not inside_autolink:
                yield inline, child


def whole_addresses(state: StateCore) -> None:
    """An underscore that is escaped in an address that links itself is an underscore: exporters
    escape all of them."""
    for inline in state.tokens:
        children = inline.children or []
        for opening, text in pairwise(children):
            if opening.type == "link_open" and opening.markup == "linkify":
                opening.attrSet("href", str(opening.attrGet("href")).replace("%5C_", "_"))
                text.content = text.content.replace("\\_", "_")


def heading_attributes(state: StateCore) -> None:
    """They name the anchor, which the opening token keeps; no reader sees them."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type != "heading_open":
            continue
        attributes = HEADING_ATTRIBUTES.search(inline.content)
        if attributes:
            inline.content = inline.content[: attributes.start()]
            name = _ID_ATTRIBUTE.search(attributes[1])
            opening.meta["id"] = name[1] if name else ""


def alerts(state: StateCore) -> None:
    """ "> [!NOTE] Heading": the sign of the kind is for themes, the heading a line of its own.

    https://gohugo.io/render-hooks/blockquotes/#alerts
    """
    kept: list[Token] = []
    for at, token in enumerate(state.tokens):
        kept.append(token)
        if token.type != "inline" or at < 2 or state.tokens[at - 2].type != "blockquote_open":
            continue
        alert = _ALERT.match(token.content)
        if not alert:
            continue
        heading, token.children = _first_line(token.children or [])
        heading[0].content = heading[0].content.removeprefix(alert[0])
        paragraph, end = state.tokens[at - 1], state.tokens[at + 1]
        if any(part.content for part in heading):
            line = copy(token)
            line.children = heading
            kept[-2:] = [copy(paragraph), line, copy(end), paragraph, token]
        paragraph.hidden = end.hidden = not token.children
    state.tokens = kept


def _first_line(children: list[Token]) -> tuple[list[Token], list[Token]]:
    breaks = (at for at, token in enumerate(children) if token.type in ("softbreak", "hardbreak"))
    end = next(breaks, len(children))
    return children[:end], children[end + 1 :]


def _guillemets(state: StateInline, silent: bool) -> bool:
    """ "<<hola>>" holds no tag."""
    sign = _GUILLEMETS.get(state.src[state.pos : state.pos + 2])
    if sign is None:
        return False
    if not silent:
        state.pending += sign
    state.pos += 2
    return True


def _quotes(state: StateInline, silent: bool) -> bool:
    quote = state.src[state.pos]
    if quote not in "'\"":
        return False
    if not silent:
        sign, opened = _sign_for(quote, state)
        counts = dict(_open_quotes(state))
        counts[quote] = counts.get(quote, 0) + opened
        # A token of its own, so that no address that links itself runs on over it.
        token = state.push("text_special", "", 0)
        token.content, token.markup, token.info = sign, quote, "quote"
        token.meta = {"open": counts}
    state.pos += 1
    return True


def _sign_for(quote: str, state: StateInline) -> tuple[str, int]:
    """The quote as it is set, and how many more are open after it.

    https://github.com/yuin/goldmark/blob/master/extension/typographer.go
    """
    before = state.src[state.pos - 1] if state.pos else "\n"
    # No rule looks further than a word; all of the rest would be copied for each quote.
    rest, newline, _others = state.src[state.pos + 1 : state.pos + 1 + _AHEAD].partition("\n")
    rest += newline
    after = rest[:1] or " "
    beyond = rest.lstrip(quote)[:1] or " "
    opens = not beyond.isspace() and (not _is_sign(beyond) or not _is_word(before))
    closes = not before.isspace() and (not _is_sign(before) or not _is_word(beyond))
    only_opens, only_closes = opens and not closes, closes and not opens
    if quote == "'":
        if _is_apostrophe(before, rest, only_opens):
            return "’", 0
        if only_opens:
            return ("’", 0) if _SHORTENED.match(rest) else ("‘", 1)
        if len(rest.encode()) > 1 and not after.isdigit():
            return "’", 0
    elif only_opens:
        return "“", 1
    ends = only_closes or (opens and closes and bool(_BEFORE_END.match(rest)))
    if (
        not ends
        or _open_quotes(state).get(quote, 0) < 1
        or (after == '"' == quote and before.isdigit())
    ):
        return quote, 0
    return ("’" if quote == "'" else "”"), -1


def _is_apostrophe(before: str, rest: str, only_opens: bool) -> bool:
    """ "'90s", "'twas", "don't"."""
    if only_opens and _DECADE.match(rest):
        return True
    if rest[:1] and rest[0] in "tenl" and (before.isspace() or _is_punctuation(before)):
        return True
    return before.isalnum() and rest[:1].isalpha()


def _open_quotes(state: StateInline) -> dict[str, int]:
    """Of each kind, as the last quote left them."""
    last = next((token for token in reversed(state.tokens) if token.info == "quote"), None)
    return last.meta["open"] if last else {}


def _is_word(sign: str) -> bool:
    return not sign.isspace() and not _is_sign(sign)


def _is_sign(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PS"


def _is_punctuation(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "P"
