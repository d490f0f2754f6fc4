"""What leads on from where a page and its files were."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from blog.core.addresses import parse_address
from blog.posts.address_book import enter_former, normalise_path
from blog.transfer.document import Document, Notice
from blog.transfer.writing.assets import store_document
from blog.transfer.writing.own_address import title_at
from blog.transfer.writing.rows import WriteContext


def lead_on_from(document: Document, page: Page, context: WriteContext) -> list[str]:
    """Every former address leads to the page. One that another page lives at stays with that page."""
    own = normalise_path(page.get_url() or "")
    leading: list[str] = []
    for alias in document.aliases:
        path = _former_path(alias)
        if path in (own, ""):
            continue
        if _leads_here(path, document, page, context):
            leading.append(path)
            continue
        what = _("the former address %(path)s leads to another page already.")
        mend = _("Take it out of one of the two posts.")
        notice = Notice("warning", document.path, what % {"path": f"/{path}"}, mend)
        context.store.notices.append(notice)
    return leading


def _leads_here(path: str, document: Document, page: Page, context: WriteContext) -> bool:
    """True when the former address leads to this page, perhaps from now on."""
    if context.claims.leads_elsewhere(path, document.source_id):
        return False
    if title_at(path, document, context, page):
        return False
    return enter_former(path, page)


def _former_path(alias: str) -> str:
    parts = parse_address(alias if "://" in alias else f"//x/{alias.lstrip('/')}")
    if parts is None:
        return normalise_path(alias)
    query = f"?{parts.query}" if parts.query else ""
    return normalise_path(f"{parts.path.strip('/')}{query}")


def serve_files(document: Document) -> None:
    """Films and papers at their former address; pictures are served by their renditions."""
    for asset in document.assets:
        if asset.file and asset.file.suffix.lower() in (".mp4", ".webm", ".mp3", ".ogg", ".pdf"):
            path = Redirect.normalise_path(asset.address)
            if not Redirect.objects.filter(old_path=path).exists():
                Redirect.objects.create(
                    old_path=path, redirect_link=store_document(asset.file), is_permanent=True
                )
