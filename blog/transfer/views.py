"""Import and export in the admin: upload, see what would happen, let it happen; download."""

from __future__ import annotations

import re
import shutil
import tempfile
import uuid
import zipfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.models import Page

from blog.core.errors import RapporteurError
from blog.posts.models import PublicationPage
from blog.transfer.archives import unpack_upload
from blog.transfer.bring import Options, bring_site
from blog.transfer.export.hugo import Selection, export_site
from blog.transfer.models import ImportRun

_KEY = "transfer-upload"
_LIVE = {"": None, "publish": True, "drafts": False}


@require_safe
def transfer_home(request: HttpRequest) -> HttpResponse:
    _publication(request)
    context = {"runs": ImportRun.objects.select_related("user")[:20]}
    return render(request, "blog/admin/transfer/home.html", context)


@require_http_methods(["POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take the file, and say what an import of it would do. Nothing is imported yet."""
    publication = _publication(request)
    upload = request.FILES.get("file")
    if upload is None or upload.file is None:
        messages.error(request, _("No file was chosen. Choose one .md file, or a .zip of a site."))
        return redirect("transfer")
    _forget_upload(request)
    folder = _uploads() / uuid.uuid4().hex
    try:
        path = unpack_upload(upload.file, upload.name or "upload", folder)
        options = Options(dry_run=True, live=_LIVE.get(request.POST.get("state", "")))
        bring_site(path, publication, options, name=upload.name or "", user=request.user)
    except RapporteurError as error:
        shutil.rmtree(folder, ignore_errors=True)
        messages.error(request, str(error))
        return redirect("transfer")
    request.session[_KEY] = {
        "folder": folder.name,
        "path": path.relative_to(folder).as_posix(),
        "name": upload.name,
        "state": request.POST.get("state", ""),
    }
    return redirect("transfer-report", ImportRun.objects.filter(user=request.user)[0].pk)


@require_http_methods(["POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Import what was uploaded and looked at."""
    publication = _publication(request)
    waiting = request.session.get(_KEY)
    if not waiting or not (_uploads() / waiting["folder"]).is_dir():
        messages.error(request, _("There is no upload any more. Upload the file again."))
        return redirect("transfer")
    take = request.POST.get("take", "")
    options = Options(
        live=_LIVE.get(waiting["state"]), take=take if take in ("source", "page") else ""
    )
    try:
        path = _uploads() / waiting["folder"] / waiting["path"]
        bring_site(path, publication, options, name=waiting["name"], user=request.user)
    except RapporteurError as error:
        messages.error(request, str(error))
        return redirect("transfer")
    _forget_upload(request)
    return redirect("transfer-report", ImportRun.objects.filter(user=request.user)[0].pk)


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    _publication(request)
    run = get_object_or_404(ImportRun, pk=pk)
    groups = [
        (state, [post for post in run.report.get("posts", []) if post["state"] == state])
        for state in ("needs eyes", "changed", "clean")
    ]
    newest = ImportRun.objects.filter(user=request.user).first()
    context = {
        "run": run,
        "groups": [(_STATES[state], posts) for state, posts in groups if posts],
        "can_confirm": run.dry_run and run == newest and _KEY in request.session,
        "has_conflict": any(post.get("diff") for post in run.report.get("posts", [])),
    }
    return render(request, "blog/admin/transfer/report.html", context)


_STATES = {
    "needs eyes": gettext_lazy("Needs eyes"),
    "changed": gettext_lazy("Changed"),
    "clean": gettext_lazy("Clean"),
}


@require_safe
def download_publication(request: HttpRequest) -> HttpResponse | FileResponse:
    return _download(_publication(request), Selection(), "publication")


@require_safe
def download_post(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The newest draft of one post, for who may edit it."""
    page = get_object_or_404(Page, pk=pk)
    parent = page.get_parent().specific
    if not isinstance(parent, PublicationPage):
        raise PermissionDenied
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    address = page.url_path.removeprefix(parent.url_path)
    return _download(parent, Selection(post=address, drafts=True), page.slug)


def _download(publication: PublicationPage, selection: Selection, name: str) -> FileResponse:
    archive = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    with tempfile.TemporaryDirectory() as folder:
        export_site(publication, Path(folder), selection)
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
            for file in sorted(Path(folder).rglob("*")):
                if file.is_file():
                    packed.write(file, file.relative_to(folder).as_posix())
    archive.seek(0)
    safe = re.sub(r"[^\w.-]+", "-", name) or "export"
    return FileResponse(archive, as_attachment=True, filename=f"{safe}.zip")


def _publication(request: HttpRequest) -> PublicationPage:
    """The publication, for who may publish in it whatever others wrote."""
    publication = PublicationPage.objects.order_by("path").first()
    permissions = publication.permissions_for_user(request.user) if publication else None
    if publication is None or permissions is None:
        raise PermissionDenied
    if not (permissions.can_add_subpage() and permissions.can_publish_subpage()):
        raise PermissionDenied
    return publication


def _uploads() -> Path:
    return Path(settings.VAR_DIR) / "uploads"


def _forget_upload(request: HttpRequest) -> None:
    waiting: Any = request.session.pop(_KEY, None)
    if waiting:
        shutil.rmtree(_uploads() / waiting["folder"], ignore_errors=True)
