from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

LIVE = {"": None, "publish": True, "drafts": False}
_STATES = [
    ("", _("As the files say")),
    ("drafts", _("Nothing: all as drafts")),
    ("publish", _("Everything, drafts too")),
]
_TAKES = [
    ("", _("Leave the page")),
    ("source", _("Take the file; the edit stays among the former versions")),
    ("page", _("Keep the page, and count the file as seen")),
]

_PAPERS = [
    ("auto", _("Entries where that is certain; the others are proposed")),
    ("propose", _("Only propose entries")),
    ("off", _("Leave them as they are")),
]


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("One .md file, or a .zip of a Hugo site with its pictures."),
        widget=forms.FileInput(attrs={"accept": ".md,.markdown,.zip"}),
        error_messages={
            "required": _("No file was chosen. Choose one .md file, or a .zip of a site."),
            "empty": _("The file is empty. Choose one .md file, or a .zip of a site."),
        },
    )
    state = forms.ChoiceField(label=_("Publish"), choices=_STATES, required=False)
    papers = forms.ChoiceField(label=_("Lists of papers"), choices=_PAPERS, required=False)
    papers_in_prose = forms.BooleanField(
        label=_("Store the papers that running text links to"),
        help_text=_("Their pages then name the posts that link to them. The text stays as it is."),
        required=False,
    )

    @property
    def live(self) -> bool | None:
        return LIVE[self.cleaned_data["state"]]


class ConfirmForm(forms.Form):
    take = forms.ChoiceField(
        label=_("Where both the file and the page were changed"), choices=_TAKES, required=False
    )
