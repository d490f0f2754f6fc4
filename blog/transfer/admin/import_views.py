"""Import in the admin: upload, see what would happen, let it happen, watch it, read what it did."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from blog.core.errors import RapporteurError, SourceError
from blog.core.redirects import redirect_to_view
from blog.posts.models import PublicationPage
from blog.site.first_steps import unsaid_of
from blog.transfer import hugo
from blog.transfer.admin import background
from blog.transfer.admin.access import required_publication
from blog.transfer.admin.forms import ConfirmForm, UploadForm
from blog.transfer.admin.source_views import sources_with_last_run
from blog.transfer.admin.uploads import Upload, forget, place_of, take_upload
from blog.transfer.models import ImportRecord, ImportRun
from blog.transfer.offers import accepted_paths, make_entries
from blog.transfer.sources import AmbiguousSourceError, source_for

SHOWN_RUNS, SHOWN_POSTS = 20, 500
_STATES = {
    "needs eyes": gettext_lazy("Needs eyes"),
    "changed": gettext_lazy("Changed"),
    "clean": gettext_lazy("Clean"),
}
_RESULTS = {
    "created": gettext_lazy("created"),
    "updated": gettext_lazy("updated"),
    "unchanged": gettext_lazy("unchanged"),
    "skipped": gettext_lazy("skipped"),
    "failed": gettext_lazy("failed"),
}


@require_safe
def transfer_home(request: HttpRequest) -> HttpResponse:
    return _home(request, UploadForm())


def _home(request: HttpRequest, form: UploadForm) -> HttpResponse:
    publication = required_publication(request)
    runs = ImportRun.objects.select_related("user").defer("report")[:SHOWN_RUNS]
    context = {"form": form, "runs": runs, "sources": sources_with_last_run(publication)}
    return render(request, "blog/admin/transfer/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take the file, and have it said what an import of it would do. Nothing is imported yet."""
    publication = required_publication(request)
    if request.method != "POST":
        return begin_here(request)
    form = UploadForm(request.POST, request.FILES)
    taken = _take(form, publication) if form.is_valid() else None
    if taken is None:
        return _home(request, form)
    options = {
        "live": form.live,
        "papers_in_prose": form.cleaned_data["papers_in_prose"],
        "source": form.cleaned_data["source"],
        "papers": form.cleaned_data["papers"] or "auto",
    }
    run = background.begin(taken, dry_run=True, options=options, user=request.user)
    return redirect_to_view(request, "transfer-report", run.pk)


def _take(form: UploadForm, publication: PublicationPage) -> Upload | None:
    file = form.cleaned_data["file"]
    try:
        taken = take_upload(file.file, file.name)
    except RapporteurError as error:
        form.add_error("file", str(error))
        return None
    try:
        _check_source(taken, form.cleaned_data["source"], publication)
    except RapporteurError as error:
        taken.discard()
        form.add_error("source", _refusal(error))
        return None
    return taken


def _check_source(taken: Upload, name: str, publication: PublicationPage) -> None:
    """While the one who uploads it is still here to say whose it is."""
    try:
        site = hugo.find_site(taken.place)
    except SourceError:
        return  # the report says what is wrong with it
    source_for(site, publication, name=name, label=taken.name)


def _refusal(error: RapporteurError) -> str:
    if not isinstance(error, AmbiguousSourceError):
        return str(error)
    what = _("It cannot be told whose site this is. Name its source and choose the file again: %s.")
    return what % ", ".join(error.choices)


@require_safe
def begin_here(request: HttpRequest) -> HttpResponse:
    """For who opens the address of a step instead of going there."""
    required_publication(request)
    messages.warning(request, _("An import begins with a file: choose one here."))
    return redirect_to_view(request, "transfer")


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Import what was uploaded and looked at."""
    _run(request, pk)
    form = ConfirmForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return redirect_to_view(request, "transfer-report", pk)
    run = _confirmed(pk, form.cleaned_data["take"], request.user)
    if run is None:
        messages.error(
            request, _("This upload was imported or thrown away. Upload the file again.")
        )
        return redirect_to_view(request, "transfer-report", pk)
    background.go_on(run)
    return redirect_to_view(request, "transfer-report", run.pk)


@transaction.atomic
def _confirmed(pk: int, take: str, user: Any) -> ImportRun | None:
    """The import, for the first of those who confirm at once; the others see that it is there."""
    looked_at = ImportRun.objects.select_for_update().get(pk=pk)
    if not _can_confirm(looked_at):
        return None
    taken = Upload(looked_at.name, looked_at.folder, looked_at.path)
    options = looked_at.options | {"take": take}
    return background.prepare(taken, dry_run=False, options=options, user=user)


@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    run = _run(request, pk)
    if request.method == "POST" and _can_go_on(run):
        background.go_on(run)
    return redirect_to_view(request, "transfer-report", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    run = _run(request, pk)
    if request.method == "POST":
        background.stop(run)
    return redirect_to_view(request, "transfer-report", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """The editor looked at the report and does not want it."""
    run = _run(request, pk)
    if request.method != "POST":
        return redirect_to_view(request, "transfer-report", pk)
    if not ImportRun.objects.filter(folder=run.folder, state__in=_GOING_ON).exists():
        forget(run)
        messages.success(request, _("The upload was thrown away. Nothing was imported."))
    return redirect_to_view(request, "transfer")


_GOING_ON = (ImportRun.State.WAITING, ImportRun.State.RUNNING)


@require_http_methods(["GET", "HEAD", "POST"])
def accept_entries(request: HttpRequest, pk: int) -> HttpResponse:
    """The lists of one post that the report proposes become entries."""
    run = _run(request, pk)
    if request.method == "POST":
        path = request.POST.get("path", "")
        record = get_object_or_404(ImportRecord, origin=run.origin_id, path=path)
        if not record.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        try:
            count = make_entries(record, user=request.user)
        except RapporteurError as error:
            messages.error(request, str(error))
        else:
            text = ngettext(
                "%(count)s paper became an entry.", "%(count)s papers became entries.", count
            )
            edit = messages.button(
                reverse("wagtailadmin_pages:edit", args=[record.page_id]), _("Edit the post")
            )
            messages.success(request, text % {"count": count}, buttons=[edit])
    return redirect_to_view(request, "transfer-report", pk)


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the run is; when it is over, what it did or would do."""
    run = _run(request, pk)
    accepted = accepted_paths(run.origin_id)
    posts = [_with_offers(post, run, accepted) for post in run.report.get("posts", [])]
    counts = run.report.get("counts") or run.counts
    context = {
        "run": run,
        "silent": background.is_silent(run),
        "worker_is_missing": background.worker_is_missing(run),
        "can_go_on": _can_go_on(run),
        "can_confirm": _can_confirm(run),
        "counts": [(_RESULTS[name], counts[name]) for name in _RESULTS if name in counts],
        "groups": [group for group in (_group(name, posts) for name in _STATES) if group["all"]],
        "unsaid": unsaid_of(required_publication(request)),
        "form": ConfirmForm() if any(post.get("diff") for post in posts) else None,
    }
    return render(request, "blog/admin/transfer/report.html", context)


@require_safe
def report_json(request: HttpRequest, pk: int) -> HttpResponse:
    answer = JsonResponse(_run(request, pk).report, json_dumps_params={"ensure_ascii": False})
    answer["Content-Disposition"] = f'attachment; filename="import-{pk}.json"'
    return answer


def _with_offers(post: dict[str, Any], run: ImportRun, accepted: frozenset[str]) -> dict[str, Any]:
    """With what may become entries, in numbers, where it still may."""
    offers = post.get("offers") or []
    is_open = bool(offers) and not run.dry_run and post["path"] not in accepted
    papers = sum(len(offer["titles"]) for offer in offers)
    return post | {"offered": papers, "offered_lists": len(offers), "can_accept": is_open}


def _group(name: str, posts: list[dict[str, Any]]) -> dict[str, Any]:
    found = [post | {"result": _RESULTS[post["result"]]} for post in posts if post["state"] == name]
    more = max(0, len(found) - SHOWN_POSTS)
    return {
        "name": _STATES[name],
        "all": len(found),
        "posts": found[:SHOWN_POSTS],
        "more": more,
        "is_open": name != "clean",
    }


def _run(request: HttpRequest, pk: int) -> ImportRun:
    required_publication(request)
    return get_object_or_404(ImportRun, pk=pk)


def _can_confirm(run: ImportRun) -> bool:
    """A dry run that is through, and whose upload nobody imports already."""
    if not run.dry_run or run.state != ImportRun.State.FINISHED or not run.report.get("posts"):
        return False
    followed = ImportRun.objects.filter(folder=run.folder, dry_run=False).exists()
    return not followed and place_of(run) is not None


def _can_go_on(run: ImportRun) -> bool:
    ended = run.state in (ImportRun.State.STOPPED, ImportRun.State.FAILED)
    return (ended or background.is_silent(run)) and place_of(run) is not None
