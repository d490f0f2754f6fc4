"""The form of a record."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from blog.papers.csl import names_text
from blog.papers.names_field import NamesField, as_stored


class PaperForm(WagtailAdminModelForm):
    """Each identifier learns whose it is before it is checked, and stands there once.

    Names are written as one line or part by part; whichever was changed counts.
    """

    name_rows = NamesField(label=gettext_lazy("Names, part by part"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "name_rows" in self.fields:
            self.initial["name_rows"] = self.instance.csl.get("author") or []
        for form in self._identifier_forms():
            form.instance.paper = self.instance

    def clean(self):
        cleaned = super().clean()
        rows = cleaned.get("name_rows")
        if rows is None or "name_rows" not in self.changed_data:
            return cleaned
        names = as_stored(rows, self.initial["name_rows"])
        line = cleaned.get("authors_text", "")
        if "authors_text" in self.changed_data and line != names_text(names):
            message = _("The line and the rows were both changed. Change the names in one of them.")
            self.add_error("authors_text", ValidationError(message))
        self.instance.csl = {**self.instance.csl, "author": names}
        return cleaned | {"authors_text": names_text(names)}

    def is_valid(self):
        return super().is_valid() and not self._repeated()

    def _identifier_forms(self):
        formset = self.formsets.get("identifiers")
        return formset.forms if formset else []

    def _repeated(self) -> bool:
        """Two spellings of one identifier are seen to be one only after they were read."""
        rows: set[tuple[str, str]] = set()
        is_repeated = False
        for form in self._identifier_forms():
            row = form.instance.scheme, form.instance.value
            if (not form.has_changed() and not form.instance.pk) or form.cleaned_data.get("DELETE"):
                continue
            if row in rows:
                message = _("This is the same as one above. Remove one of the two.")
                form.add_error("value", ValidationError(message))
                is_repeated = True
            rows.add(row)
        return is_repeated
