from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    StaticBlock,
    StructBlock,
    URLBlock,
)

from blog.posts.blocks.prose import ProseBlock
from blog.posts.blocks.verbatim import VerbatimBlock


class HeadingBlock(StructBlock):
    text = CharBlock(label=_("Heading"), max_length=300)
    level = ChoiceBlock(
        label=_("Level"),
        choices=[("2", _("Section")), ("3", _("Subsection")), ("4", _("Paragraph heading"))],
        default="2",
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        group = _("Text")
        description = _("Opens a section; it appears in the list of contents")
        template = "blog/blocks/heading.html"
        preview_value = {"text": _("What we heard on the second day"), "level": "2"}


class QuoteBlock(StructBlock):
    text = ProseBlock(label=_("Quotation"))
    attribution = CharBlock(label=_("Who said it"), required=False, max_length=300)
    source = URLBlock(label=_("Where"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        group = _("Text")
        description = _("Somebody else's words, set apart")
        template = "blog/blocks/quote.html"
        preview_value = {
            "text": _("<p>A baseline that nobody tuned is not a baseline.</p>"),
            "attribution": _("Overheard at a poster"),
            "source": "",
        }


class CalloutBlock(StructBlock):
    kind = ChoiceBlock(
        label=_("Kind"),
        choices=[("note", _("Note")), ("tip", _("Tip")), ("warning", _("Warning"))],
        default="note",
    )
    heading = CharBlock(label=_("Heading"), required=False, max_length=200)
    text = ProseBlock(label=_("Text"))

    class Meta:
        icon = "help"
        label = _("Callout")
        group = _("Text")
        description = _("A short remark on its own sheet: a note, a tip, a warning")
        template = "blog/blocks/callout.html"
        preview_value = {
            "kind": "note",
            "heading": _("How we chose"),
            "text": _("<p>Papers that one of us wrote are never ranked.</p>"),
        }


class DividerBlock(StaticBlock):
    class Meta:
        icon = "dots-horizontal"
        label = _("Divider")
        group = _("Text")
        description = _("An asterism between two parts")
        admin_text = _("⁂")
        template = "blog/blocks/divider.html"
        preview_value = None


class MarkdownBlock(StructBlock):
    source = VerbatimBlock(label=_("Markdown"), rows=8)

    class Meta:
        icon = "code"
        label = _("Markdown")
        group = _("As it is")
        description = _("Markdown kept word for word, for what prose cannot hold")
        template = "blog/blocks/markdown.html"
        preview_value = {"source": _("Term\n: What it means.\n\n- [x] read\n- [ ] understood")}


class RawHTMLBlock(StructBlock):
    html = VerbatimBlock(label=_("HTML"), rows=8)

    class Meta:
        icon = "code"
        label = _("HTML")
        group = _("As it is")
        description = _("HTML kept as it is; what could harm a reader is left out on the page")
        template = "blog/blocks/raw_html.html"
        preview_value = {"html": "<p>H<sub>2</sub>O <kbd>Ctrl</kbd>+<kbd>S</kbd></p>"}
