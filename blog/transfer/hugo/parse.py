"""A raw record → a Document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import PurePosixPath

from blog.core.errors import SourceError
from blog.core.text import decoded, encoded, writable
from blog.transfer.document import Block, Document, Notice, PaperOffer, Span
from blog.transfer.hugo.data_pages import data_pieces, is_data_page
from blog.transfer.hugo.dead_links import dead_link_notices
from blog.transfer.hugo.front_matter import FrontMatter, cleaned
from blog.transfer.hugo.known_shortcodes import ShortcodeMarks
from blog.transfer.hugo.liquid import find_liquid, unread_liquid
from blog.transfer.hugo.loose_front_matter import front_matter_of
from blog.transfer.hugo.metadata import Metadata
from blog.transfer.hugo.noted_assets import NotedAssets
from blog.transfer.hugo.publication_pages import (
    files_line,
    is_publication,
    publication_entry,
)
from blog.transfer.hugo.read import HTML_ENDINGS, RawRecord, check_text
from blog.transfer.hugo.shortcodes import Shortcode, mark_shortcodes
from blog.transfer.hugo.site import HugoSite
from blog.transfer.hugo.unread_settings import unread_in_page
from blog.transfer.hugo.wording import (
    removed_signs_notice,
    repair_notice,
    unknown_shortcode_notice,
    unread_liquid_notice,
    unread_shortcode_notice,
)
from blog.transfer.paper_lists.decisions import PaperReading
from blog.transfer.paper_lists.entries import group_pieces
from blog.transfer.paper_lists.folded import may_hold_papers, split_details
from blog.transfer.paper_lists.rows import html_table_cells, table_rows
from blog.transfer.reading.dialect import Dialect
from blog.transfer.reading.goldmark import make_parser
from blog.transfer.reading.heading_ids import Target, ids_of, moved_places, placed_ids
from blog.transfer.reading.html_reader import HtmlReader
from blog.transfer.reading.lines import fits, with_single_lines
from blog.transfer.reading.markdown import MarkdownReader
from blog.transfer.reading.pieces import Piece, merge_prose

SOURCE = "hugo"
_DEEPEST = 8
UNREADABLE = "our reader failed on this file"


def parse_record(record: RawRecord, site: HugoSite) -> Document:
    """Never raises: what keeps the post out is an error among the Document's notices."""
    try:
        if record.problem:
            raise SourceError(record.problem[0], where=record.path, mend=record.problem[1])
        check_text(record)
        front = front_matter_of(record.source, record.path)
        return _Parser(record, site, front).document()
    except SourceError as error:
        notice = Notice("error", error.where or record.path, error.what, error.mend)
        return _empty(record, site, (notice,))
    except Exception as error:  # a post that our reader trips over never stops the others
        what = f"{UNREADABLE} ({type(error).__name__}: {error})."
        mend = "Please report it with the file, and write the post in the editor meanwhile."
        return _empty(record, site, (Notice("error", record.path, what, mend),))


def _empty(record: RawRecord, site: HugoSite, notices: tuple[Notice, ...]) -> Document:
    return Document(
        source=SOURCE,
        source_id=record.source_id,
        path=record.path,
        kind="post",
        title=PurePosixPath(record.source_id).stem,
        address="",
        date=None,
        language=site.language,
        draft=True,
        source_bytes=record.source,
        notices=notices,
    )


class _Parser:
    """Reads one file; gathers what it refers to and what a person should know."""

    def __init__(self, record: RawRecord, site: HugoSite, front: FrontMatter) -> None:
        self.record, self.site, self.front = record, site, front
        self.notices: list[Notice] = []
        self.unknown: list[str] = []
        self.links: list[tuple[int, str]] = []
        self.depth_notices: list[str] = []
        self.anchors: dict[str, list[str]] = {}
        self.written = decoded(record.source[front.body_start :])
        # As Hugo shows a byte that is no UTF-8; one sign for one, so that places stay.
        self.text = re.sub("[\udc80-\udcff]", "\ufffd", self.written)
        self.first_line = record.source.count(b"\n", 0, front.body_start) + 1
        self.assets = NotedAssets(record, site, self.text, self.first_line, self.notices)
        self.meta = Metadata(record, site, front, self.text)
        self.papers = PaperReading(mode=site.papers_of(record.path))
        if self.is_html and (title := re.search(r"(?is)<title>(.*?)</title>", self.text)):
            self.meta.values.setdefault("title", unescape(title[1]).strip())
        self.papers.title = str(self.meta.values.get("title") or "")

    def document(self) -> Document:
        meta = self.meta
        body = tuple(self._blocks())
        if is_publication(meta.values, meta.path, self.record) and not any(
            block.kind in ("paper", "paper_list") for block in body
        ):
            first = self._publication()
            meta.values["title"] = meta.values.get("title") or first[0].value["title"]
            body = (*first, *body)
            self.anchors = moved_places(self.anchors, len(first))
        elif not body and is_data_page(meta.path, str(meta.values.get("type") or "")):
            body = tuple(self._data())
        self.notices += unread_in_page(meta.values, self.front.lines, self.record.path)
        thumbnail = meta.thumbnail()
        if thumbnail:
            line = self.front.lines.get(meta.thumbnail_key, 1)
            self.assets.note(thumbnail.src, line)
        values = {
            "kind": meta.kind(),
            "title": meta.title(),
            "address": meta.address(),
            "date": meta.date(),
            "changed": meta.changed(),
            "language": meta.language(),
            "draft": meta.is_draft(),
            "authors": meta.authors(),
            "categories": meta.categories(),
            "series": meta.series(),
            "standfirst": meta.standfirst(),
            "aliases": meta.aliases(),
            "guid": meta.guid(),
            **meta.visibility(),
        }
        self.notices += dead_link_notices(self.links, self.site, self.record, values["address"])
        return Document(
            **values,
            source=SOURCE,
            source_id=self.record.source_id,
            path=self.record.path,
            thumbnail=thumbnail,
            body=body,
            front_matter=self.front.values,
            front_matter_spans=self.front.spans,
            source_bytes=self.record.source,
            assets=tuple(self.assets.refs.values()),
            notices=tuple(dict.fromkeys((*self.notices, *meta.notices))),
            reading=self.site.reading(self.record.language, self.record.path),
            unknown_shortcodes=tuple(self.unknown),
            offers=tuple(self._offers()),
            anchors=self.anchors,
        )

    def _offers(self) -> Iterator[PaperOffer]:
        for offer in self.papers.offers:
            place = Piece("", {}, offer.start, offer.end)
            yield PaperOffer(
                offer.heading, offer.titles, None if self.is_html else self._span(place)
            )

    def _blocks(self) -> list[Block]:
        self._note_removed_signs()
        marked, shortcodes = mark_shortcodes(self.text, find_liquid)
        marks = self._marks(shortcodes)
        self._note_liquid(shortcodes, marks)
        reader = self._reader(marked, marks)
        pieces = self._without_title([self._unfolded(piece) for piece in reader.pieces()])
        pieces = group_pieces(pieces, self.papers)
        for piece in pieces:
            piece.value = with_single_lines(piece.kind, piece.value)
            if not fits(piece.kind, piece.value) and not self.is_html:
                piece.value = {"source": self.text[piece.start : piece.end]}
                piece.kind = "markdown"
        targets = self._targets(reader, [] if self.is_html else shortcodes)
        self.anchors = placed_ids(ids_of(targets, self.dialect), pieces)
        for line, before, after in reader.env.get("repairs", []):
            self.notices.append(
                repair_notice(self.record.path, self.first_line + line, before, after)
            )
        self.links = [(self.first_line + line, href) for line, href in reader.env.get("links", [])]
        for shortcode in marks.unknown:
            self.unknown.append(shortcode.name)
            line = self._line(shortcode.start)
            self.notices.append(unknown_shortcode_notice(self.record.path, line, shortcode.name))
        self.notices += [
            unread_shortcode_notice(self.record.path, self._line(shortcode.start), shortcode)
            for shortcode in marks.unread
        ]
        for piece in pieces:
            self.assets.note_piece(piece, is_placed=not self.is_html)
        if self.depth_notices:
            self.unknown += self.depth_notices
        if self.is_html:
            return [Block(piece.kind, cleaned(piece.value)) for piece in pieces]
        return [Block(piece.kind, cleaned(piece.value), self._span(piece)) for piece in pieces]

    def _without_title(self, pieces: list[Piece]) -> list[Piece]:
        """A first heading that is the title stands above the text already."""
        first = pieces[0] if pieces else None
        is_title = first is not None and first.kind == "heading" and first.level == 1
        return pieces[1:] if is_title and self.meta.titled_by_heading() else pieces

    def _note_liquid(self, shortcodes: list[Shortcode], marks: ShortcodeMarks) -> None:
        read = [
            shortcode
            for number, shortcode in enumerate(shortcodes)
            if shortcode.liquid and (shortcode.name != "ref" or marks.text(number))
        ]
        for at, source in unread_liquid(self.text, read):
            line = self._line(at)
            self.notices.append(unread_liquid_notice(self.record.path, line, source))

    def _unfolded(self, piece: Piece) -> Piece:
        """HTML, and Markdown between `<details>`, with what it holds: it may be a list of papers."""
        source = str(piece.value.get("html") or piece.value.get("source") or "")
        if piece.kind not in ("raw_html", "markdown") or not may_hold_papers(source):
            return piece
        if re.match(r"(?i)\s*<table\b", source):
            rows = table_rows(html_table_cells(source), piece.start, piece.end)
            return replace(piece, entries=rows)
        marks = self._marks([])
        summary, inner = split_details(source)
        is_html = piece.kind == "raw_html"
        reader = HtmlReader(inner, marks) if is_html else self._reader(inner, marks)
        return replace(piece, folded=(*summary, *reader.pieces()))

    def _line(self, at: int) -> int:
        return self.first_line + self.text.count("\n", 0, at)

    def _note_removed_signs(self) -> None:
        front = {self.front.lines.get(key, 1) for key in self.front.cleaned}
        body = {
            number
            for number, line in enumerate(self.written.split("\n"), self.first_line)
            if writable(line) != line
        }
        for line in sorted(front | body):
            self.notices.append(removed_signs_notice(self.record.path, line))

    def _publication(self) -> list[Block]:
        """What front matter says of a paper stands before the text of its page."""
        meta, values = self.meta, self.meta.values
        date = meta.date()
        entry = publication_entry(
            values, meta.title(), str(date.year) if date else "", self.record, self.site
        )
        said = values.get("abstract") or meta.standfirst()
        pieces = self._marks([]).read_inner(str(said)) if said else []
        if all(piece.kind == "prose" for piece in pieces):
            entry["commentary"] = "".join(piece.value["html"] for piece in pieces)
        else:
            entry["more"] = [{"kind": piece.kind, "value": piece.value} for piece in pieces]
        place = Span(self.front.body_start, self.front.body_start)
        files = files_line(values, self.record, self.site)
        return [
            Block("paper", entry, place),
            *([Block("prose", {"html": files}, place)] if files else []),
        ]

    def _data(self) -> list[Block]:
        """What the front matter of an event, a talk or a project says, where nothing else does."""
        read_inner = self._marks([]).read_inner
        pieces = data_pieces(
            self.meta.values,
            self.record,
            self.site,
            read_inner,
            standfirst=self.meta.standfirst(),
        )
        place = Span(self.front.body_start, self.front.body_start)
        return [Block(piece.kind, piece.value, place) for piece in merge_prose(pieces)]

    def _marks(self, shortcodes: list[Shortcode], depth: int = 0) -> ShortcodeMarks:
        def read_inner(text: str) -> list[Piece]:
            if depth >= _DEEPEST:
                return [Piece("markdown", {"source": text}, 0, 0)]
            marked, inner = mark_shortcodes(text, find_liquid)
            marks = self._marks(inner, depth + 1)
            pieces = self._reader(marked, marks).pieces()
            self.depth_notices += [shortcode.name for shortcode in marks.unknown]
            return merge_prose([piece for piece in pieces if piece.kind != "marker"])

        return ShortcodeMarks(shortcodes, self.site, self.meta.values, read_inner, self.record)

    def _targets(
        self, reader: MarkdownReader, shortcodes: list[Shortcode], depth: int = 0
    ) -> list[Target]:
        """Also those in the text of shortcodes; what Hugo reads alone has ids of its own."""
        targets = reader.targets()
        for shortcode in shortcodes if depth < _DEEPEST else ():
            marked, inner = mark_shortcodes(shortcode.inner or "", find_liquid)
            if not marked.strip():
                continue
            inside = self._targets(self._reader(marked, self._marks(inner)), inner, depth + 1)
            alone = 0 if shortcode.source.startswith("{{%") else shortcode.start + 1
            targets += [
                replace(target, start=shortcode.start, alone=target.alone or alone)
                for target in inside
            ]
        return targets

    def _reader(self, marked: str, marks: ShortcodeMarks) -> MarkdownReader:
        if self.is_html:
            return HtmlReader(marked, marks)
        dialect = self.dialect
        return MarkdownReader(make_parser(dialect), marked, marks, emoji=dialect.emoji)

    @property
    def is_html(self) -> bool:
        return self.record.file.suffix.lower() in HTML_ENDINGS

    @property
    def dialect(self) -> Dialect:
        return self.site.dialect_in(self.record.language).for_page(self.meta.values)

    def _span(self, piece: Piece) -> Span:
        start = self.front.body_start + len(encoded(self.written[: piece.start]))
        return Span(start, start + len(encoded(self.written[piece.start : piece.end])))
