from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.core.errors import SourceError
from blog.transfer.models import ImportSource
from blog.transfer.writing.authors import check_author

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
    source = forms.CharField(
        label=_("Source"),
        help_text=_(
            "Whose site this is: one of the sources below, or a name for a new one. Empty: as its "
            "baseURL says."
        ),
        max_length=100,
        required=False,
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


class SourceForm(forms.ModelForm):
    class Meta:
        model = ImportSource
        fields = (
            "name",
            "base_url",
            "default_author",
            "authors",
            "sections",
            "licence",
            "language",
        )

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        others = self.instance.publication.sources.exclude(pk=self.instance.pk)
        if others.filter(name__iexact=name).exists():
            raise ValidationError(gettext("Another source is called so."))
        return name

    def clean_authors(self) -> Any:
        authors = self.cleaned_data["authors"] or {}
        try:
            for name, fields in dict(authors).items():
                check_author(gettext("Authors"), name, fields)
        except SourceError as error:
            raise ValidationError(str(error)) from error
        except (TypeError, ValueError) as error:
            raise ValidationError(gettext("Write names and fields of authors.")) from error
        return authors

    def clean_sections(self) -> Any:
        sections = self.cleaned_data["sections"] or {}
        if not isinstance(sections, dict) or not all(map(_is_word, sections.values())):
            raise ValidationError(gettext("Write folders and the name of a category for each."))
        return sections


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
