"""What the rich text editor does to a body: every field through its converter, there and back."""

from __future__ import annotations

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.rich_text import RichText

from blog.posts.blocks.prose import PROSE_FEATURES


def save_unchanged(page):
    """Open and save, as an editor who changes nothing does."""
    page.body = [
        (child.block_type, _through_editor(child.block, child.value)) for child in page.body
    ]
    return page.save_revision(changed=False)


def _through_editor(block, value):
    if isinstance(block, RichTextBlock):
        converter = ContentstateConverter(block.features or PROSE_FEATURES)
        state = converter.from_database_format(value.source)
        return RichText(converter.to_database_format(state))
    if isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            value[name] = _through_editor(child, value[name])
    elif isinstance(block, StreamBlock):
        for at, child in enumerate(value):
            value[at] = (child.block_type, _through_editor(child.block, child.value))
    elif isinstance(block, ListBlock):
        for at, child in enumerate(list(value)):
            value[at] = _through_editor(block.child_block, child)
    elif isinstance(block, TypedTableBlock):
        for row in value.row_data:
            row["values"] = [
                _through_editor(column["block"], cell)
                for column, cell in zip(value.columns, row["values"], strict=True)
            ]
    return value
