from django.core.exceptions import ValidationError
from django.forms import Media
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.telepath import register
from wagtail.blocks import BooleanBlock, CharBlock, StructBlock, TextBlock
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock, TypedTableBlockAdapter

from blog.posts.blocks.prose import InlineProseBlock
from blog.posts.blocks.verbatim import VerbatimBlock
from blog.posts.mathematics import bare_latex, check_latex


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
        cleaned["latex"] = bare_latex(cleaned["latex"])
        if self.is_deferred_validation:
            return cleaned
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


class CellsBlock(TypedTableBlock):
    """Its own caption is hidden and empty: that of the block around it is the one readers see."""

    text = InlineProseBlock(label=_("Text"), required=False)
    centered = InlineProseBlock(label=_("Centred text"), required=False)
    number = InlineProseBlock(label=_("Number"), required=False)

    def value_from_datadict(self, data, files, prefix):
        table = super().value_from_datadict(data, files, prefix)
        table.caption = ""
        return table


class TableBlock(StructBlock):
    caption = CharBlock(label=_("Caption"), required=False, max_length=300)
    row_headers = BooleanBlock(
        label=_("The first column is a header"),
        required=False,
        help_text=_("Its cells name their rows, as headings name the columns."),
    )
    table = CellsBlock(
        label=_("Table"),
        default={
            "columns": [{"type": "text", "heading": ""}] * 2,
            "rows": [{"values": ["", ""]}],
            "caption": "",
        },
    )

    class Meta:
        icon = "table"
        label = _("Table")
        group = _("Technical")
        description = _("Rows and columns; numbers stand right")
        template = "blog/blocks/table.html"
        label_format = "{caption}"
        preview_value = {
            "caption": _("Word error rate"),
            "row_headers": True,
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


class CellsAdapter(TypedTableBlockAdapter):
    """Rows and columns that can be moved, and filled from a spreadsheet."""

    js_constructor = "rapporteur.CellsBlock"

    def js_args(self, block):
        name, children, defaults, meta = super().js_args(block)
        meta["strings"] |= {
            "KIND": gettext("Kind of column"),
            "MOVE_BACK": gettext("Move the column back"),
            "MOVE_ON": gettext("Move the column on"),
            "MOVE_UP": gettext("Move the row up"),
            "MOVE_DOWN": gettext("Move the row down"),
        }
        hint = gettext(
            "Cells copied from a spreadsheet spread over rows and columns from where you paste them."
        )
        return [name, children, defaults, meta | {"spreadsheet": hint}]

    @cached_property
    def media(self):
        own = Media(
            js=["blog/admin/clipboard.js", "blog/admin/table.js"],
            css={"all": ["blog/admin/table.css"]},
        )
        return super().media + own


register(CellsAdapter(), CellsBlock)
