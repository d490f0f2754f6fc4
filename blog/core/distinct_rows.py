"""Rows of a form that have to differ: the message names the row, where Django names the columns."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import InlinePanel


class DistinctRows(BaseChildFormSet):
    """`distinct_fields` of a row may not repeat those of a row before it."""

    distinct_fields: tuple[str, ...] = ()

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        # Known before the row is saved, so that it does not take its own record for another's.
        form = super()._construct_form(i, **kwargs)
        setattr(form.instance, self.fk.attname, self.instance.pk)
        return form

    def validate_unique(self) -> None:
        rows: dict[tuple[str, ...], int] = {}
        for number, form in enumerate(self._kept_forms(), 1):
            values = [form.cleaned_data.get(name) for name in self.distinct_fields]
            key = tuple(str(value).casefold() for value in values)
            if not all(values):
                continue
            if key in rows:
                message = _("“%(value)s” stands in row %(row)s already. Delete one of the two.")
                words = {"value": values[-1], "row": rows[key]}
                # The database's word on the same thing names columns.
                form.errors.pop(NON_FIELD_ERRORS, None)
                form.add_error(self.distinct_fields[-1], message % words)
            rows.setdefault(key, number)

    def _kept_forms(self) -> list[Any]:
        deleted = self.deleted_forms
        filled = [form for form in self.forms if getattr(form, "cleaned_data", None)]
        forms = [form for form in filled if form not in deleted]
        return sorted(forms, key=lambda form: form.cleaned_data.get("ORDER") or 0)


class DistinctInlinePanel(InlinePanel):
    """An inline panel of rows that differ in `distinct_fields`."""

    def __init__(self, *args: Any, distinct_fields: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.distinct_fields = distinct_fields

    def clone_kwargs(self) -> dict[str, Any]:
        return super().clone_kwargs() | {"distinct_fields": self.distinct_fields}

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        formset = type("Rows", (DistinctRows,), {"distinct_fields": self.distinct_fields})
        options["formsets"][self.relation_name]["formset"] = formset
        return options
