"""The chooser widget whose modal looks papers up. `docs/decisions/0007` says how it is started."""

from __future__ import annotations

from django import forms
from django.utils.functional import cached_property
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.snippets.widgets import AdminSnippetChooser, SnippetChooserAdapter


class PaperChooser(AdminSnippetChooser):
    js_constructor = "PaperChooser"

    def get_chooser_modal_url(self) -> str:
        return f"{super().get_chooser_modal_url()}?lookup=1"

    @cached_property
    def media(self) -> forms.Media:
        plain = versioned_static("wagtailsnippets/js/snippet-chooser.js")
        return forms.Media(js=[plain, "blog/admin/papers.js"])


def editor_scripts() -> list[str]:
    """In the order in which they need each other."""
    names = ["snippet-chooser.js", "snippet-chooser-telepath.js"]
    plain = [versioned_static(f"wagtailsnippets/js/{name}") for name in names]
    return [*plain, "blog/admin/papers.js"]


class PaperChooserAdapter(SnippetChooserAdapter):
    js_constructor = "rapporteur.PaperChooser"

    @cached_property
    def media(self) -> forms.Media:
        return forms.Media(js=editor_scripts())


register(PaperChooserAdapter(), PaperChooser)
