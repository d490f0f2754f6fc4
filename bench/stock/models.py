from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import RichTextBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page


class StockPage(Page):
    standfirst = models.TextField(blank=True)
    body = StreamField(
        [("prose", RichTextBlock()), ("picture", ImageChooserBlock(template="stock/picture.html"))]
    )
    template = "stock/page.html"
    content_panels = [*Page.content_panels, FieldPanel("standfirst"), FieldPanel("body")]
