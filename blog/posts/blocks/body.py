import json
from contextlib import suppress

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock

from blog.core.form_blocks import FormStreamBlock
from blog.posts.blocks.drafts import DraftStreamMixin
from blog.posts.blocks.gallery import GalleryBlock
from blog.posts.blocks.media import MediaBlock
from blog.posts.blocks.papers import PaperEntryBlock, PaperListBlock
from blog.posts.blocks.pictures import EmbedBlock, ImageBlock
from blog.posts.blocks.post_link import PostLinkBlock
from blog.posts.blocks.prose import ProseBlock
from blog.posts.blocks.stored import complete
from blog.posts.blocks.technical import CodeBlock, MathBlock, TableBlock
from blog.posts.blocks.text import (
    CalloutBlock,
    DividerBlock,
    HeadingBlock,
    MarkdownBlock,
    QuoteBlock,
    RawHTMLBlock,
)


class SectionBlocks(FormStreamBlock):
    """Every block that may stand in a section."""

    prose = ProseBlock()
    heading = HeadingBlock()
    paper = PaperEntryBlock()
    paper_list = PaperListBlock()
    image = ImageBlock()
    gallery = GalleryBlock()
    media = MediaBlock()
    embed = EmbedBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    code = CodeBlock()
    math = MathBlock()
    table = TableBlock()
    post_link = PostLinkBlock()
    divider = DividerBlock()
    markdown = MarkdownBlock()
    raw_html = RawHTMLBlock()

    class Meta:
        required = False


class BonusSectionBlock(StructBlock):
    heading = CharBlock(label=_("Heading"), max_length=300)
    blocks = SectionBlocks(label=_("Content"))

    class Meta:
        icon = "plus-inverse"
        label = _("Bonus section")
        group = _("Papers")
        description = _("What did not fit the list: a heading and any blocks")
        template = "blog/blocks/bonus_section.html"
        preview_value = {
            "heading": _("Bonus"),
            "blocks": [("prose", _("<p>And then there was the roller coaster.</p>"))],
        }


class PostBody(DraftStreamMixin, SectionBlocks):
    bonus_section = BonusSectionBlock()

    def to_python(self, value):
        """Every stored body comes in here, from its row, a revision or an import."""
        if isinstance(value, str) and value:
            with suppress(ValueError):
                value = json.loads(value)
        is_stored = isinstance(value, list) and all(isinstance(each, dict) for each in value)
        return super().to_python(complete(self, value) if is_stored else value)
