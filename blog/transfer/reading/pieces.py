"""The pieces of a Markdown text in reading order, each with its place: what Blocks are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from blog.transfer.paper_lists.lines import Line


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A heading or list item that is a link to a paper, taken apart; `note` is what else it says,
    as prose without its paragraph, `links` are chips, `weight` says how sure it is: 3 a marked title and
    a paper's address, 2 one of them, 1 a title and its authors, 0 neither. `form` is how the title is set apart."""

    title: str
    url: str
    authors: str = ""
    award: str = ""
    number: int | None = None
    note: str = ""
    links: tuple[dict[str, str], ...] = ()
    year: str = ""
    venue: str = ""
    weight: int = 0
    form: str = ""


@dataclass(slots=True)
class Piece:
    """`start` and `end` are character offsets in the text.

    `kind` is a Block kind. A heading has `level` as written, from 1; one that may be a paper has
    `entry` too, and `plain`, what it is when it turns out to be none. A list whose every item may
    be a paper has `entries`, one for each, with what else the item holds `inside`.
    A paragraph that may announce a paper, or one in bold, has `line`, the heading that it may stand
    for; `head` is its text as a line. `parts` are what a paragraph of pictures and words comes apart
    into inside an entry. A heading that is a paper by what stands below it has that text `inside`,
    without what the entry says, in place of as many pieces as it `covers`. `folded`
    is what HTML holds, read as blocks.
    `inner` says where what a list or section holds begins: "0/2" is the third block in its first.
    """

    kind: str
    value: dict[str, Any]
    start: int
    end: int
    level: int = 0
    entry: EntryLine | None = None
    entries: tuple[Piece, ...] = ()
    inside: tuple[Piece, ...] = ()
    plain: Piece | None = None
    line: Piece | None = None
    head: Line | None = None
    parts: tuple[Piece, ...] = ()
    covers: int = 0
    folded: tuple[Piece, ...] = ()
    inner: dict[str, int] = field(default_factory=dict)


def as_written(piece: Piece) -> Piece:
    """A line that announced no paper after all is the heading, or the prose, that it looks like."""
    return piece.plain or piece


def places_of(blocks: Iterable[Piece]) -> dict[str, int]:
    """Where each of the blocks begins, and what they hold, for the piece that is made of them."""
    places = {}
    for at, block in enumerate(blocks):
        places[str(at)] = block.start
        places |= {f"{at}/{place}": start for place, start in block.inner.items()}
    return places


def merge_prose(pieces: list[Piece]) -> list[Piece]:
    """Neighbouring prose becomes one piece."""
    merged: list[Piece] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if last and last.kind == piece.kind == "prose":
            html = last.value["html"] + piece.value["html"]
            merged[-1] = Piece("prose", {"html": html}, last.start, piece.end)
        else:
            merged.append(piece)
    return merged
