"""Text that stands as it is: a listing, Markdown, HTML."""

from django.forms import CharField
from django.utils.functional import cached_property
from wagtail.blocks import TextBlock


class VerbatimField(CharField):
    """White space at the ends is part of the text, the first line's indentation above all; nothing
    but white space is nothing."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs, strip=False)

    def to_python(self, value):
        text = super().to_python(value)
        return text if text.strip() else self.empty_value


class VerbatimBlock(TextBlock):
    @cached_property
    def field(self):
        return VerbatimField(widget=super().field.widget, **self.field_options)
