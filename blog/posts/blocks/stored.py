"""Stored bodies as the blocks are today.

A block that was stored before a field existed has no value for it. Wagtail fills what it evaluates;
whatever reads stored data without evaluating it would fail. So the gap is closed here, once, when
a body is read.
"""

from __future__ import annotations

from typing import Any

from wagtail.blocks import (
    Block,
    BooleanBlock,
    CharBlock,
    ListBlock,
    RegexBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

_CONTAINERS = (StructBlock, StreamBlock, ListBlock, TypedTableBlock)
_TEXTS = (CharBlock, TextBlock, URLBlock, RegexBlock)


def complete(block: Block, raw: Any) -> Any:
    """The stored value with a default for everything that it lacks; what it has stays."""
    if isinstance(block, StructBlock):
        stored = raw if isinstance(raw, dict) else {}
        return stored | {
            name: complete(child, stored.get(name))
            for name, child in block.child_blocks.items()
            if stored.get(name) is None or isinstance(child, _CONTAINERS)
        }
    if isinstance(block, StreamBlock):
        return [_child(block, child) for child in _items(raw) if isinstance(child, dict)]
    if isinstance(block, ListBlock):
        return [_item(block.child_block, item) for item in _items(raw)]
    if isinstance(block, TypedTableBlock):
        return _table(raw if isinstance(raw, dict) else {})
    return _default(block) if raw is None else raw


def _items(raw: Any) -> list[Any]:
    return raw if isinstance(raw, list) else []


def _child(block: StreamBlock, child: dict[str, Any]) -> dict[str, Any]:
    """A kind that is not known stays as it is."""
    inner = block.child_blocks.get(child.get("type"))
    value = complete(inner, child.get("value")) if inner else child.get("value")
    return child | {"type": child.get("type", ""), "value": value, "id": child.get("id")}


def _item(block: Block, item: Any) -> dict[str, Any]:
    """Lists of earlier versions hold bare values."""
    is_item = isinstance(item, dict) and ("value" in item or item.get("type") == "item")
    stored = item if is_item else {"value": item}
    value = complete(block, stored.get("value"))
    return {**stored, "type": "item", "value": value, "id": stored.get("id")}


def _table(stored: dict[str, Any]) -> dict[str, Any]:
    columns = [
        {"type": "text", "heading": ""} | column
        for column in _items(stored.get("columns"))
        if isinstance(column, dict)
    ]
    rows = [
        _items(row.get("values")) for row in _items(stored.get("rows")) if isinstance(row, dict)
    ]
    # A table reads as many cells of a row as it has columns.
    filled = [{"values": [*row, *[""] * (len(columns) - len(row))]} for row in rows]
    return {"caption": "", **stored, "columns": columns, "rows": filled}


def _default(block: Block) -> Any:
    if isinstance(block, _TEXTS):
        return ""
    if isinstance(block, BooleanBlock):
        return bool(block.get_default())
    return block.get_prep_value(block.get_default())
