"""Markdown text → Blocks, as a Hugo post's body is read, for whoever wants to see what a text says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from blog.core.prose import canonical_prose, inline_prose
from blog.core.text import encoded
from blog.transfer.document import Block, Document, block_to_json
from blog.transfer.hugo.parse import parse_record
from blog.transfer.hugo.read import RawRecord
from blog.transfer.hugo.site import HugoSite
from blog.transfer.paper_lists.decisions import Mode
from blog.transfer.reading.dialect import Dialect

_UNKNOWN = ("paper", "identifiers", "venue", "year", "csl_type")
_LOWEST = 4


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads texts of one site again, without its folders."""

    site: HugoSite

    def document(self, source: bytes, source_id: str = "post.md") -> Document:
        record = RawRecord(source_id, source_id, Path("/nowhere") / source_id, source)
        return parse_record(record, self.site)

    def blocks(self, text: str, *, dialect: Dialect | None = None) -> list[Block]:
        site = replace(self.site, own_dialect=dialect) if dialect else self.site
        return list(Reader(site).document(encoded(f"---\n---\n{text}")).body)


def bare_site(
    dialect: Dialect, shortcodes: Mapping[str, Any] | None = None, *, papers: Mode = "auto"
) -> HugoSite:
    """A site of which nothing is known but how its text is written."""
    nowhere = Path("/nowhere")
    return HugoSite(
        root=nowhere,
        content=nowhere,
        shortcodes=shortcodes or {},
        own_dialect=dialect,
        papers=papers,
    )


def comparable(blocks: Any) -> list[Any]:
    """Blocks as values that are equal when two documents say the same; rows play no part."""
    return [_comparable(block_to_json(replace(block, span=None))) for block in blocks]


def _comparable(block: dict[str, Any]) -> Any:
    return [block["kind"], _value(block["kind"], block["value"])]


def _value(kind: str, value: Any) -> Any:
    if kind in ("prose", "quote", "callout"):
        name = "html" if kind == "prose" else "text"
        return {**value, name: canonical_prose(value[name])}
    if kind == "markdown":
        return {"source": value["source"].strip("\n")}
    if kind == "raw_html":
        return {"html": value["html"].strip()}
    if kind in ("image", "embed"):
        return _with_line(value)
    if kind == "gallery":
        pictures = [_with_line(picture) for picture in value["pictures"]]
        return _with_line(value) | {"pictures": pictures}
    if kind == "media":
        return _with_line(value) | {"transcript": canonical_prose(value["transcript"])}
    if kind == "post_link":
        # Another post's title is written for who reads the text; it is no part of this one.
        return {"address": value["address"], "text": value["text"]}
    if kind == "table":
        rows = [[inline_prose(cell) for cell in row] for row in value["rows"]]
        return {**value, "rows": rows}
    if kind == "paper":
        return _entry(value)
    if kind == "paper_list":
        entries = [_entry(entry) for entry in value["entries"]]
        return {**value, "intro": canonical_prose(value["intro"]), "entries": entries}
    if kind == "bonus_section":
        inside = [_comparable({**item, "span": None}) for item in value["blocks"]]
        return {"heading": value["heading"], "blocks": inside}
    return value


def _with_line(value: dict[str, Any]) -> dict[str, Any]:
    return {**value, "caption": inline_prose(value.get("caption") or "")}


def _entry(entry: dict[str, Any]) -> dict[str, Any]:
    """Prose that opens what follows the commentary is its end; headings there are below the entry."""
    kept = {name: item for name, item in entry.items() if name not in _UNKNOWN}
    commentary, more = entry["commentary"], list(entry["more"])
    while more and more[0]["kind"] == "prose":
        commentary += more.pop(0)["value"]["html"]
    for at, item in enumerate(more):
        if item["kind"] == "heading" and int(item["value"]["level"]) < _LOWEST:
            more[at] = {**item, "value": {**item["value"], "level": str(_LOWEST)}}
    return kept | {
        "commentary": canonical_prose(commentary),
        "more": [_comparable({**item, "span": None}) for item in more],
    }
