"""Export in the admin: one post, or the whole publication, as a zip."""

from __future__ import annotations

import re
import tempfile
import zipfile
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.models import Page

from blog.posts.models import PublicationPage
from blog.transfer.admin.access import required_publication
from blog.transfer.export.hugo import Selection, export_site


@require_safe
def download_publication(request: HttpRequest) -> HttpResponse | FileResponse:
    """All of it, or (`?source=`) what came from one source."""
    publication = required_publication(request)
    if key := request.GET.get("source", ""):
        sources = publication.sources.filter(pk=key if key.isdecimal() else None)
        source = get_object_or_404(sources)
        return _download(publication, Selection(source=source), source.name)
    return _download(publication, Selection(), "publication")


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
