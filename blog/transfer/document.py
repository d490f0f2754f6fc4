"""The intermediate form of a post in transfer: what every reader produces and every writer takes.

Free of Django. A Document has a JSON form (`to_json`, `from_json`), which is our exchange format.
Block kinds and values are those of the StreamField in `blog.posts.blocks`, with two differences: a
picture is named by `src` and a paper by what the source says of it (title, authors, url,
identifiers), because a Document knows nothing of database rows.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of byte offsets into `Document.source_bytes`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    kind: str
    value: Mapping[str, Any]
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class AssetRef:
    """A file that a post refers to: the address as written, and where the file was found."""

    address: str
    file: Path | None
    line: int


@dataclass(frozen=True, slots=True)
class Thumbnail:
    src: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a person should know. A note is for the record, a warning lets the post in, an
    error keeps it out."""

    level: Literal["note", "warning", "error"]
    place: str
    what: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.what}" + (f" {self.mend}" if self.mend else "")


@dataclass(frozen=True, slots=True)
class PaperOffer:
    """A text that may be a list of papers, for a person to decide: the heading above, and the titles."""

    heading: str
    titles: tuple[str, ...]
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    source: str
    source_id: str
    path: str
    kind: Literal["post", "page"]
    title: str
    address: str
    date: datetime | None
    language: str
    draft: bool
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    standfirst: str = ""
    thumbnail: Thumbnail | None = None
    aliases: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    front_matter: Mapping[str, Any] = field(default_factory=dict)
    front_matter_spans: Mapping[str, Span] = field(default_factory=dict)
    source_bytes: bytes = b""
    assets: tuple[AssetRef, ...] = ()
    notices: tuple[Notice, ...] = ()
    reading: Mapping[str, Any] = field(default_factory=dict)
    unknown_shortcodes: tuple[str, ...] = ()
    guid: str = ""
    series: str = ""
    unlisted: bool = False
    noindex: bool = False
    no_sitemap: bool = False
    canonical: str = ""
    changed: datetime | None = None
    offers: tuple[PaperOffer, ...] = ()
    # Place of a block ("2", or "2/0" for the first in a list) → what links to it end in.
    anchors: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Notice, ...]:
        return tuple(notice for notice in self.notices if notice.level == "error")


def to_json(document: Document) -> dict[str, Any]:
    """The Document as JSON values; `from_json` gives back an equal one."""
    plain = {item.name: getattr(document, item.name) for item in fields(document)}
    return plain | {
        "date": document.date.isoformat() if document.date else None,
        "changed": document.changed.isoformat() if document.changed else None,
        "authors": list(document.authors),
        "categories": list(document.categories),
        "aliases": list(document.aliases),
        "unknown_shortcodes": list(document.unknown_shortcodes),
        "thumbnail": _thumbnail_to_json(document.thumbnail),
        "body": [block_to_json(block) for block in document.body],
        "front_matter": _plain(document.front_matter),
        "reading": _plain(document.reading),
        "offers": [
            {
                "heading": offer.heading,
                "titles": list(offer.titles),
                "span": [offer.span.start, offer.span.end] if offer.span else None,
            }
            for offer in document.offers
        ],
        "anchors": _plain(document.anchors),
        "front_matter_spans": {
            key: [span.start, span.end] for key, span in document.front_matter_spans.items()
        },
        "source_bytes": base64.b64encode(document.source_bytes).decode("ascii"),
        "assets": [
            {
                "address": asset.address,
                "file": str(asset.file) if asset.file else None,
                "line": asset.line,
            }
            for asset in document.assets
        ],
        "notices": [
            {item.name: getattr(notice, item.name) for item in fields(notice)}
            for notice in document.notices
        ],
    }


def from_json(value: Mapping[str, Any]) -> Document:
    thumbnail = value["thumbnail"]
    return Document(
        **{
            **value,
            "date": datetime.fromisoformat(value["date"]) if value["date"] else None,
            "changed": datetime.fromisoformat(value["changed"]) if value["changed"] else None,
            "authors": tuple(value["authors"]),
            "categories": tuple(value["categories"]),
            "aliases": tuple(value["aliases"]),
            "unknown_shortcodes": tuple(value["unknown_shortcodes"]),
            "thumbnail": Thumbnail(**thumbnail) if thumbnail else None,
            "body": tuple(block_from_json(block) for block in value["body"]),
            "front_matter_spans": {
                key: Span(*span) for key, span in value["front_matter_spans"].items()
            },
            "source_bytes": base64.b64decode(value["source_bytes"]),
            "assets": tuple(
                AssetRef(
                    asset["address"], Path(asset["file"]) if asset["file"] else None, asset["line"]
                )
                for asset in value["assets"]
            ),
            "notices": tuple(Notice(**notice) for notice in value["notices"]),
            "offers": tuple(
                PaperOffer(
                    offer["heading"],
                    tuple(offer["titles"]),
                    Span(*offer["span"]) if offer["span"] else None,
                )
                for offer in value.get("offers", [])
            ),
        }
    )


def block_to_json(block: Block) -> dict[str, Any]:
    span = [block.span.start, block.span.end] if block.span else None
    return {"kind": block.kind, "value": _plain(block.value), "span": span}


def block_from_json(value: Mapping[str, Any]) -> Block:
    return Block(value["kind"], value["value"], Span(*value["span"]) if value["span"] else None)


def _thumbnail_to_json(thumbnail: Thumbnail | None) -> dict[str, str] | None:
    return {"src": thumbnail.src, "alt": thumbnail.alt} if thumbnail else None


def _plain(value: Any) -> Any:
    """Nested front matter as JSON values: dates become text, tuples become lists."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
