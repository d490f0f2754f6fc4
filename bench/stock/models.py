from django.db import models
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
