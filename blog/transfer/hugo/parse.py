"""A raw record → a Document."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from blog.core.errors import SourceError
from blog.transfer.dialect import Dialect
from blog.transfer.document import AssetRef, Block, Document, Notice, Span, Thumbnail
from blog.transfer.entries import group_pieces
from blog.transfer.goldmark import make_parser, repair_mojibake
from blog.transfer.hugo.addresses import clean_address, permalink
from blog.transfer.hugo.dates import date_of_name, parse_date
from blog.transfer.hugo.front_matter import FrontMatter, read_front_matter, with_params
from blog.transfer.hugo.known_shortcodes import ShortcodeMarks
from blog.transfer.hugo.languages import guess_language
from blog.transfer.hugo.read import RawRecord
from blog.transfer.hugo.shortcodes import mark_shortcodes
from blog.transfer.hugo.site import HugoSite
from blog.transfer.markdown import MarkdownReader
from blog.transfer.pieces import Piece

SOURCE = "hugo"
_POST_TYPES = frozenset({"post", "posts", "blog", "news", "articles", "article"})
_NO_CATEGORIES = frozenset({"uncategorized", "uncategorised", "sin categoría", "sense categoria"})
_FORMER_ADDRESSES = (
    "alias", "blogger_permalink", "permalink", "former_url", "old_url", "wordpress_url", "link_old",
    "redirect_from",
)  # fmt: skip
_UNREAD = object()


def parse_record(record: RawRecord, site: HugoSite) -> Document:
    """Never raises: what keeps the post out is an error among the Document's notices."""
    try:
        if record.problem:
            raise SourceError(record.problem[0], where=record.path, mend=record.problem[1])
        _check_text(record)
        front = read_front_matter(record.source, record.path)
        return _Parser(record, site, front).document()
    except SourceError as error:
        notice = Notice("error", error.where or record.path, error.what, error.mend)
        return _empty(record, site, (notice,))


def _check_text(record: RawRecord) -> None:
    try:
        text = record.source.decode("utf-8")
    except UnicodeDecodeError as error:
        line = record.source.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"the file is not UTF-8: byte {error.start} is 0x{record.source[error.start]:02x}.",
            where=f"{record.path}, line {line}",
            mend="Save it as UTF-8.",
        ) from error
    if "\x00" in text:
        raise SourceError(
            "the file holds NUL bytes.", where=record.path, mend="It is no text file."
        )


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
        self.values = with_params(front.values)
        self.notices: list[Notice] = []
        self.path = record.unlocalised or record.source_id
        self.undated = False
        self.cached_date: Any = _UNREAD
        self.assets: dict[str, AssetRef] = {}
        self.unknown: list[str] = []
        self.head = record.source[: front.body_start].decode("utf-8")
        self.text = record.source[front.body_start :].decode("utf-8")
        self.first_line = self.head.count("\n") + 1

    def document(self) -> Document:
        kind = self._kind()
        body = tuple(self._blocks())
        thumbnail = self._thumbnail()
        title = self._text("title") or self._fallback_title()
        date = self._dated()
        return Document(
            source=SOURCE,
            source_id=self.record.source_id,
            path=self.record.path,
            kind=kind,
            title=title,
            address=self._address(),
            date=date,
            language=self._language(),
            draft=self._is_draft(),
            authors=self._authors(),
            categories=self._categories(),
            standfirst=self._text("description") or self._text("summary"),
            thumbnail=thumbnail,
            aliases=self._aliases(),
            body=body,
            front_matter=self.front.values,
            front_matter_spans=self.front.spans,
            source_bytes=self.record.source,
            assets=tuple(self.assets.values()),
            notices=tuple(self.notices),
            reading=self.site.dialect.to_json(),
            unknown_shortcodes=tuple(self.unknown),
            guid=self._guid(),
        )

    def _kind(self) -> Any:
        declared = self._text("type").lower()
        if declared:
            return "post" if declared in _POST_TYPES else "page"
        path = PurePosixPath(self.path)
        if path.stem == "_index":
            return "page"
        in_section = len(path.parts) > (2 if path.stem == "index" else 1)
        return "post" if in_section or self.values.get("date") else "page"

    def _text(self, key: str) -> str:
        value = self.values.get(key)
        if not isinstance(value, str | int | float) or isinstance(value, bool):
            return ""
        mended = repair_mojibake(str(value))
        if mended != str(value):
            self._warn_of_repair(self.front.lines.get(key, 1), str(value), mended)
        return mended.strip()

    def _names(self, *keys: str) -> tuple[str, ...]:
        found: list[str] = []
        for key in keys:
            value = self.values.get(key)
            items = value if isinstance(value, list) else [value] if value else []
            found += [" ".join(str(item).split()) for item in items if item is not None]
        return tuple(dict.fromkeys(name for name in found if name))

    def _authors(self) -> tuple[str, ...]:
        names: list[str] = []
        for key in ("author", "authors"):
            value = self.values.get(key)
            for item in value if isinstance(value, list) else [value]:
                name = item.get("name") if isinstance(item, dict) else item
                names += [" ".join(str(name).split())] if name else []
        return tuple(dict.fromkeys(names))

    def _categories(self) -> tuple[str, ...]:
        names = self._names("categories", "category", "tags")
        return tuple(name for name in names if name.casefold() not in _NO_CATEGORIES)

    def _is_draft(self) -> bool:
        return str(self.values.get("draft")).lower() == "true" or self.undated

    def _language(self) -> str:
        """As declared, else by file name or folder, else as the text itself speaks."""
        declared = self._text("language") or self._text("lang") or self.record.language
        if declared:
            return declared.split("-")[0].lower()
        return guess_language(f"{self._text('title')}\n{self.text}", self.site.language)

    def _fallback_title(self) -> str:
        path = PurePosixPath(self.path)
        name = path.parent.name if path.stem in ("index", "_index") else path.stem
        return name.replace("-", " ").strip().capitalize() or "Untitled"

    def _address(self) -> str:
        """Where Hugo serves the page, without the slashes at both ends."""
        url = self._text("url")
        if url:
            return clean_address(url)
        written = permalink(self.site, self.path, self._text("slug"), self._dated())
        prefix = self.site.language_prefix(self.record.language)
        return "/".join(part for part in (prefix, written) if part)

    def _aliases(self) -> tuple[str, ...]:
        """Every former address that the front matter knows, as paths or query strings."""
        here = f"/{self._address()}"
        found = []
        for alias in self._names("aliases", *_FORMER_ADDRESSES):
            alias = repair_mojibake(alias)
            # An alias without a slash before it counts from where the post is.
            own = alias if alias.startswith(("/", "?")) or "://" in alias else posixpath.join(
                posixpath.dirname(here), alias
            )  # fmt: skip
            found.append(own)
        for key in ("wordpress_id", "wp_id", "post_id"):
            number = self._text(key)
            if number.isdigit():
                found.append(f"/?p={number}")
        for slug in self._names("former_slug", "former_slugs", "old_slug", "_wp_old_slug"):
            found.append(posixpath.join(posixpath.dirname(here), slug))
        return tuple(dict.fromkeys(found))

    def _guid(self) -> str:
        """What the site's feed called the post: what it says itself, else Hugo's permalink."""
        own = self._text("guid")
        if own or not self.site.base_url.startswith(("http://", "https://")):
            return own[:500]
        return f"{self.site.base_url.rstrip('/')}/{quote(self._address())}/"[:500]

    def _date(self) -> dt.datetime | None:
        self.undated = False
        for key in ("date", "publishdate", "pubdate", "published", "lastmod", "modified"):
            text = self._text(key) or _iso(self.values.get(key))
            if not text:
                continue
            try:
                return parse_date(text)
            except ValueError as error:
                self._warn_of_date(key, text, str(error))
                return None
        return date_of_name(self.path)

    def _dated(self) -> dt.datetime | None:
        if self.cached_date is _UNREAD:
            self.cached_date = self._date()
        return self.cached_date

    def _warn_of_date(self, key: str, text: str, error: str) -> None:
        """The post comes in as a draft: its text is worth more than its day."""
        self.undated = True
        reason = "is not a date" if error == "not a date" else f"does not exist ({error})"
        self.notices.append(
            Notice(
                "warning",
                f"{self.record.path}, line {self.front.lines.get(key, 1)}",
                f"the {key} “{text}” {reason}; the post came in as a draft without a date.",
                "Write it as 2024-05-31 or 2024-05-31T21:50:20-07:00.",
            )
        )

    def _thumbnail(self) -> Thumbnail | None:
        for key in ("thumbnail", "cover", "featured_image", "featuredimage", "image", "images"):
            value = self.values.get(key)
            value = value[0] if isinstance(value, list) and value else value
            if isinstance(value, dict):
                src = value.get("src") or value.get("image") or value.get("url")
                alt = value.get("alt") or value.get("caption") or ""
            else:
                src, alt = value, ""
            if isinstance(src, str) and src.strip():
                self._note_asset(src.strip(), self.front.lines.get(key, 1))
                return Thumbnail(src.strip(), repair_mojibake(str(alt)))
        return None

    def _blocks(self) -> list[Block]:
        marked, shortcodes = mark_shortcodes(self.text)
        marks = ShortcodeMarks(shortcodes, self.site)
        parser = make_parser(self.dialect)
        reader = MarkdownReader(parser, marked, marks)
        pieces = group_pieces(reader.pieces())
        for line, before, after in reader.env.get("repairs", []):
            self._warn_of_repair(self.first_line + line, before, after)
        for shortcode in marks.unknown:
            self.unknown.append(shortcode.name)
            line = self.first_line + self.text.count("\n", 0, shortcode.start)
            self.notices.append(
                Notice(
                    "warning",
                    f"{self.record.path}, line {line}",
                    f"the shortcode “{shortcode.name}” is not known; it is kept as it is written.",
                    "Replace it in the editor when the post has come in.",
                )
            )
        for piece in pieces:
            self._note_assets(piece)
        return [Block(piece.kind, piece.value, self._span(piece)) for piece in pieces]

    @property
    def dialect(self) -> Dialect:
        own = self.values.get("math", self.values.get("katex"))
        site = self.site.dialect
        return replace(site, math=own) if isinstance(own, bool) else site

    def _span(self, piece: Piece) -> Span:
        start = self.front.body_start + len(self.text[: piece.start].encode())
        return Span(start, start + len(self.text[piece.start : piece.end].encode()))

    def _note_assets(self, piece: Piece) -> None:
        line = self.first_line + self.text.count("\n", 0, piece.start)
        waiting: list[tuple[str, Any]] = [(piece.kind, piece.value)]
        while waiting:
            kind, value = waiting.pop(0)
            if kind == "image":
                found = self.text.find(value["src"], piece.start, piece.end)
                exact = self.first_line + self.text.count("\n", 0, found) if found >= 0 else line
                self._note_asset(value["src"], exact)
            elif kind == "raw_html":
                for src in re.findall(r"""(?i)\bsrc\s*=\s*["']?(/[^"'\s>]+)""", value["html"]):
                    self._note_asset(src, line)
            elif kind == "paper_list":
                for entry in value["entries"]:
                    waiting += [(inner["kind"], inner["value"]) for inner in entry["more"]]
            elif kind == "paper":
                waiting += [(inner["kind"], inner["value"]) for inner in value["more"]]
            elif kind == "bonus_section":
                waiting += [(inner["kind"], inner["value"]) for inner in value["blocks"]]

    def _note_asset(self, address: str, line: int) -> None:
        if address in self.assets or address.startswith("data:"):
            return
        local = self.site.file_for(address, self.record.folder)
        remote = "://" in address or address.startswith("//")
        own = bool(self.site.base_url) and address.startswith(self.site.base_url)
        self.assets[address] = AssetRef(address, local, line)
        if local is None:
            what = (
                f"the picture {address} lies on another site and is not fetched."
                if remote and not own
                else f"the file {address} is missing."
            )
            self.notices.append(
                Notice(
                    "warning",
                    f"{self.record.path}, line {line}",
                    what,
                    "The post comes in with a frame in its place; choose a picture there.",
                )
            )

    def _warn_of_repair(self, line: int, before: str, after: str) -> None:
        self.notices.append(
            Notice(
                "warning",
                f"{self.record.path}, line {line}",
                f"wrongly decoded text was repaired: “{_around(before, after)}” is now "
                f"“{_around(after, before)}”.",
                "Nothing to do, if this reads right.",
            )
        )


def _around(text: str, other: str) -> str:
    """The word of `text` in which it first differs from `other`."""
    at = next((i for i, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), 0)
    start = text.rfind(" ", 0, at) + 1
    end = text.find(" ", at)
    return text[start : end if end > 0 else len(text)][:60]


def _iso(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date | dt.datetime) else ""
