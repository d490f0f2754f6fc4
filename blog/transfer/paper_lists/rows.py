"""Lists, tables and definition lists whose items may be papers. No Django."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from textwrap import dedent
from typing import Any

from lxml import html
from markdown_it.token import Token

from blog.core.addresses import host_of
from blog.transfer.paper_lists.entry_links import HOSTS
from blog.transfer.paper_lists.facts import with_facts
from blog.transfer.paper_lists.headings import titled
from blog.transfer.paper_lists.item_lines import read_line
from blog.transfer.paper_lists.lines import Line, line_of, line_of_prose
from blog.transfer.paper_lists.paper_addresses import is_paper_address
from blog.transfer.paper_lists.paper_names import listed_names
from blog.transfer.reading.pieces import EntryLine, Piece
from blog.transfer.reading.structures import top_level

_MAY_LEAD = re.compile(r"(?i)arxiv|doi|\[\[?(?:paper|pdf|preprint|link|article)")
_MAY_NAME = re.compile(r"\*\*|__|^[*_“\"«]|\bet\.? al\b|\b(?:19|20)\d\d\b")
_FEWEST_ROWS, _MOST_ROWS = 3, 2000


@dataclass(frozen=True, slots=True)
class ItemReader:
    """How the reader of a text reads what stands in an item, or an item as a list of its own."""

    env: dict[str, Any]
    place: Callable[[Token], tuple[int, int]]
    blocks: Callable[[list[Token]], list[Piece]]
    list_of_one: Callable[[list[Token]], Piece]

    def inside(self, blocks: Iterable[list[Token]]) -> list[Piece]:
        return [piece for block in blocks for piece in self.blocks(block)]


def list_rows(group: list[Token], reader: ItemReader) -> tuple[Piece, ...]:
    """One heading-like piece an item: with the paper that it announces and what else it holds
    inside; a topic with the papers below it inside; or, as `plain`, other words. None where no
    item is a paper."""
    first = int(group[0].attrGet("start") or 1)
    is_ordered = group[0].type == "ordered_list_open"
    items = top_level(group[1:-1])
    is_likely = len(items) <= _MOST_ROWS and _may_list_papers(group, len(items))
    rows = [_item(item, reader) for item in items] if is_likely else []
    if not any(rows):
        return ()
    shown = []
    for at, (item, row) in enumerate(zip(items, rows, strict=True)):
        if row is None or (row.entry and not row.entry.weight):
            opening = group[0].copy(map=item[0].map)
            plain = reader.list_of_one([opening, *item, group[-1]])
            row = replace(
                row or Piece("heading", {"text": ""}, plain.start, plain.end), plain=plain
            )
        if row.entry and is_ordered and row.entry.number is None:
            row = replace(row, entry=replace(row.entry, number=first + at))
        shown.append(row)
    return tuple(shown)


def _may_list_papers(group: list[Token], count: int) -> bool:
    """A first look, because most lists are of other things: a link to a paper, or in half of the items
    something set apart, a year, or authors as references have them."""
    texts = [token for token in group if token.type == "inline"]
    if any(_MAY_LEAD.search(token.content) or _leads(token) for token in texts):
        return True
    return 2 * sum(bool(_MAY_NAME.search(token.content)) for token in texts) >= count


def _leads(inline: Token) -> bool:
    links = (token for token in inline.children or [] if token.type == "link_open")
    return any(is_paper_address(str(token.attrGet("href") or "")) for token in links)


def _item(item: list[Token], reader: ItemReader) -> Piece | None:
    blocks = top_level(item[1:-1])
    if not blocks or blocks[0][0].type != "paragraph_open":
        return None
    start, end = reader.place(item[0])
    children = blocks[0][1].children or []
    line = line_of(_without_task(children), reader.env)
    pictures: list[Piece] = []
    if line is None:
        parts = [part for piece in reader.blocks(blocks[0]) for part in piece.parts]
        texts = [part for part in parts if part.head is not None]
        line = texts[0].head if texts else None
        pictures = [part for part in parts if not texts or part is not texts[0]]
    if line is None:
        return None
    inside = [*pictures, *reader.inside(blocks[1:])]
    return _section(line, inside, start, end)


def _section(line: Line, inside: list[Piece], start: int, end: int) -> Piece | None:
    """A paper with what is said of it, or a topic with its papers."""
    entry = read_line(line)
    text = line.plain(0, len(line.text))
    if entry is None or not (entry.url or entry.weight):
        topic = [piece for piece in inside if _papers_below(piece)]
        if topic and len(text.split()) <= 12 and all(_are_papers(piece) for piece in topic):
            return Piece("topic", {"text": text.rstrip(": ")}, start, end, inside=tuple(inside))
    if entry is None or not entry.url:
        base = entry or titled(text)
        if base is None:
            return None
        filled, rest = with_facts(base, inside)
        if not filled.url and entry is None:
            return None
        if filled.url:
            entry, inside = filled, rest
    if entry is None or not (entry.url or entry.weight) or _leads_to_code(entry):
        return None
    inside = [_dedented(piece) for piece in inside]
    return Piece("heading", {"text": entry.title}, start, end, entry=entry, inside=tuple(inside))


def _leads_to_code(entry: EntryLine) -> bool:
    """ "[Our tool](https://github.com/…)" is no paper, whatever it is called."""
    return not entry.weight and host_of(entry.url) in HOSTS


def _are_papers(piece: Piece) -> bool:
    papers = [entry for entry in _papers_below(piece) if entry.weight >= 2]
    return 2 * len(papers) > len(piece.entries)


def _papers_below(piece: Piece) -> list[EntryLine]:
    """Those of a list, and of the topics in it."""
    papers = [row.entry for row in piece.entries if row.entry]
    below = [inner for row in piece.entries if row.kind == "topic" for inner in row.inside]
    return papers + [entry for inner in below for entry in _papers_below(inner)]


def _dedented(piece: Piece) -> Piece:
    """Markdown that stood inside of an item, as it stands on its own."""
    if piece.kind != "markdown":
        return piece
    source = piece.value["source"]
    first, newline, rest = source.partition("\n")
    return replace(piece, value={"source": first.lstrip() + newline + dedent(rest)})


def _without_task(children: list[Token]) -> list[Token]:
    """A box that is ticked or not says nothing of a paper."""
    if children and children[0].type == "text" and re.match(r"\[[ xX]\] ", children[0].content):
        head = children[0].copy(content=children[0].content[4:])
        return [head, *children[1:]]
    return children


def definition_rows(group: list[Token], reader: ItemReader) -> tuple[Piece, ...]:
    rows: list[Piece] = []
    parts = top_level(group[1:-1])
    at = 0
    while at < len(parts):
        if parts[at][0].type != "dt_open":
            return ()
        end = at + 1
        inside: list[Piece] = []
        while end < len(parts) and parts[end][0].type == "dd_open":
            inside += reader.inside(top_level(parts[end][1:-1]))
            end += 1
        line = line_of(parts[at][1].children or [], reader.env)
        row = _section(line, inside, *reader.place(group[0])) if line else None
        if row is None or row.entry is None:
            return ()
        rows.append(row)
        at = end
    return tuple(rows)


_TITLES = re.compile(
    r"(?i)\b(?:title|paper|article|name|work|publication|titre|t[ií]tulo|titel|titolo)s?\b|論文|タイトル|题目|标题|论文|제목|논문"
)
_AUTHORS = re.compile(r"(?i)\b(?:authors?|auteurs?|autor(?:es|en|i|s)?|by|who)\b|著者|作者|저자")
_YEARS = re.compile(r"(?i)^\W*(?:year|published|année|año|jahr|anno|ano|年|연도)\W*$")
_VENUES = re.compile(
    r"(?i)\b(?:venue|conference|journal|where|published in|conf\.?|会議|会议|学会)"
)
_RANKS = re.compile(r"(?i)^\W*(?:#|no\.?|nr\.?|n[º°]|rank|rang|id|番号|number|)\W*$")
_NOTES = re.compile(
    r"(?i)\b(?:notes?|comments?|remarks?|summary|why|tl;?dr|commentary|description|thoughts|takeaways?|notas?|kommentar\w*|remarques?)\b|コメント|メモ|备注"
)


def table_rows(cells: list[list[Line]], start: int, end: int) -> tuple[Piece, ...]:
    """One entry a row: columns are known by their headings, the title's also by its links."""
    table = [row for row in cells if any(cell.text.strip() for cell in row)]
    if not _FEWEST_ROWS <= len(table) <= _MOST_ROWS:
        return ()
    head, *rows = table
    names = [cell.plain(0, len(cell.text)) for cell in head]
    title = _title_column(names, rows)
    entries = [_row_entry(names, row, title) for row in rows] if title is not None else []
    return tuple(
        Piece("heading", {"text": entry.title}, start, end, entry=entry)
        for entry in entries
        if entry and all(entries)
    )


def table_cells(group: list[Token], env: dict[str, Any]) -> list[list[Line]]:
    """The lines of a table, its heading first; none where prose cannot hold a cell."""
    rows: list[list[Line]] = []
    for at, token in enumerate(group):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            cell = line_of(group[at + 1].children or [], env)
            if cell is None:
                return []
            rows[-1].append(cell)
    return rows


def html_table_cells(source: str) -> list[list[Line]]:
    """The same of a table in HTML; none where cells span several."""
    table = html.fragment_fromstring(source, create_parent="div").find(".//table")
    if table is None or table.xpath(".//*[@colspan or @rowspan] | .//table"):
        return []
    return [
        [_cell_line(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")
    ]


def _cell_line(cell: html.HtmlElement) -> Line:
    inner = "".join(html.tostring(child, encoding="unicode") for child in cell)
    return line_of_prose(f"<p>{escape(cell.text or '', quote=False)}{inner}</p>")


def _title_column(names: Sequence[str], rows: Sequence[Sequence[Line]]) -> int | None:
    """The column that is called so; else the first in which most cells link to papers by title."""

    def links(at: int) -> int:
        entries = [read_line(row[at]) for row in rows if at < len(row)]
        return sum(entry is not None and entry.weight >= 2 for entry in entries)

    called = [at for at, name in enumerate(names) if _TITLES.search(name)]
    called = [at for at in called if any(_words(row, at) > 1 for row in rows)]
    if called:
        return max(called, key=lambda at: (links(at), -at))
    linked = [at for at in range(len(names)) if links(at) * 5 >= len(rows) * 4]
    return linked[0] if linked else None


def _words(row: Sequence[Line], at: int) -> int:
    return len(row[at].text.split()) if at < len(row) else 0


def _row_entry(names: Sequence[str], row: Sequence[Line], title: int) -> EntryLine | None:
    if title >= len(row) or not row[title].text.strip():
        return None
    cell = row[title]
    text = cell.plain(0, len(cell.text))
    entry = read_line(cell, is_title=True) or EntryLine(text, "")
    notes = [entry.note] if entry.note else []
    for at, (name, line) in enumerate(zip(names, row, strict=False)):
        if at == title or not line.text.strip():
            continue
        entry, note = _with_cell(entry, name, line)
        notes += [note] if note else []
    return replace(entry, note="<br/>".join(notes), form="table")


def _with_cell(entry: EntryLine, name: str, line: Line) -> tuple[EntryLine, str]:
    """The entry with what one cell says; and what of it stays text."""
    text = line.plain(0, len(line.text))
    year = re.fullmatch(r"\D{0,12}?((?:19|20)\d\d)(?:[-/.]\d{1,2}){0,2}", text)
    if _AUTHORS.search(name) and not entry.authors:
        return _with_authors(entry, line)
    if _YEARS.match(name) and year:
        return replace(entry, year=year[1]), ""
    if _RANKS.match(name) and text.strip(" .#").isdigit() and len(text) < 6:
        return replace(entry, number=int(text.strip(" .#"))), ""
    if _VENUES.search(name) and len(text) <= 120 and not line.links:
        return replace(entry, venue=text), ""
    base = replace(entry, weight=entry.weight or 1)
    filled, rest = with_facts(base, [_paragraph(line)])
    if filled is not base and not rest:
        is_same = filled.weight == 1 and not entry.weight
        return replace(filled, weight=entry.weight if is_same else filled.weight), ""
    shown = line.prose([(0, len(line.text))])
    return entry, shown if _NOTES.search(
        name
    ) or not name else f"<i>{escape(name, quote=False)}:</i> {shown}"


def _with_authors(entry: EntryLine, line: Line) -> tuple[EntryLine, str]:
    return replace(entry, authors=listed_names(line.text), weight=entry.weight or 1), ""


def _paragraph(line: Line) -> Piece:
    value = {"html": f"<p>{line.prose([(0, len(line.text))])}</p>"}
    return Piece("prose", value, 0, 0, head=line)
