"""A line of text with its styles and links, of which parts can be taken as text or as prose. No Django."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape
from itertools import accumulate, groupby
from typing import Any

from markdown_it.token import Token

from blog.core.prose import Run, parse_prose, runs_prose
from blog.transfer.reading.inline import NotCarriedError, inline_to_prose

# Where the source began a new line without a break: shown as a space, and yet it parts things.
SOFT_BREAK = "\u2028"
HARD_BREAK = "\ue000"
BREAKS = SOFT_BREAK + HARD_BREAK
_ENTITY = "\ufffc"

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LineLink:
    start: int
    end: int
    url: str
    text: str


@dataclass(frozen=True)
class Line:
    """`text` has one character for a formula or a note."""

    runs: tuple[Run, ...]

    @cached_property
    def text(self) -> str:
        return "".join(_ENTITY if run.entity else run.text for run in self.runs)

    @cached_property
    def links(self) -> list[LineLink]:
        links, at = [], 0
        for link, group in groupby(self.runs, key=lambda run: run.link):
            runs = list(group)
            length = sum(_length(run) for run in runs)
            if link and not dict(link.attributes).get("linktype"):
                url = unescape(dict(link.attributes).get("href", ""))
                links.append(LineLink(at, at + length, url, plain(runs)))
            at += length
        return links

    def plain(self, start: int, end: int) -> str:
        """What a part says, in one line; notes are left out."""
        return plain(self._cut(start, end))

    def prose(self, ranges: Iterable[Range]) -> str:
        """Parts one after the other, with a space between."""
        runs: list[Run] = []
        for start, end in ranges:
            cut = self._cut(start, end)
            runs += [Run(" "), *cut] if runs and cut else cut
        return runs_prose(
            run if run.entity else replace(run, text=run.text.replace(SOFT_BREAK, " "))
            for run in runs
        )

    def styled(self, style: str) -> Iterator[Range]:
        """Where the text is bold ("b") or in italics ("i")."""
        at = 0
        for is_styled, group in groupby(self.runs, key=lambda run: style in run.styles):
            length = sum(_length(run) for run in group)
            if is_styled:
                yield at, at + length
            at += length

    def notes(self, start: int, end: int) -> list[Range]:
        """Where footnotes stand in a part: they are kept when the part becomes a plain title."""
        return [
            (at, at + 1)
            for run, at in zip(self.runs, self._starts, strict=True)
            if run.entity == "footnote" and start <= at < end
        ]

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(_length(run) for run in self.runs)][: len(self.runs)]

    def _cut(self, start: int, end: int) -> list[Run]:
        cut = []
        for run, at in zip(self.runs, self._starts, strict=True):
            first, last = max(start - at, 0), min(end - at, _length(run))
            if first < last:
                cut.append(run if run.entity else replace(run, text=run.text[first:last]))
        return cut


def plain(runs: Sequence[Run]) -> str:
    text = "".join(run.text for run in runs if run.entity != "footnote")
    return " ".join(text.replace(HARD_BREAK, " ").replace(SOFT_BREAK, " ").split())


def _length(run: Run) -> int:
    return 1 if run.entity else len(run.text)


def line_of(tokens: Sequence[Token], env: dict[str, Any]) -> Line | None:
    """The line that a paragraph, a heading or an item begins with; None where prose cannot hold it."""
    try:
        return line_of_prose(f"<p>{inline_to_prose(_with_soft_breaks(tokens), env)}</p>")
    except NotCarriedError:
        return None


def may_announce(tokens: Sequence[Token]) -> bool:
    """Whether a paragraph holds anything that a paper is told by: most hold plain words."""
    return any(
        token.type in ("link_open", "strong_open", "softbreak", "hardbreak")
        or (token.type == "html_inline" and token.content[:2].lower() in ("<a", "<b", "<s"))
        or (token.type == "text" and ("rXiv" in token.content or "doi" in token.content.lower()))
        for token in tokens
    )


def line_of_prose(html: str) -> Line:
    """A single line; several blocks are parted by breaks."""
    runs: list[Run] = []
    for block in parse_prose(html):
        runs += [Run(HARD_BREAK), *block.runs] if runs else block.runs
    return Line(tuple(runs))


def _with_soft_breaks(tokens: Sequence[Token]) -> list[Token]:
    soft = Token("text", "", 0, content=f" {SOFT_BREAK}")
    return [soft if token.type == "softbreak" else token for token in tokens]
