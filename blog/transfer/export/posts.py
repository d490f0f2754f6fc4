"""One page → its file in a Hugo site, with the pictures that it brings along."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from blog.papers.models import Paper
from blog.posts.blocks.pictures import EmbedBlock, EmbedValue
from blog.posts.models import PostPage
from blog.transfer.document import Block, block_from_json, block_to_json
from blog.transfer.export.fields import front_matter_changes, new_front_matter
from blog.transfer.export.from_page import (
    blocks_from_page,
    byline_names,
    fields_from_page,
    stream_at_source,
)
from blog.transfer.export.front_matter import edit_front_matter, write_front_matter
from blog.transfer.export.page_files import Copy, PageNames
from blog.transfer.export.picture_words import with_words_of_pictures
from blog.transfer.export.splice import Splicer
from blog.transfer.export.write_body import BodyWriter
from blog.transfer.hugo.loose_front_matter import front_matter_of
from blog.transfer.hugo.reread import Reader, bare_site
from blog.transfer.models import ImportRecord
from blog.transfer.reading.dialect import Dialect
from blog.transfer.writing.stream import from_stream

_MATH = 'embedtype=\\"math\\"'


@dataclass(frozen=True, slots=True)
class ExportedPage:
    """`state` is "untouched", "edited" or "new", `origin` the key of the source of an imported one."""

    path: str
    content: bytes
    state: str
    files: Mapping[str, Copy] = field(default_factory=dict)
    origin: int | None = None


def export_page(page: Any, record: ImportRecord | None, dialect: Dialect) -> ExportedPage:
    """The page as it stands in the object given, which may be a draft."""
    return _export_new(page, dialect) if record is None else _export_imported(page, record)


def source_path(path: str, folders: Iterable[str] = ()) -> str:
    """The path of an imported post below the root of a site with these folders of content."""
    known = ("content", *folders)
    return path if path.startswith(tuple(f"{name}/" for name in known)) else f"content/{path}"


def _export_imported(page: Any, record: ImportRecord) -> ExportedPage:
    known = record.reading or {}
    path = source_path(record.path, known.get("folders") or ())
    source = bytes(record.source_bytes)
    in_bundle = PurePosixPath(path).stem in ("index", "_index")
    folder = PurePosixPath(path).parent if in_bundle else PurePosixPath("static/images")
    names = PageNames(record.assets, folder, "" if in_bundle else "/images/")
    fields = _fields(page, names)
    # Most posts of most exports: nothing to merge, nothing to read again.
    if fields == record.imported_fields and record.imported_blocks == [
        block_to_json(block)
        for block in blocks_from_page(page, record.assets, record.origin.prefix)
    ]:
        return ExportedPage(path, source, "untouched", origin=record.origin_id)
    stored = from_stream(stream_at_source(page, record.origin.prefix), names)
    new = [_filled(block) for block in stored]
    old = [_filled(block_from_json({"span": None} | block)) for block in record.imported_blocks]
    front = front_matter_of(source, path)
    reading = Dialect.from_json(record.reading or {})
    shortcodes = (record.reading or {}).get("shortcodes") or {}
    writer = _writer(reading, front.values, names, shortcodes)
    body = Splicer(source, front.body_start, record.block_spans, old, new, writer).body()
    changes = front_matter_changes(
        front.values, record.imported_fields, fields, byline_names(page), known=known
    )
    content = edit_front_matter(source[: front.body_start] + body, changes)
    state = "untouched" if content == source else "edited"
    if state == "edited" and path.endswith((".html", ".htm")):
        # What an editor wrote is written as Markdown, which Hugo serves at the same address.
        path = str(PurePosixPath(path).with_suffix(".md"))
    return ExportedPage(path, content, state, names.files(), record.origin_id)


def _export_new(page: Any, dialect: Dialect) -> ExportedPage:
    folder = PurePosixPath("content/posts" if isinstance(page, PostPage) else "content") / page.slug
    names = PageNames({}, folder)
    content = new_page_text(page, dialect, names).encode()
    return ExportedPage(str(folder / "index.md"), content, "new", names.files())


def new_page_text(
    page: Any,
    dialect: Dialect,
    names: PageNames,
    *,
    without: re.Pattern[str] | None = None,
    more: Mapping[str, Any] = MappingProxyType({}),
) -> str:
    """Front matter, with `more` in it, and Markdown of the page alone, whatever it came from.
    For readers, `without` is taken out of HTML and Markdown that was kept word for word, and videos
    become links."""
    blocks = blocks_born_here(page, names)
    if without:
        blocks = [Block(**_for_readers(block.kind, block.value, without)) for block in blocks]
    values = new_front_matter(
        _fields(page, names), byline_names(page), is_post=isinstance(page, PostPage)
    )
    if not dialect.math and _MATH in _raw(page):
        values["math"] = True
    writer = _writer(dialect, values, names)
    return write_front_matter({**values, **more}) + "\n" + writer.document(blocks) + "\n"


def _for_readers(kind: str, value: Any, without: re.Pattern[str]) -> dict[str, Any]:
    if kind in ("raw_html", "markdown"):
        return {
            "kind": kind,
            "value": {name: without.sub("", text) for name, text in value.items()},
        }
    if kind == "embed":
        return {"kind": "prose", "value": {"html": _link_to_video(value)}}
    inner = {
        name: [
            {**item, **_for_readers(item["kind"], item["value"], without)} for item in value[name]
        ]
        for name in ("more", "blocks")
        if name in value
    }
    if "entries" in value:
        inner["entries"] = [
            _for_readers("paper", each, without)["value"] for each in value["entries"]
        ]
    return {"kind": kind, "value": {**value, **inner}}


def _link_to_video(value: Mapping[str, Any]) -> str:
    video = EmbedValue(EmbedBlock(), value.items())
    label = escape(value.get("title") or video.provider_name)
    caption = f"<p>{value['caption']}</p>" if value.get("caption") else ""
    return f'<p><a href="{escape(video.watch_url)}">{label}</a></p>{caption}'


def _raw(page: Any) -> str:
    return json.dumps(page.body.get_prep_value())


def _writer(
    dialect: Dialect,
    values: Mapping[str, Any],
    names: PageNames,
    shortcodes: Mapping[str, Any] | None = None,
) -> BodyWriter:
    dialect = dialect.for_page(values)
    return BodyWriter(dialect, Reader(bare_site(dialect, shortcodes)), names.address)


def blocks_born_here(page: Any, names: PageNames) -> list[Block]:
    """All that the page shows, also what it leaves to the records of its papers and pictures."""
    raw = with_words_of_pictures(page.body.get_prep_value())
    return [_filled(block) for block in from_stream(raw, names)]


def _fields(page: Any, names: PageNames) -> dict[str, Any]:
    fields = fields_from_page(page, names.assets)
    if isinstance(page, PostPage):
        fields["thumbnail"] = names.src(page.thumbnail_id, page.thumbnail_src)
    return fields


def _filled(block: Block) -> Block:
    """Paper entries with what the post leaves to the paper's record."""
    return Block(block.kind, _filled_value(block.kind, block.value), block.span)


def _filled_value(kind: str, value: Any) -> Any:
    if kind == "paper":
        return _filled_entry(value)
    if kind == "paper_list":
        return {**value, "entries": [_filled_entry(entry) for entry in value["entries"]]}
    if kind == "bonus_section":
        inside = [
            {"kind": item["kind"], "value": _filled_value(item["kind"], item["value"])}
            for item in value["blocks"]
        ]
        return {**value, "blocks": inside}
    return value


def _filled_entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    filled = dict(entry)
    if filled["title"] and filled["url"]:
        return filled
    paper = Paper.objects.filter(pk=entry.get("paper")).first() if entry.get("paper") else None
    if paper is None:
        return filled
    if not filled["title"]:
        filled["title"] = paper.title
        filled["authors"] = filled["authors"] or paper.authors_text
    if not filled["url"]:
        filled["url"] = paper.url
    return filled
