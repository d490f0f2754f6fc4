"""Redirects from where a page and its files were."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from blog.transfer.assets import store_document
from blog.transfer.document import Document, Notice
from blog.transfer.rows import WriteContext


def redirect_from(document: Document, page: Page, context: WriteContext) -> None:
    """One redirect for every former address. One that another page lives at stays with that page."""
    own = Redirect.normalise_path(page.get_url() or "")
    for alias in document.aliases:
        path = Redirect.normalise_path(_former_path(alias))
        if path in (own, "", "/"):
            continue
        wanted = f"{context.parent.url_path}{path.strip('/')}/"
        other = context.parent.get_children().filter(url_path=wanted).exclude(pk=page.pk).first()
        made = None
        if other is None:
            made, _new = Redirect.objects.get_or_create(
                old_path=path, site=None, defaults={"redirect_page": page, "is_permanent": True}
            )
        if made is None or (made.redirect_page_id and made.redirect_page_id != page.pk):
            context.store.notices.append(
                Notice(
                    "warning",
                    document.path,
                    _("the former address %(path)s leads to another page already.")
                    % {"path": path},
                    _("Take it out of one of the two posts."),
                )
            )


def _former_path(alias: str) -> str:
    parts = urlsplit(alias if "://" in alias else f"//x/{alias.lstrip('/')}")
    path = "/" + parts.path.strip("/")
    return f"{path}?{parts.query}" if parts.query else path


def serve_files(document: Document) -> None:
    """Films and papers at their former address; pictures are served by their renditions."""
    for asset in document.assets:
        if asset.file and asset.file.suffix.lower() in (".mp4", ".webm", ".mp3", ".ogg", ".pdf"):
            path = Redirect.normalise_path(asset.address)
            if not Redirect.objects.filter(old_path=path).exists():
                Redirect.objects.create(
                    old_path=path, redirect_link=store_document(asset.file), is_permanent=True
                )
