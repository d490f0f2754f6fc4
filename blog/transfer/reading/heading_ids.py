"""The ids that Hugo gives to headings and terms, to which links of other sites lead. No Django.

https://gohugo.io/configuration/markup/#autoidtype
https://github.com/gohugoio/hugo/blob/master/markup/goldmark/autoid.go
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from blog.transfer.reading.dialect import Dialect
from blog.transfer.reading.pieces import Piece

# To Hugo, an id in HTML is taken by nothing and takes nothing.
_IN_HTML = -1
_NAMED = ("heading_open", "dt_open")
_TYPOGRAPHY = re.compile(r"-{2,3}|\.\.\.")
_EMOJI_CODE = re.compile(r":[a-z0-9_+-]+:")
_HTML_ID = re.compile(
    r"""<(?:[a-z][\w-]*+[^<>]*?\sid|a\b[^<>]*?\sname)\s*=\s*(?:"([^"<>]+)"|'([^'<>]+)'|([^\s"'<>]+))""",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Target:
    """Something with an id at a place of the text: `id` as it is written, or made of `text`.
    `alone`: which text it is of, when Hugo gives ids there without a look at those of the page.
    `is_term`: of a definition, for which sites ask by a setting of its own."""

    start: int
    id: str = ""
    text: str = ""
    alone: int = 0
    is_term: bool = False


def note_heading_texts(dialect: Dialect, state: StateCore) -> None:
    """A rule for the parser: each heading or term keeps the text of which Goldmark makes its id."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type in _NAMED and inline.content.strip():
            opening.meta["id_text"] = _IdText(dialect).read(inline.children or [])


def targets_in(tokens: Sequence[Token]) -> Iterator[tuple[Token, Target]]:
    """Headings, terms and elements with an id, each with the token that says where it stands."""
    for token in tokens:
        if token.type in _NAMED:
            is_term = token.type == "dt_open"
            if token.meta.get("id"):
                yield token, Target(0, id=token.meta["id"])
            elif "id_text" in token.meta:
                yield token, Target(0, text=token.meta["id_text"], is_term=is_term)
        for part in (token, *(token.children or [])):
            if part.type in ("html_block", "html_inline"):
                for names in _HTML_ID.findall(part.content):
                    yield token, Target(0, id=next(filter(None, names)), alone=_IN_HTML)


def ids_of(targets: Iterable[Target], dialect: Dialect) -> list[tuple[int, str]]:
    """The place and id of each, as Hugo numbers those that would be the same."""
    taken: dict[int, set[str]] = {}
    named: list[tuple[Target, str]] = []
    for target in sorted(targets, key=lambda target: target.start):
        others = taken.setdefault(target.alone, set())
        kind = dialect.term_ids if target.is_term else dialect.heading_ids
        name = target.id or (_numbered(_id_of(target.text, kind), others) if kind else "")
        if name:
            others.add(name)
            named.append((target, name))
    in_html = taken.pop(_IN_HTML, set())
    # Where both have it, as with a name before a heading, readers look for the heading.
    in_html -= set().union(*taken.values())
    return [
        (target.start, name)
        for target, name in named
        if target.alone != _IN_HTML or name in in_html
    ]


def placed_ids(ids: Iterable[tuple[int, str]], pieces: Sequence[Piece]) -> dict[str, list[str]]:
    """The ids by the place of the piece, or of what it holds, where readers find what they name."""
    placed: dict[str, list[str]] = {}
    for start, name in ids:
        if pieces:
            names = placed.setdefault(_place_of(start, pieces), [])
            names += [name] if name not in names else []
    return placed


def moved_places(placed: dict[str, list[str]], by: int) -> dict[str, list[str]]:
    """The same, with so many blocks before."""
    parted = ((place.partition("/"), names) for place, names in placed.items())
    return {f"{int(at) + by}{mark}{inner}": names for (at, mark, inner), names in parted}


def _place_of(start: int, pieces: Sequence[Piece]) -> str:
    at = max((at for at, piece in enumerate(pieces) if piece.start <= start), default=0)
    piece = pieces[at]
    if start > piece.end and at + 1 < len(pieces):
        return str(at + 1)
    before = [(begins, len(place), place) for place, begins in piece.inner.items()]
    _start, _length, inner = max((item for item in before if item[0] <= start), default=(0, 0, ""))
    return f"{at}/{inner}" if inner else str(at)


def _numbered(name: str, others: set[str]) -> str:
    number, free = 0, name
    while free in others:
        number += 1
        free = f"{name}-{number}"
    return free


def _id_of(text: str, kind: str) -> str:
    if kind == "blackfriday":
        words = "".join(sign if unicodedata.category(sign)[0] in "LN" else " " for sign in text)
        return "".join(map(_lower, "-".join(words.split()))) or "heading"
    if kind == "github-ascii":
        text = _without_accents(text)
    signs: list[str] = []
    for sign in text.strip():
        if kind == "github-ascii" and not sign.isascii():
            continue
        if sign in "- ":
            signs.append("-")
        elif sign == "_" or unicodedata.category(sign)[0] == "L" or sign.isdecimal():
            signs.append(_lower(sign))
    return "".join(signs) or "heading"


def _lower(sign: str) -> str:
    """Go lowers sign by sign: "İ" becomes "i" alone, "Σ" never "ς"."""
    return sign.lower()[0]


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    bare = "".join(sign for sign in parts if unicodedata.category(sign) != "Mn")
    return unicodedata.normalize("NFC", bare)


@dataclass
class _IdText:
    """Of the last line of a heading: its text, and of each element in it the first text alone.

    Quotes and dashes that are set, and emoji for codes, end a text.
    """

    dialect: Dialect
    text: str = ""
    depth: int = 0
    # In an element: nothing came yet, its first text goes on, or it is over.
    state: str = "nothing"

    def read(self, tokens: Iterable[Token]) -> str:
        for token in _with_images(tokens):
            if token.nesting:
                self._cross(token)
            elif token.type in ("softbreak", "hardbreak"):
                self._break()
            else:
                self._add(token)
        return self.text

    def _cross(self, token: Token) -> None:
        self.depth += token.nesting
        if token.nesting > 0 and self.depth == 1:
            self.state = "nothing"
        if self.state == "text" or token.info == "auto":
            self.state = "over"

    def _break(self) -> None:
        if self.depth == 0 or self.state != "over":
            self.text = ""
        self.state = "over"

    def _add(self, token: Token) -> None:
        content = self._content(token)
        if self.depth == 0:
            self.text += _TYPOGRAPHY.sub("–", content) if self.dialect.typographer else content
            return
        is_text = token.type in ("text", "text_special") and token.info != "quote"
        if self.state == "nothing" or (self.state == "text" and is_text):
            end = self._end(content) if is_text else None
            self.text += content if end is None else content[: end.start()]
            is_text = is_text and end is None
        self.state = "text" if is_text and self.state != "over" else "over"

    def _end(self, content: str) -> re.Match[str] | None:
        ends = [_TYPOGRAPHY.search(content) if self.dialect.typographer else None]
        ends += [_EMOJI_CODE.search(content) if self.dialect.emoji else None]
        return min(filter(None, ends), key=lambda end: end.start(), default=None)

    def _content(self, token: Token) -> str:
        if token.type == "text_special":
            # A number is no name of a sign to Hugo: its digits stay.
            is_number = token.markup.startswith("&#")
            return token.markup if is_number else token.content
        if token.type.startswith("math_inline"):
            return "" if self.dialect.passthrough else token.content
        return token.content if token.type in ("text", "code_inline") else ""


def _with_images(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "image":
            yield Token("image_open", "", 1)
            yield from token.children or []
            yield Token("image_close", "", -1)
        else:
            yield token
