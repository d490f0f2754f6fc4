"""The form of the publication's settings."""

from __future__ import annotations

from wagtail.admin.forms.models import WagtailAdminModelForm


class PublicationSettingsForm(WagtailAdminModelForm):
    def save(self, commit=True):
        """Who saves the form has seen the licence in it."""
        self.instance.licence_is_chosen = True
        return super().save(commit=commit)
