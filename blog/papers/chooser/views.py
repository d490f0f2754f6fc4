"""The modal in which an editor chooses a paper, and what it asks while it is open."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import (
    BaseSnippetChooseView,
    ChooseResultsView,
    ChooseView,
    SnippetCreateView,
)

from blog.core.column_search import rows_with_words
from blog.papers.chooser.answers import (
    BusyError,
    Reply,
    ask_sources,
    by_hand,
    known_or_read,
    reply_with,
)
from blog.papers.chooser.forms import RecordForm, read_record
from blog.papers.identifiers import find_identifiers
from blog.papers.lookup.ask import TooManyLookups
from blog.papers.models import Paper
from blog.papers.pasted import Piece, read_pasted

_MOST_IDENTIFIERS = 12
ANSWER_TEMPLATE = "blog/admin/papers/answer.html"


def may_add(user: Any) -> bool:
    return policy_registry.get_by_type(Paper).user_has_permission(user, "add")


class KnownPapersForm(BaseFilterForm):
    """Papers that are stored: by the identifiers in a text, else by all its words."""

    q = forms.CharField(required=False, max_length=2_000)

    def filter(self, objects: QuerySet[Paper]) -> QuerySet[Paper]:
        text = self.cleaned_data.get("q", "").strip()
        self.search_query, self.is_searching = text, bool(text)
        return find_known(objects, text)


def find_known(papers: QuerySet[Paper], text: str) -> QuerySet[Paper]:
    identifiers = find_identifiers(text)
    if identifiers:
        wanted = Q()
        for identifier in identifiers[:_MOST_IDENTIFIERS]:
            wanted |= Q(identifiers__scheme=identifier.scheme, identifiers__value=identifier.value)
        return papers.filter(wanted).distinct()
    return rows_with_words(papers, text)


class _KnownPapers(BaseSnippetChooseView):
    filter_form_class = KnownPapersForm
    per_page = 10
    ordering = "-pk"

    @property
    def columns(self) -> list[Column]:
        return [
            *super().columns,
            Column("authors_text", label=_("Authors"), width="35%"),
            Column("venue", label=_("Venue"), width="18%"),
            Column("issued_year", label=_("Year"), width="7%"),
        ]


class ChoosePaperView(_KnownPapers, ChooseView):
    @property
    def template_name(self) -> str:  # type: ignore[override]
        """With the look-up where the chooser is ours; plain for a form that only wants a stored one."""
        if "lookup" in self.request.GET:
            return "blog/admin/papers/chooser.html"
        return super().template_name


class ChoosePaperResultsView(_KnownPapers, ChooseResultsView):
    pass


class StorePaperView(SnippetCreateView):
    """Stores the record that the editor confirmed, and chooses it."""

    def get_creation_form_class(self) -> type[RecordForm]:
        return RecordForm

    def get_creation_form(self) -> RecordForm:
        return RecordForm(self.request.POST or None)

    def save_form(self, form: RecordForm) -> Paper:
        return form.save(self.request.user)

    def get_reshow_creation_form_response(self) -> HttpResponse:
        reply = Reply("", form=self.form)
        return render(self.request, ANSWER_TEMPLATE, {"reply": reply}, status=422)


@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """What the modal shows for a text: an HTML fragment. Nothing is stored."""
    if not may_add(request.user):
        raise PermissionDenied
    try:
        reply = _answer(request)
    except (BusyError, TooManyLookups) as error:
        status = 503 if isinstance(error, BusyError) else 429
        return render(request, "blog/admin/papers/refusal.html", {"error": error}, status=status)
    return render(request, ANSWER_TEMPLATE, {"reply": reply, "more": _more_than_one(request)})


def _answer(request: HttpRequest) -> Reply:
    said = read_record(request.POST.get("record", ""))
    if said["item"]:
        return reply_with(said["item"], said["provenance"])
    piece = _piece_of(request.POST.get("text", ""))
    if "by_hand" in request.POST or not (piece.text or piece.problem):
        return Reply(piece.text, form=by_hand(piece))
    again = "again" in request.POST
    return known_or_read(piece) or ask_sources(piece, request.user, again=again)


def _piece_of(text: str) -> Piece:
    """The one paper that is chosen: lines without an identifier are one title, broken by a PDF."""
    pieces = read_pasted(text)
    if all(piece.is_title for piece in pieces):
        return Piece(" ".join(text.split())[:2_000])
    return next((piece for piece in pieces if not (piece.is_title or piece.problem)), pieces[0])


def _more_than_one(request: HttpRequest) -> int:
    pieces = read_pasted(request.POST.get("text", ""))
    return len([piece for piece in pieces if piece.identifiers or piece.item]) - 1
