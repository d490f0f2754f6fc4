"""The form of a record."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm


class PaperForm(WagtailAdminModelForm):
    """Each identifier learns whose it is before it is checked, and stands there once."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for form in self._identifier_forms():
            form.instance.paper = self.instance

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
