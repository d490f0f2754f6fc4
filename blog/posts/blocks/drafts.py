"""A draft is stored as it was typed; what is missing or wrong in it is asked for at publication."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import Block, IntegerBlock, ListBlock, StreamBlock, StructBlock
from wagtail.blocks.base import get_error_json_data
from wagtail.blocks.list_block import ListValue


class DraftStreamMixin:
    def clean_deferred(self, value: Any) -> Any:
        self.defer_required_validation()
        try:
            return as_typed(self, value)
        finally:
            self.restore_deferred_validation()


def as_typed(block: Any, value: Any) -> Any:
    """Cleaned where it can be; where it cannot, the values inside that can, and the others as they
    are. Blocks must have been told that their validation is deferred."""
    try:
        return block.clean(value)
    except ValidationError:
        return _with_typed_parts(block, value)


def _with_typed_parts(block: Block, value: Any) -> Any:
    if isinstance(block, StructBlock):
        parts = block.child_blocks.items()
        return block._to_struct_value([(name, as_typed(part, value[name])) for name, part in parts])
    if isinstance(block, ListBlock):
        children = [
            ListValue.ListChild(
                block.child_block, as_typed(block.child_block, child.value), id=child.id
            )
            for child in value.bound_blocks
        ]
        return ListValue(block, bound_blocks=children)
    if isinstance(block, StreamBlock):
        rows = [(row.block_type, as_typed(row.block, row.value), row.id) for row in value]
        return type(value)(block, rows)
    # No template takes words for a number.
    return None if isinstance(block, IntegerBlock) else value


def incomplete_blocks(stream: Any) -> Iterator[str]:
    """What is missing for publication: "Picture: No picture is chosen. …", one line a block."""
    for row in stream:
        try:
            row.block.clean(row.value)
        except ValidationError as error:
            yield f"{row.block.label}: {next(_messages(get_error_json_data(error)), '')}"


def _messages(error: dict[str, Any]) -> Iterator[str]:
    yield from map(str, error.get("messages", ()))
    inner = error.get("blockErrors") or {}
    for part in inner.values() if isinstance(inner, dict) else filter(None, inner):
        yield from _messages(part)
