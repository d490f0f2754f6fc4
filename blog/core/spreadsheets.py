"""Spreadsheets of the admin, whose cells hold what anybody may have written.

https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from blog.core.text import writable

_OPENS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guard_spreadsheets() -> None:
    """In every listing and report, Wagtail's own too: each writes its cells by this one method."""
    prepare = SpreadsheetExportMixin.preprocess_field_value

    def preprocess_field_value(
        self: SpreadsheetExportMixin, field: str, value: Any, export_format: str
    ) -> Any:
        return safe_cell(prepare(self, field, value, export_format), export_format)

    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value


def safe_cell(value: Any, export_format: str) -> Any:
    """A text that no program runs. XLSX says of each cell that it is text; CSV cannot."""
    if not isinstance(value, str):
        return value
    text = writable(value)
    is_formula = export_format == SpreadsheetExportMixin.FORMAT_CSV and text.startswith(
        _OPENS_FORMULA
    )
    return f"'{text}" if is_formula else text
