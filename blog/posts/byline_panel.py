"""Authors of a post in the editor: a row in which nobody is chosen is no row."""

from __future__ import annotations

from typing import Any

from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import InlinePanel


class BylineFormSet(BaseChildFormSet):
    def _should_delete_form(self, form: Any) -> bool:
        is_empty = form.is_bound and not form["author"].value()
        return is_empty or super()._should_delete_form(form)


class BylinePanel(InlinePanel):
    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = BylineFormSet
        return options
