from django.utils.translation import gettext_lazy as _
from wagtail.blocks import RichTextBlock

# The features are registered in `blog.posts.rich_text`, which needs the models to be there.
_STYLES = ["bold", "italic", "code", "superscript", "subscript", "strikethrough"]
_ENTITIES = ["prose-link", "document-link", "prose-math", "prose-footnote"]
INLINE_FEATURES = [*_STYLES, *_ENTITIES]
PROSE_FEATURES = ["ol", "ul", *_STYLES, *_ENTITIES]


class ProseBlock(RichTextBlock):
    """Running text: paragraphs and lists."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", PROSE_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Prose")
        group = _("Text")
        description = _("Paragraphs and lists, with links, notes and mathematics inside a line")
        template = "blog/blocks/prose.html"
        preview_value = _(
            "<p>The hall emptied slowly. Somebody was still pointing at a <i>spectrogram</i>, "
            "and somebody else had stopped disagreeing with it.</p>"
        )


class InlineProseBlock(RichTextBlock):
    """A line of text: a caption, a table cell."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", INLINE_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "minus"
        label = _("Line of text")
