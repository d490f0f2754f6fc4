"""A run of headings, or of paragraphs that stand for headings, each of which announces a paper,
with what is said below each. No Django."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from blog.core.prose import plain_text
from blog.transfer.paper_lists.announcements import closes_post
from blog.transfer.paper_lists.entry_values import Entry
from blog.transfer.paper_lists.headings import BOLD_LEVEL, titled
from blog.transfer.reading.pieces import EntryLine, Piece, as_written

_MOST_INTRO = 3
_TOPIC_LEVEL = "4"


class Run(NamedTuple):
    entries: list[Entry]
    end: int


def read_run(pieces: list[Piece], at: int, *, exact: bool = False) -> Run:
    """From the heading at `at` on; `exact` takes headings of its level alone, as our export writes
    them."""
    reader = _Reader(pieces, pieces[at].level, exact)
    index = at
    while index < len(pieces):
        index, goes_on = reader.read(index)
        if not goes_on:
            break
    if not exact:
        for entry in reader.entries:
            entry.take_authors()
    return Run(reader.entries, index)


@dataclass
class _Reader:
    pieces: list[Piece]
    level: int
    exact: bool

    def __post_init__(self) -> None:
        self.entries: list[Entry] = []
        self.next_heading = 0

    def read(self, index: int) -> tuple[int, bool]:
        """The next place, and whether the run goes on there."""
        piece = self.pieces[index]
        if piece.kind == "heading":
            return self._heading(index)
        if not self.exact and self._is_end(index):
            return index, False
        if piece.kind != "divider" or self.exact:
            self.entries[-1].add(as_written(piece))
        return index + 1, True

    def _heading(self, index: int) -> tuple[int, bool]:
        piece = self.pieces[index]
        if piece.level == self.level and piece.entry:
            self.entries.append(Entry.of(piece))
            return index + 1 + piece.covers, True
        elif piece.level > self.level:
            if piece.entry and piece.level == BOLD_LEVEL and not self.exact:
                return index, False
            self.entries[-1].add(as_written(piece))
        elif self.exact or piece.entry:
            return index, False
        elif piece.level == self.level and (line := self._next_in_number(piece)):
            plain = as_written(piece)
            self.entries.append(Entry(line, plain.start, plain.end))
        elif piece.level < self.level and (end := self._topic_end(index)):
            self.entries[-1].add_below(_as_topic(piece))
            for intro in self.pieces[index + 1 : end]:
                self.entries[-1].add_below(as_written(intro))
            return end, True
        else:
            return index, False
        return index + 1, True

    def _next_in_number(self, piece: Piece) -> EntryLine | None:
        """A title without a link goes on with a list that is numbered."""
        line = piece.entry or titled(str(piece.value["text"]))
        last = self.entries[-1].line.number
        return line if line and last is not None and line.number == last + 1 else None

    def _topic_end(self, index: int) -> int:
        """Where the numbers go on below a heading that only parts one topic from another; 0 for
        nowhere."""
        for at in range(index + 1, min(index + 2 + _MOST_INTRO, len(self.pieces))):
            piece = self.pieces[at]
            if piece.kind == "heading":
                goes_on = piece.level == self.level and self._next_in_number(piece) is not None
                return at if goes_on else 0
            if piece.kind != "prose":
                return 0
        return 0

    def _is_end(self, index: int) -> bool:
        """A line across, or words that close the post, below the last paper."""
        piece = self.pieces[index]
        is_closing = (
            piece.kind == "prose"
            and self.level <= BOLD_LEVEL
            and closes_post(plain_text(piece.value["html"])[:80])
        )
        return (piece.kind == "divider" or is_closing) and not self._has_more(index)

    def _has_more(self, index: int) -> bool:
        """Places only grow, so each piece is looked at once."""
        self.next_heading = max(self.next_heading, index + 1)
        while self.next_heading < len(self.pieces):
            piece = self.pieces[self.next_heading]
            if piece.kind == "heading" and piece.level <= self.level:
                return piece.level == self.level and piece.entry is not None
            self.next_heading += 1
        return False


def _as_topic(piece: Piece) -> Piece:
    plain = as_written(piece)
    value = {**piece.value, "level": _TOPIC_LEVEL}
    return replace(plain, kind="heading", value=value, entry=None, plain=None)
