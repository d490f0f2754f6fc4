"""Extensions of Goldmark that our parser of Markdown does not have. No Django.

https://gohugo.io/configuration/markup/#extras · https://gohugo.io/content-management/mathematics/
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from blog.transfer.reading.dialect import Dialect

Rule = Callable[[StateInline, bool], bool]
_DOUBLE, _BRACKET = ("$$", "$$"), ("\\[", "\\]")
_ATTRIBUTES = re.compile(
    r"""[ \t]*\{[ \t]*(?:(?:[#.][\w:-]+|[\w:-]+=(?:"[^"{}]*"|'[^'{}]*'|[\w./%-]+))[ \t]*)+\}[ \t]*"""
)


def use_extras(parser: MarkdownIt, dialect: Dialect) -> None:
    """Turn on what the dialect has."""
    inline = parser.inline.ruler
    if dialect.strikethrough:
        # Goldmark strikes through with one tilde as with two.
        inline.before("strikethrough", "single_tilde", _between("~", "s"))
    elif dialect.subscript:
        inline.before("emphasis", "subscript", _between("~", "sub"))
    for is_on, sign, tag in (
        (dialect.mark, "==", "mark"),
        (dialect.insert, "++", "ins"),
        (dialect.superscript, "^", "sup"),
    ):
        if is_on:
            inline.before("emphasis", tag, _between(sign, tag))
    for opening, closing, is_display in _formulas(dialect):
        inline.before("escape", f"math {opening}", _formula(opening, closing, is_display))
        if is_display:
            rule = _formula_block(opening, closing)
            alternatives: RuleOptionsType = {
                "alt": ["paragraph", "reference", "blockquote", "list"]
            }
            parser.block.ruler.before("fence", f"math block {opening}", rule, alternatives)
    if dialect.block_attributes:
        parser.core.ruler.after("inline", "block_attributes", _without_attributes)


def _formulas(dialect: Dialect) -> list[tuple[str, str, bool]]:
    pairs = [(*_DOUBLE, True)] if dialect.math_blocks else []
    if dialect.math_escaped:
        pairs += [("\\\\[", "\\\\]", True), ("\\\\(", "\\\\)", False)]
    if dialect.math_brackets:
        pairs += [(*_BRACKET, True), ("\\(", "\\)", False)]
    return pairs


def _between(sign: str, tag: str) -> Rule:
    """Text between two signs, none of them longer, with no space inside them."""
    mark, char = re.escape(sign), re.escape(sign[0])
    form = re.compile(
        rf"(?<!{char}){mark}(?!{char})(\S(?:[^\n]*?\S)??)(?<!{char})(?<!\\){mark}(?!{char})"
    )

    def rule(state: StateInline, silent: bool) -> bool:
        found = form.match(state.src, state.pos) if state.src[state.pos] == sign[0] else None
        if found is None or found.end() > state.posMax:
            return False
        if not silent:
            _push(state, tag, closing=False)
            end, state.pos, state.posMax = state.posMax, found.start(1), found.end(1)
            state.md.inline.tokenize(state)
            state.posMax = end
            _push(state, tag, closing=True)
        state.pos = found.end()
        return True

    return rule


def _push(state: StateInline, tag: str, *, closing: bool) -> None:
    if tag == "s":
        state.push("s_close" if closing else "s_open", "s", -1 if closing else 1)
    else:
        state.push("html_inline", "", 0).content = f"<{'/' if closing else ''}{tag}>"


def _formula(opening: str, closing: str, is_display: bool) -> Rule:
    def rule(state: StateInline, silent: bool) -> bool:
        if not state.src.startswith(opening, state.pos):
            return False
        end = state.src.find(closing, state.pos + len(opening))
        content = state.src[state.pos + len(opening) : max(end, 0)]
        if end < 0 or not content.strip():
            return False
        if not silent:
            token = state.push("math_inline_double" if is_display else "math_inline", "math", 0)
            token.content, token.markup = content, opening
        state.pos = end + len(closing)
        return True

    return rule


def _formula_block(opening: str, closing: str) -> Callable[[StateBlock, int, int, bool], bool]:
    def rule(state: StateBlock, first: int, last: int, silent: bool) -> bool:
        start = state.bMarks[first] + state.tShift[first]
        if state.is_code_block(first) or not state.src.startswith(opening, start):
            return False
        line, end = first, state.src.find(closing, start + len(opening), state.eMarks[first])
        while end < 0:
            line += 1
            if line >= last or state.isEmpty(line):
                return False
            end = state.src.find(closing, state.bMarks[line], state.eMarks[line])
        if state.src[end + len(closing) : state.eMarks[line]].strip():
            return False
        if not silent:
            token = state.push("math_block", "math", 0)
            token.block, token.map = True, [first, line + 1]
            token.content = state.src[start + len(opening) : end]
        state.line = line + 1
        return True

    return rule


def _without_attributes(state: StateCore) -> None:
    """A last line such as "{.lead #intro}" dresses the block; no reader sees it."""
    kept: list[Token] = []
    for token in state.tokens:
        if token.type == "inline" and token.content:
            _drop_last_line(token)
        kept.append(token)
    state.tokens = list(_without_empty(kept))


def _drop_last_line(inline: Token) -> None:
    head, newline, last = inline.content.rpartition("\n")
    if not _ATTRIBUTES.fullmatch(last):
        return
    children = inline.children or []
    cut = max((at for at, token in enumerate(children) if token.type in _BREAKS), default=0)
    inline.content, inline.children = head, children[:cut] if newline else []


_BREAKS = ("softbreak", "hardbreak")


def _without_empty(tokens: list[Token]) -> list[Token]:
    """Without paragraphs that were nothing but attributes."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        is_empty = (
            tokens[at].type == "paragraph_open"
            and tokens[at + 1].type == "inline"
            and not tokens[at + 1].content
        )
        found += [] if is_empty else [tokens[at]]
        at += 3 if is_empty else 1
    return found
