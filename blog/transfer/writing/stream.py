"""Document blocks ↔ stored StreamField data. The two directions are inverse to each other.

`to_stream` needs rows for what a Document only names; `from_stream` gives back what an export
would show. A paper entry keeps title, authors and address as the source wrote them, so that a later
correction of the paper's record does not count as an edit of the post.
"""

from __future__ import annotations

import copy
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from blog.core.prose import canonical_prose, inline_prose
from blog.transfer.document import Block

Raw = dict[str, Any]
_NAMESPACE = uuid.UUID("6f3c0c52-5f0e-4f0d-9d51-0a4a4f0a8f0e")
_ENTRY_TEXTS = ("title", "authors", "url", "award", "disclosure")
# Fields in which nothing is an answer; in all others a draft that stores None means no text.
_MAY_BE_NONE = frozenset(
    "captions contributor expected_count file image paper pixels post poster start table".split()
)


class Rows(Protocol):
    """Finds or makes the rows that blocks point at; None where there is none."""

    def image(self, src: str) -> int | None: ...

    def prepare_papers(self, entries: Iterable[Mapping[str, Any]]) -> None: ...

    def paper(self, entry: Mapping[str, Any]) -> int: ...

    def author(self, name: str) -> int | None: ...

    def file(self, src: str) -> int | None: ...

    def post(self, address: str) -> int | None: ...


class Names(Protocol):
    """The other way: what the rows are called at the source."""

    def src(self, image: int | None, src: str) -> str: ...

    def author(self, author: int | None) -> str: ...

    def file(self, document: int | None, src: str) -> str: ...

    def post(self, post: int | None, address: str) -> tuple[str, str]: ...


def to_stream(blocks: Iterable[Block], rows: Rows, *, seed: str) -> list[Raw]:
    """Stored data with ids made from `seed` and place, so that anchors stay from run to run."""
    blocks = list(blocks)
    rows.prepare_papers(_paper_entries((block.kind, block.value) for block in blocks))
    return [_raw(block.kind, block.value, rows, f"{seed}/{at}") for at, block in enumerate(blocks)]


def _paper_entries(blocks: Iterable[tuple[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """All entries, in the order of the text."""
    for kind, value in blocks:
        if kind == "paper":
            yield value
        elif kind == "paper_list":
            yield from value["entries"]
        elif kind == "bonus_section":
            yield from _paper_entries((block["kind"], block["value"]) for block in value["blocks"])


def _raw(kind: str, value: Mapping[str, Any], rows: Rows, seed: str) -> Raw:
    return {"type": kind, "value": _raw_value(kind, value, rows, seed), "id": _block_id(seed, kind)}


def _raw_value(kind: str, value: Mapping[str, Any], rows: Rows, seed: str) -> Any:
    if kind == "prose":
        return value["html"]
    if kind == "image":
        return {**value, "image": rows.image(value["src"])}
    if kind == "embed":
        return {**value, "poster": None}
    if kind == "gallery":
        return _raw_gallery(value, rows, seed)
    if kind == "media":
        return _raw_media(value, rows)
    if kind == "post_link":
        post = rows.post(value["address"])
        return {"post": post, "address": "" if post else value["address"], "text": value["text"]}
    if kind == "table":
        return _raw_table(value)
    if kind == "divider":
        return None
    if kind == "paper":
        return _raw_entry(value, rows, seed)
    if kind == "paper_list":
        entries = [
            {
                "type": "item",
                "value": _raw_entry(entry, rows, f"{seed}/{at}"),
                "id": _block_id(f"{seed}/{at}", "item"),
            }
            for at, entry in enumerate(value["entries"])
        ]
        return {**value, "entries": entries}
    if kind == "bonus_section":
        return {"heading": value["heading"], "blocks": _raw_inner(value["blocks"], rows, seed)}
    return copy.deepcopy(dict(value))


def _raw_inner(blocks: list[Raw], rows: Rows, seed: str) -> list[Raw]:
    return [
        _raw(block["kind"], block["value"], rows, f"{seed}/{at}") for at, block in enumerate(blocks)
    ]


def _raw_entry(entry: Mapping[str, Any], rows: Rows, seed: str) -> Raw:
    return {
        "paper": rows.paper(entry),
        **{name: entry[name] for name in ("title", "authors", "url", "award")},
        "commentary": entry["commentary"],
        "more": _raw_inner(entry["more"], rows, seed),
        "links": [
            {"type": "item", "value": dict(link), "id": _block_id(f"{seed}/link/{at}", "item")}
            for at, link in enumerate(entry["links"])
        ],
        "contributor": rows.author(entry["contributor"]) if entry["contributor"] else None,
        "disclosure": entry["disclosure"],
    }


def _raw_table(value: Mapping[str, Any]) -> Raw:
    columns = [
        {"type": column["align"], "heading": column["heading"]} for column in value["columns"]
    ]
    rows = [{"values": list(row)} for row in value["rows"]]
    return {
        "caption": value["caption"],
        "row_headers": bool(value.get("row_headers")),
        "table": {"columns": columns, "rows": rows, "caption": ""},
    }


def _raw_gallery(value: Mapping[str, Any], rows: Rows, seed: str) -> Raw:
    pictures = [
        {
            "type": "item",
            "value": {**picture, "image": rows.image(picture["src"])},
            "id": _block_id(f"{seed}/{at}", "item"),
        }
        for at, picture in enumerate(value["pictures"])
    ]
    return {**value, "pictures": pictures}


def _raw_media(value: Mapping[str, Any], rows: Rows) -> Raw:
    return {
        **value,
        "file": rows.file(value["src"]),
        "poster": rows.image(value["poster"]) if value["poster"] else None,
        "captions": rows.file(value["captions"]) if value["captions"] else None,
    }


def anchors_by_block(raw: list[Raw], anchors: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Ids of stored blocks instead of places."""
    names_by_block: dict[str, list[str]] = {}
    for place, names in anchors.items():
        if block := _block_at(raw, [int(at) for at in place.split("/")]):
            names_by_block.setdefault(block["id"], []).extend(names)
    return names_by_block


def _block_at(raw: list[Raw], place: list[int]) -> Raw | None:
    """The block there, or the one around it where it became part of that."""
    if place[0] >= len(raw):
        return None
    block, rest = raw[place[0]], place[1:]
    value = block["value"]
    inside = next(
        (
            value[name]
            for name in ("entries", "blocks", "more")
            if isinstance(value, dict) and name in value
        ),
        [],
    )
    return (_block_at(inside, rest) if rest else None) or block


def _block_id(seed: str, kind: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, f"{seed}#{kind}"))


def from_stream(raw: Iterable[Raw], names: Names) -> list[Block]:
    """Canonical blocks: opening and saving in the editor leaves them equal."""
    return [Block(block["type"], _value(block["type"], block["value"], names)) for block in raw]


def _value(kind: str, value: Any, names: Names) -> dict[str, Any]:
    if kind == "prose":
        return {"html": canonical_prose(value or "")}
    if kind == "divider":
        return {}
    value = _without_none(value)
    if kind == "image":
        kept = {key: item for key, item in value.items() if key != "image"}
        kept["caption"] = inline_prose(kept.get("caption") or "")
        return {**kept, "src": names.src(value.get("image"), value.get("src") or "")}
    if kind == "embed":
        kept = {key: item for key, item in value.items() if key != "poster"}
        if not kept.get("start"):
            kept.pop("start", None)
        return {**kept, "caption": inline_prose(kept.get("caption") or "")}
    if kind == "gallery":
        return _gallery(value, names)
    if kind == "media":
        return _media(value, names)
    if kind == "post_link":
        address, title = names.post(value.get("post"), value.get("address") or "")
        return {"address": address, "title": title, "text": value.get("text") or ""}
    if kind == "table":
        return _table(value)
    if kind == "quote":
        return {**value, "text": canonical_prose(value["text"])}
    if kind == "callout":
        return {**value, "text": canonical_prose(value["text"])}
    if kind == "paper":
        return _entry(value, names)
    if kind == "paper_list":
        entries = [_entry(item["value"], names) for item in value["entries"] or []]
        return {**value, "intro": canonical_prose(value["intro"] or ""), "entries": entries}
    if kind == "bonus_section":
        return {"heading": value["heading"], "blocks": _inner(value["blocks"] or [], names)}
    return {key: _text(item) for key, item in value.items()}


def _without_none(value: Raw) -> Raw:
    return {
        name: "" if item is None and name not in _MAY_BE_NONE else item
        for name, item in value.items()
    }


def _text(item: Any) -> Any:
    # Browsers send line breaks as CR LF.
    return item.replace("\r\n", "\n") if isinstance(item, str) else item


def _inner(blocks: list[Raw], names: Names) -> list[Raw]:
    return [
        {"kind": block.kind, "value": dict(block.value)} for block in from_stream(blocks, names)
    ]


def _entry(value: Raw, names: Names) -> dict[str, Any]:
    return {
        "paper": value.get("paper"),
        **{name: value.get(name) or "" for name in _ENTRY_TEXTS},
        "commentary": canonical_prose(value.get("commentary") or ""),
        "more": _inner(value.get("more") or [], names),
        "links": [_without_none(link["value"]) for link in value.get("links") or []],
        "contributor": names.author(value.get("contributor")),
    }


def _gallery(value: Raw, names: Names) -> dict[str, Any]:
    pictures = []
    for item in value["pictures"] or []:
        written = _without_none(item["value"])
        picture = {key: part for key, part in written.items() if key != "image"}
        picture["caption"] = inline_prose(picture.get("caption") or "")
        picture["src"] = names.src(item["value"].get("image"), picture.get("src") or "")
        pictures.append(picture)
    caption = inline_prose(value.get("caption") or "")
    return {"pictures": pictures, "columns": value["columns"], "caption": caption}


def _media(value: Raw, names: Names) -> dict[str, Any]:
    captions = value.get("captions")
    return {
        "src": names.file(value.get("file"), value.get("src") or ""),
        "poster": names.src(value["poster"], "") if value.get("poster") else "",
        "captions": names.file(captions, "") if captions else "",
        "captions_language": (value.get("captions_language") or "en") if captions else "en",
        "no_speech": bool(value.get("no_speech")),
        "transcript": canonical_prose(value.get("transcript") or ""),
        "caption": inline_prose(value.get("caption") or ""),
        **{name: value.get(name) or "" for name in ("title", "credit")},
    }


def _table(value: Raw) -> dict[str, Any]:
    table = value["table"] or {"columns": [], "rows": []}
    # As with the beginning of a video: posts that came in before the field was there have no part
    # in it.
    headers = {"row_headers": True} if value.get("row_headers") else {}
    return headers | {
        "caption": value["caption"],
        "columns": [
            {"heading": column["heading"] or "", "align": column["type"]}
            for column in table["columns"]
        ],
        "rows": [[inline_prose(cell or "") for cell in row["values"]] for row in table["rows"]],
    }
