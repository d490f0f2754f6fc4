"""Many papers at once: a pasted text fills a list of papers in the editor."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.modal_workflow import render_modal_workflow

from blog.core.paging import asked_page
from blog.papers.chooser.answers import BusyError, Reply, ask_sources, by_hand, known_or_read
from blog.papers.chooser.forms import RecordForm
from blog.papers.chooser.views import may_add
from blog.papers.lookup.ask import TooManyLookups
from blog.papers.models import Paper
from blog.papers.pasted import MOST_RECORDS, Piece, first_records, read_pasted


@dataclass
class Row:
    """`reply` is None while a source has to be asked for it."""

    prefix: str
    piece: Piece
    reply: Reply | None
    is_present: bool = False

    @property
    def state(self) -> str:
        if self.reply is None:
            return "waiting"
        if self.reply.known:
            return "known"
        return "found" if self.reply.candidates else "failed"


@require_GET
def paste(request: HttpRequest) -> HttpResponse:
    _check(request)
    return render_modal_workflow(
        request, "blog/admin/papers/list.html", None, {}, json_data={"step": "paste"}
    )


@require_POST
def rows(request: HttpRequest) -> HttpResponse:
    """A row for each paper in the text; nobody is asked yet."""
    _check(request)
    text = request.POST.get("text", "")
    pieces = read_pasted(text)
    made: list[Row] = []
    for number, piece in enumerate(_each_once(pieces[:MOST_RECORDS])):
        prefix = f"row-{number}"
        made.append(Row(prefix, piece, known_or_read(piece, prefix=prefix), False))
    _mark_present(request, made)
    # One line may name several papers, and one record may be several problems.
    too_many = len(pieces) > MOST_RECORDS or first_records(text) != text
    context = {"rows": made, "too_many": too_many, "most": MOST_RECORDS}
    return render(request, "blog/admin/papers/rows.html", context)


def _each_once(pieces: list[Piece]) -> list[Piece]:
    seen: set[object] = set()
    kept = []
    for piece in pieces:
        key = piece.identifiers or piece.text or piece.problem
        if key not in seen:
            kept.append(piece)
        seen.add(key)
    return kept


def _mark_present(request: HttpRequest, made: list[Row]) -> None:
    present = set(request.POST.get("present", "").split(","))
    for row in made:
        known = row.reply.known if row.reply else None
        row.is_present = bool(known) and str(known.pk) in present  # type: ignore[union-attr]


@require_POST
def row(request: HttpRequest) -> HttpResponse:
    """One row again, after the sources were asked for it."""
    _check(request)
    text, prefix = request.POST.get("text", ""), request.POST.get("prefix", "")
    pieces = read_pasted(text)
    if not pieces:
        return HttpResponse(status=400)
    try:
        reply = known_or_read(pieces[0], prefix=prefix) or ask_sources(
            pieces[0], request.user, prefix=prefix
        )
    except BusyError as error:
        return HttpResponse(str(error), status=503)
    except TooManyLookups as error:
        reply = Reply(text, problem=error, form=by_hand(pieces[0], prefix=prefix))
    made = Row(prefix, pieces[0], reply)
    _mark_present(request, [made])
    return render(request, "blog/admin/papers/row.html", {"row": made})


@require_POST
def store(request: HttpRequest) -> HttpResponse:
    """Stores what is new, and answers with all papers in order for the list to be filled.

    A row whose form is not complete comes back with what is wrong and stops none of the others.
    """
    _check(request)
    finder = AdminURLFinder(request.user)
    papers, wrong = [], {}
    for prefix in request.POST.getlist("row")[:MOST_RECORDS]:
        if f"{prefix}-include" not in request.POST:
            continue
        paper, form = _stored(request, prefix)
        if paper:
            edit_url = finder.get_edit_url(paper)
            papers.append(
                {"row": prefix, "id": paper.pk, "string": str(paper), "edit_url": edit_url}
            )
        elif form:
            wrong[prefix] = render_to_string(
                "blog/admin/papers/fields.html", {"form": form}, request
            )
    return JsonResponse({"papers": papers, "wrong": wrong})


def _stored(request: HttpRequest, prefix: str) -> tuple[Paper | None, RecordForm | None]:
    chosen = request.POST.get(f"{prefix}-use", "")
    if chosen:
        # As with pages: a number of digits that a database can hold.
        return Paper.objects.filter(pk=asked_page(chosen)).first(), None
    form = RecordForm(request.POST, prefix=prefix)
    if form.is_valid():
        return form.save(request.user), None
    # Two rows may name the same paper in two spellings.
    return (form.taken, None) if form.taken else (None, form)


def _check(request: HttpRequest) -> None:
    if not may_add(request.user):
        raise PermissionDenied(_("You may not add papers."))
