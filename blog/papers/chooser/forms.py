"""The record of a paper before it is stored: whatever said it, every field can be changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.log_actions import log

from blog.papers.csl import CslItem, issued_text, names_text, venue
from blog.papers.csl_json import clean_item
from blog.papers.identifiers import Identifier, parse_identifier, url_of
from blog.papers.matching import match_paper
from blog.papers.models import Paper, PaperIdentifier, check_partial_date

_SALT = "blog.papers.record"
BY_HAND = "by hand"
_KINDS = [
    ("paper-conference", gettext_lazy("Conference paper")),
    ("article-journal", gettext_lazy("Journal article")),
    ("article", gettext_lazy("Preprint")),
    ("chapter", gettext_lazy("Chapter")),
    ("book", gettext_lazy("Book")),
    ("thesis", gettext_lazy("Thesis")),
    ("report", gettext_lazy("Report")),
    ("dataset", gettext_lazy("Data set")),
    ("software", gettext_lazy("Software")),
    ("webpage", gettext_lazy("Web page")),
]
# Form field → variable, for those that the item holds as they are typed.
_PLAIN = {"title": "title", "short_title": "title-short", "volume": "volume", "issue": "issue",
          "pages": "page", "publisher": "publisher", "abstract": "abstract"}  # fmt: skip
_VARIABLES = _PLAIN | {"authors": "author", "venue": "container-title", "issued": "issued"}


class RecordForm(forms.Form):
    """`record` is what a source said, signed, so that nobody's words are passed off as its."""

    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=2_000, widget=AdminAutoHeightTextInput
    )
    authors = forms.CharField(
        label=gettext_lazy("Authors"),
        required=False,
        max_length=100_000,
        widget=AdminAutoHeightTextInput,
    )
    venue = forms.CharField(label=gettext_lazy("Venue"), required=False, max_length=300)
    issued = forms.CharField(label=gettext_lazy("Issued"), required=False, max_length=10)
    identifiers = forms.CharField(
        label=gettext_lazy("Identifiers"),
        required=False,
        max_length=10_000,
        widget=AdminAutoHeightTextInput,
        help_text=gettext_lazy("Links, DOIs, arXiv numbers: one a line."),
    )
    abstract = forms.CharField(
        label=gettext_lazy("Abstract"),
        required=False,
        max_length=20_000,
        widget=AdminAutoHeightTextInput,
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=_KINDS, required=False)
    short_title = forms.CharField(label=gettext_lazy("Short title"), required=False, max_length=120)
    volume = forms.CharField(label=gettext_lazy("Volume"), required=False, max_length=100)
    issue = forms.CharField(label=gettext_lazy("Issue"), required=False, max_length=100)
    pages = forms.CharField(label=gettext_lazy("Pages"), required=False, max_length=100)
    publisher = forms.CharField(label=gettext_lazy("Publisher"), required=False, max_length=300)
    record = forms.CharField(required=False, widget=forms.HiddenInput)

    MAIN = ("title", "authors", "venue", "issued", "identifiers", "abstract")
    MORE = ("kind", "short_title", "volume", "issue", "pages", "publisher")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "paper-%s")
        super().__init__(*args, **kwargs)
        self.said = read_record(str(self["record"].value() or ""))
        self.taken: Paper | None = None
        self._name_sources()
        kind = self.said["item"].get("type")
        if kind and kind not in dict(_KINDS):
            self.fields["kind"].choices = [*_KINDS, (kind, kind)]  # type: ignore[attr-defined]

    def _name_sources(self) -> None:
        for name, variable in _VARIABLES.items():
            source = self.said["provenance"].get(variable, {}).get("source")
            if source and self.said["item"].get(variable):
                self.fields[name].help_text = _("From %(source)s") % {"source": source}

    @property
    def main_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MAIN]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE]

    def clean_issued(self) -> str:
        issued = self.cleaned_data["issued"].strip()
        try:
            if issued:
                check_partial_date(issued)
        except ValidationError as error:
            raise ValidationError(error.messages) from error
        return issued

    def clean_identifiers(self) -> list[Identifier]:
        found: dict[Identifier, None] = {}
        for line in filter(str.strip, self.cleaned_data["identifiers"].splitlines()):
            identifier = parse_identifier(line)
            if not identifier or len(identifier.value) > 500:
                message = _(
                    "“%(text)s” is no identifier that we know. Write a link, a DOI or arXiv:…"
                )
                raise ValidationError(message % {"text": line.strip()[:100]})
            found[identifier] = None
        return list(found)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("title") and "identifiers" in cleaned and cleaned["identifiers"]:
            self.taken = match_paper({"title": cleaned["title"]}, cleaned["identifiers"])
        if self.taken:
            message = _(
                "This identifier belongs to “%(title)s”, which is stored already. Use that one."
            )
            self.add_error("identifiers", message % {"title": self.taken.title})
        return cleaned

    def save(self, user: Any = None) -> Paper:
        """The new paper, or the one that somebody else stored in the meantime."""
        paper = self._paper()
        identifiers = self.cleaned_data["identifiers"]
        paper.identifiers = [
            PaperIdentifier(scheme=one.scheme, value=one.value, sort_order=at)
            for at, one in enumerate(identifiers)
        ]
        try:
            with transaction.atomic():
                paper.save()
                paper.save_revision(user=user)
                log(instance=paper, action="wagtail.create", user=user)
        except IntegrityError:
            known = match_paper(paper.csl, identifiers) if identifiers else None
            if not known:
                raise
            return known
        return paper

    def _paper(self) -> Paper:
        data = self.cleaned_data
        item = {**self.said["item"], "type": data["kind"] or "article"}
        for name, variable in _PLAIN.items():
            item[variable] = data[name]
        paper = Paper(
            csl={key: value for key, value in item.items() if value},
            title=" ".join(data["title"].split()),
            short_title=data["short_title"],
            authors_text=" ".join(data["authors"].split()),
            issued=data["issued"],
            venue=data["venue"],
            abstract=data["abstract"],
        )
        paper.csl = paper.synchronised_record()
        paper.provenance = self._provenance(paper.csl)
        return paper

    def _provenance(self, item: CslItem) -> dict[str, dict[str, str]]:
        """The source of each field that is as the source said it; the rest was typed by hand."""
        by_hand = {"source": BY_HAND, "at": timezone.now().isoformat(timespec="seconds")}
        before, said = self.said["item"], self.said["provenance"]
        return {
            field: said[field] if field in said and before.get(field) == value else by_hand
            for field, value in item.items()
            if field not in ("id", "type", "custom")
        }


def form_for(
    item: Mapping[str, Any],
    identifiers: Iterable[Identifier],
    provenance: Mapping[str, Any],
    *,
    prefix: str | None = None,
) -> RecordForm:
    """An unbound form, filled from a record."""
    initial = {name: str(item.get(variable, "")) for name, variable in _PLAIN.items()}
    initial |= {
        "authors": names_text(item.get("author") or []),
        "venue": venue(item),
        "issued": issued_text(item),
        "kind": item.get("type") or "paper-conference",
        "identifiers": "\n".join(_spelling(identifier) for identifier in identifiers),
        "record": sign_record(item, provenance) if item else "",
    }
    return RecordForm(initial=initial, prefix=prefix)


def _spelling(identifier: Identifier) -> str:
    return url_of(identifier) or f"{identifier.scheme.upper()}:{identifier.value}"


def sign_record(item: Mapping[str, Any], provenance: Mapping[str, Any]) -> str:
    return signing.dumps({"item": item, "provenance": provenance}, salt=_SALT, compress=True)


def read_record(signed: str) -> dict[str, Any]:
    """Without a good signature: nothing said by nobody."""
    try:
        said = signing.loads(signed, salt=_SALT)
    except signing.BadSignature:
        return {"item": {}, "provenance": {}}
    return {"item": clean_item(said["item"]), "provenance": said["provenance"]}
