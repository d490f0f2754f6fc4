"""What Goldmark does and our parser of Markdown does not, as rules for it. No Django.

https://gohugo.io/configuration/markup/#goldmark
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

# "## Results {#results .wide}": https://gohugo.io/content-management/markdown-attributes/
HEADING_ATTRIBUTES = re.compile(
    r"""[ \t]*\{[ \t]*(?:(?:[#.][\w:-]+|[\w:-]+=(?:"[^"{}]*"|'[^'{}]*'|[\w.-]+))[ \t]*)+\}[ \t]*$"""
)
_GUILLEMETS = {"<<": "«", ">>": "»"}
_SIGNS = ((re.compile(r"---"), "—"), (re.compile(r"--"), "–"), (re.compile(r"\.\.\."), "…"))


def typography(state: StateCore) -> None:
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


def heading_attributes(state: StateCore) -> None:
    """They name the anchor; no reader sees them."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        last = inline.children[-1] if opening.type == "heading_open" and inline.children else None
        if last is not None and last.type == "text":
            last.content = HEADING_ATTRIBUTES.sub("", last.content)


def guillemets(state: StateInline, silent: bool) -> bool:
    """ "<<" and ">>" as Goldmark's typographer sets them; "<<hola>>" holds no tag."""
    sign = _GUILLEMETS.get(state.src[state.pos : state.pos + 2])
    if sign is None:
        return False
    if not silent:
        state.pending += sign
    state.pos += 2
    return True
