"""Pieces → Blocks: paper lists with their entries, bonus sections, and everything else as it is.

No Django.
"""

from __future__ import annotations

from dataclasses import replace

from blog.core.prose import plain_text
from blog.transfer.paper_lists.announcements import Hint, hint_of, is_bonus, opens_list
from blog.transfer.paper_lists.blocks import bonus_section, with_list
from blog.transfer.paper_lists.decisions import Offer, PaperReading
from blog.transfer.paper_lists.entry_values import Entry
from blog.transfer.paper_lists.headings import BOLD_LEVEL
from blog.transfer.paper_lists.paper_addresses import is_paper_address
from blog.transfer.paper_lists.paragraphs import with_announcements
from blog.transfer.paper_lists.runs import Run, read_run
from blog.transfer.paper_lists.topics import lines_of, topic_list
from blog.transfer.paper_lists.verdicts import (
    Verdict,
    judge_headings,
    judge_items,
    judge_paragraphs,
)
from blog.transfer.reading.marked import Stretch, stretches
from blog.transfer.reading.pieces import EntryLine, Piece, as_written, merge_prose, places_of


def group_pieces(pieces: list[Piece], reading: PaperReading | None = None) -> list[Piece]:
    """Top-level pieces, where a paper list or bonus section is one piece with all it holds."""
    reading = reading or PaperReading()
    grouped: list[Piece] = []
    for stretch in stretches(pieces):
        if stretch.marker and stretch.marker.value["name"] == "text":
            grouped += [as_written(piece) for piece in stretch.pieces]
        elif stretch.marker:
            grouped.append(_marked(stretch, reading))
        elif reading.mode == "off":
            grouped += [as_written(piece) for piece in stretch.pieces]
        else:
            grouped += _Grouping(stretch.pieces, reading).grouped()
    return merge_prose(grouped)


def _marked(stretch: Stretch, reading: PaperReading) -> Piece:
    """What our own export marked: nothing is guessed."""
    marker, pieces = stretch.marker, stretch.pieces
    assert marker is not None
    first = next((at for at, piece in enumerate(pieces) if piece.entry), len(pieces))
    entries = read_run(pieces, first, exact=True).entries if first < len(pieces) else []
    if marker.value["name"] == "paper" and entries:
        paper = entries[0].piece()
        return Piece("paper", paper.value, marker.start, stretch.end, inner=paper.inner)
    has_heading = bool(pieces) and pieces[0].kind == "heading" and not pieces[0].entry
    heading = pieces[0].value["text"] if has_heading else ""
    if marker.value["name"] == "section":
        blocks = group_pieces(pieces[1:] if has_heading else pieces, reading)
        inside = [{"kind": piece.kind, "value": piece.value} for piece in blocks]
        value = {"heading": heading, "blocks": inside}
        return Piece("bonus_section", value, marker.start, stretch.end, inner=places_of(blocks))
    intro = [piece for piece in pieces[:first] if piece.kind == "prose"]
    papers = [entry.piece() for entry in entries]
    value = {
        "heading": heading,
        "intro": "".join(piece.value["html"] for piece in intro),
        "ranked": marker.value["ranked"],
        "expected_count": marker.value["expected_count"],
        "entries": [paper.value for paper in papers],
    }
    return Piece("paper_list", value, marker.start, stretch.end, inner=places_of(papers))


class _Grouping:
    """One pass over pieces that no marker parts.

    A line that may be a heading is taken for one while anything depends on it, and put back after.
    """

    def __init__(self, written: list[Piece], reading: PaperReading) -> None:
        self.reading = reading
        self.pieces = with_announcements(written)
        self.out: list[Piece] = []
        self.above: list[Piece] = []
        self.levels: set[int] = set()
        self.judged_until = self.items_until = 0

    def grouped(self) -> list[Piece]:
        at = 0
        while at < len(self.pieces):
            at = self._step(at)
        return [as_written(piece) for piece in self.out]

    def _step(self, at: int) -> int:
        piece = self.pieces[at]
        if self._is_bonus(at):
            return self._bonus(at)
        if piece.kind == "heading" and piece.entry and at >= self.judged_until:
            return self._run(at)
        if piece.entries and at >= self.items_until:
            return self._items(at)
        if piece.folded:
            self.out.append(self._unfolded(piece))
            return at + 1
        if piece.kind == "heading" and not piece.entry:
            while self.above and self.above[-1].level >= piece.level:
                self.above.pop()
            self.above.append(piece)
        self.out.append(piece)
        return at + 1

    def _hint(self) -> Hint:
        headings = [str(piece.value["text"]) for piece in reversed(self.above)]
        return hint_of([*headings, self.reading.title])

    def _decided(self, verdict: Verdict, titles: list[str], start: int, end: int) -> bool:
        """Whether it becomes a list; what a person should decide is noted."""
        if verdict == "list" and self.reading.mode == "auto":
            return True
        if verdict and self.reading.mode == "all":
            return True
        if verdict:
            heading = str(self.above[-1].value["text"]) if self.above else ""
            self.reading.offers.append(Offer(heading, tuple(titles), start, end))
        return False

    def _unfolded(self, piece: Piece) -> Piece:
        """HTML that is one list of papers and nothing else."""
        inner = _Grouping(list(piece.folded), PaperReading(self.reading.title, self.reading.mode))
        inner.above = list(self.above)
        blocks = inner.grouped()
        if len(blocks) == 1 and blocks[0].kind == "paper_list":
            inner_places = dict.fromkeys(blocks[0].inner, piece.start)
            value = blocks[0].value
            return Piece("paper_list", value, piece.start, piece.end, inner=inner_places)
        made = [
            Offer(block.value["heading"], tuple(entry["title"] for entry in block.value["entries"]))
            for block in blocks
            if block.kind == "paper_list"
        ]
        for offer in (*made, *inner.reading.offers):
            self.reading.offers.append(replace(offer, start=piece.start, end=piece.end))
        return piece

    def _run(self, at: int) -> int:
        run = read_run(self.pieces, at)
        level = self.pieces[at].level
        judge = judge_paragraphs if level == BOLD_LEVEL else judge_headings
        lines = [entry.line for entry in run.entries]
        verdict = judge(lines, self._hint(), beside=level in self.levels)
        titles = [line.title for line in lines]
        if self._decided(verdict, titles, run.entries[0].start, run.entries[-1].end):
            self.levels.add(level)
            self.out = with_list(self.out, run.entries, level)
            return run.end
        self.judged_until = run.end
        self.out.append(self.pieces[at])
        return at + 1

    def _items(self, at: int) -> int:
        piece = self.pieces[at]
        run = self._single_items(at)
        lines: list[EntryLine | None] = (
            [entry.line for entry in run.entries] if run else lines_of(piece)
        )
        hint = self._hint()
        before = self.pieces[at - 1] if at else None
        if before and before.kind == "prose" and opens_list(plain_text(before.value["html"])):
            hint = "papers"
        verdict = judge_items(lines, hint, beside=0 in self.levels)
        titles = [line.title for line in lines if line]
        end = run.entries[-1].end if run else piece.end
        if not self._decided(verdict, titles, piece.start, end):
            self.items_until = run.end if run else at + 1
            self.out.append(piece)
            return at + 1
        self.levels.add(0)
        if run:
            self.out = with_list(self.out, run.entries, BOLD_LEVEL + 1)
            return run.end
        self._add_rows(piece, hint)
        return at + 1

    def _single_items(self, at: int) -> Run | None:
        """Several lists of one item each, with what is said between them."""
        if len(self.pieces[at].entries) != 1 or not self.pieces[at].entries[0].entry:
            return None
        entries: list[Entry] = []
        index = at
        while index < len(self.pieces) and self.pieces[index].kind != "heading":
            piece = self.pieces[index]
            if len(piece.entries) > 1 or (piece.entries and not piece.entries[0].entry):
                break
            if piece.entries:
                entries.append(Entry.of(piece.entries[0]))
            else:
                entries[-1].add(as_written(piece))
            index += 1
        return Run(entries, index)

    def _add_rows(self, piece: Piece, hint: Hint) -> None:
        """Lists of papers, parted by topics and by items that are none; those of a list with numbers
        stay between its entries."""
        waiting: list[Entry] = []
        level = BOLD_LEVEL + 1
        is_numbered = all(row.entry is None or row.entry.number for row in piece.entries)
        for row in piece.entries:
            if row.entry and (row.entry.weight or not row.plain or hint == "papers"):
                waiting.append(Entry.of(row))
            elif waiting and is_numbered and row.kind != "topic":
                waiting[-1].add_below(as_written(row))
            else:
                self.out = with_list(self.out, waiting, level) if waiting else self.out
                self.out.append(topic_list(row) if row.kind == "topic" else as_written(row))
                waiting, level = [], 0
        self.out = with_list(self.out, waiting, level) if waiting else self.out

    def _is_bonus(self, at: int) -> bool:
        piece = self.pieces[at]
        if piece.kind != "heading" or piece.entry or not is_bonus(piece.value["text"]):
            return False
        inside = self.pieces[at + 1 : self._section_end(at)]
        if self.reading.mode == "propose":
            return False
        return piece.plain is None or any(other.entry or other.entries for other in inside)

    def _section_end(self, at: int) -> int:
        level = self.pieces[at].level
        for index in range(at + 1, len(self.pieces)):
            other = self.pieces[index]
            if other.kind == "heading" and other.level and other.level <= level and not other.entry:
                return index
        return len(self.pieces)

    def _bonus(self, at: int) -> int:
        end = self._section_end(at)
        inside = _items_as_papers([as_written(piece) for piece in self.pieces[at + 1 : end]])
        self.out.append(bonus_section(self.pieces[at], group_pieces(inside, self.reading)))
        return end


def _items_as_papers(pieces: list[Piece]) -> list[Piece]:
    """Lists whose items are links to papers become papers. What follows a list of one item is what
    is said of it; what follows a longer list belongs to the section."""
    papers: list[Piece] = []
    open_entry: Entry | None = None
    for piece in pieces:
        rows = [row for row in piece.entries if _is_paper(row)]
        if piece.entries and len(rows) == len(piece.entries):
            papers += [open_entry.piece()] if open_entry else []
            entries = [Entry.of(row) for row in rows]
            open_entry = entries.pop() if len(entries) == 1 else None
            papers += [entry.piece() for entry in entries]
        elif open_entry and piece.kind != "heading":
            open_entry.add(as_written(piece))
        else:
            papers += [open_entry.piece()] if open_entry else []
            open_entry = None
            papers.append(piece)
    return [*papers, open_entry.piece()] if open_entry else papers


def _is_paper(row: Piece) -> bool:
    return row.entry is not None and is_paper_address(row.entry.url)
