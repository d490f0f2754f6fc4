from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, TextBlock
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from blog.posts.blocks.prose import InlineProseBlock
from blog.posts.blocks.verbatim import VerbatimBlock
from blog.posts.mathematics import check_latex


class CodeBlock(StructBlock):
    language = CharBlock(
        label=_("Language"), required=False, max_length=40, help_text=_("python, bash, console …")
    )
    filename = CharBlock(label=_("File name"), required=False, max_length=120)
    code = VerbatimBlock(label=_("Code"), rows=10)

    class Meta:
        icon = "code"
        label = _("Code")
        group = _("Technical")
        description = _("A listing, coloured by language, with a button that copies it")
        template = "blog/blocks/code.html"
        preview_value = {
            "language": "python",
            "filename": "overlap.py",
            "code": "def hops(samples: int, hop: int = 512) -> int:\n    return 1 + samples // hop\n",
        }


class MathBlock(StructBlock):
    latex = TextBlock(label=_("LaTeX"), rows=3)
    label = CharBlock(
        label=_("Number"), required=False, max_length=20, help_text=_("Stands at the right: (1)")
    )

    def clean(self, value):
        cleaned = super().clean(value)
        try:
            check_latex(cleaned["latex"])
        except ValueError as error:
            raise StructBlockValidationError({"latex": ValidationError(str(error))}) from error
        return cleaned

    class Meta:
        icon = "superscript"
        label = _("Formula")
        group = _("Technical")
        description = _("A displayed formula in LaTeX, shown as MathML")
        template = "blog/blocks/math.html"
        preview_value = {"latex": r"\hat{x} = \arg\min_x \lVert y - Ax \rVert_2^2", "label": "(1)"}


class TableBlock(StructBlock):
    caption = CharBlock(label=_("Caption"), required=False, max_length=300)
    table = TypedTableBlock(
        [
            ("text", InlineProseBlock(label=_("Text"), required=False)),
            ("centered", InlineProseBlock(label=_("Centred text"), required=False)),
            ("number", InlineProseBlock(label=_("Number"), required=False)),
        ],
        label=_("Table"),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        group = _("Technical")
        description = _("Rows and columns; numbers stand right")
        template = "blog/blocks/table.html"
        preview_value = {
            "caption": _("Word error rate"),
            "table": {
                "columns": [
                    {"type": "text", "heading": _("Model")},
                    {"type": "number", "heading": _("WER")},
                ],
                "rows": [
                    {"values": ["kNN", "8.4"]},
                    {"values": ["SVM", "6.1"]},
                ],
                "caption": "",
            },
        }
