from wagtail.blocks import CharBlock, RichTextBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page


class BarePage(Page):
    """A title and a body; what a tutorial ends with."""

    body = StreamField(
        [("heading", CharBlock()), ("prose", RichTextBlock()), ("image", ImageChooserBlock())]
    )
    template = "bare/bare_page.html"
