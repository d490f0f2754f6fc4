"""The names of a record in a form, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.core.orcid import parse_orcid
from blog.papers.csl import OTHERS
from blog.papers.names import Name

_PARTS = {
    "given": gettext_lazy("Given names"),
    "non-dropping-particle": gettext_lazy("Particle (van, de la)"),
    "family": gettext_lazy("Family name"),
    "suffix": gettext_lazy("Suffix (Jr., III)"),
    "literal": gettext_lazy("Organisation or single name"),
    "ORCID": gettext_lazy("ORCID iD"),
}
_EMPTY_ROWS = 2
_MOST_ROWS = 5_000


class NamesWidget(forms.Widget):
    """A row for each name; one that is emptied goes, and there are always empty ones."""

    template_name = "blog/admin/papers/names.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        names = [each for each in value or [] if each != OTHERS]
        rows = [
            [(f"{name}-{at}-{part}", label, each.get(part, "")) for part, label in _PARTS.items()]
            for at, each in enumerate([*map(shown, names), *[{}] * _EMPTY_ROWS])
        ]
        context = super().get_context(name, value, attrs)
        labels = list(_PARTS.values())
        has_others = len(names) < len(value or [])
        return context | {"rows": rows, "labels": labels, "has_others": has_others}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Name] | None:
        """None where the form did not show the rows."""
        if f"{name}-0-family" not in data:
            return None
        names = []
        for at in range(_MOST_ROWS):
            if f"{name}-{at}-family" not in data:
                break
            row = {part: " ".join(data.get(f"{name}-{at}-{part}", "").split()) for part in _PARTS}
            names.append({part: text for part, text in row.items() if text})
        others = [dict(OTHERS)] if data.get(f"{name}-others") else []
        return [each for each in names if each] + others

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}-0-family" not in data


class NamesField(forms.Field):
    widget = NamesWidget

    def clean(self, value: list[Name] | None) -> list[Name] | None:
        for number, name in enumerate(value or [], 1):
            if set(name) <= {"non-dropping-particle", "suffix", "ORCID"}:
                raise ValidationError(
                    _("Row %(row)s has no name. Write one or empty it.") % {"row": number}
                )
            if "literal" in name and {"family", "given"} & set(name):
                message = _("Row %(row)s is a person and an organisation. Empty one of the two.")
                raise ValidationError(message % {"row": number})
            if "ORCID" in name:
                name["ORCID"] = _orcid(name["ORCID"], number)
        return value

    def has_changed(self, initial: list[Name] | None, data: list[Name] | None) -> bool:
        return data is not None and data != list(map(shown, initial or []))


def _orcid(text: str, number: int) -> str:
    try:
        return parse_orcid(text)
    except ValueError as error:
        message = _("Row %(row)s: “%(text)s” is no ORCID iD. Write it as 0000-0002-1825-0097.")
        raise ValidationError(message % {"row": number, "text": text[:60]}) from error


def shown(name: Mapping[str, str]) -> Name:
    """As a row shows it: there is one field for the particle."""
    particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
    row = {**name, "non-dropping-particle": particle}
    return {part: row[part] for part in _PARTS if row.get(part)}


def as_stored(rows: list[Name], stored: list[Name]) -> list[Name]:
    """The names of the rows; one that nobody changed is as it was."""
    return [next((each for each in stored if shown(each) == row), row) for row in rows]
