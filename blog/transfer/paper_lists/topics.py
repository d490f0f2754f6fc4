"""Topics of a list, with the papers below each. No Django."""

from __future__ import annotations

from html import escape

from blog.transfer.paper_lists.blocks import paper_list
from blog.transfer.paper_lists.entry_values import Entry
from blog.transfer.reading.pieces import EntryLine, Piece, as_written


def lines_of(piece: Piece) -> list[EntryLine | None]:
    lines: list[EntryLine | None] = []
    for row in piece.entries:
        if row.kind == "topic":
            lines += [line for inner in row.inside for line in lines_of(inner)]
        else:
            lines.append(row.entry)
    return lines


def topic_list(row: Piece) -> Piece:
    """A list of its own, under the words that announce it."""
    entries: list[Entry] = []
    intro: list[Piece] = []
    _gather(row, entries, intro)
    words = [piece for piece in intro if piece.kind == "prose"]
    entries[0].more[:0] = [piece for piece in intro if piece.kind != "prose"]
    made = paper_list(row.value["text"], words, entries, row.start)
    made.end = max(made.end, row.end)
    return made


def _gather(row: Piece, entries: list[Entry], intro: list[Piece]) -> None:
    """The papers below a topic; topics below it part them."""
    for piece in row.inside:
        for inner in piece.entries or (piece,):
            if inner.entry:
                entries.append(Entry.of(inner))
            elif inner.kind == "topic":
                _place(_words(inner, is_first=not entries), entries, intro)
                _gather(inner, entries, intro)
            else:
                _place(as_written(inner), entries, intro)


def _place(piece: Piece, entries: list[Entry], intro: list[Piece]) -> None:
    if entries:
        entries[-1].add_below(piece)
    else:
        intro.append(piece)


def _words(topic: Piece, *, is_first: bool) -> Piece:
    """A heading between papers; before the first, words of the introduction."""
    text = topic.value["text"]
    if is_first:
        html = f"<p>{escape(text, quote=False)}</p>"
        return Piece("prose", {"html": html}, topic.start, topic.start)
    return Piece("heading", {"text": text, "level": "4"}, topic.start, topic.start)
