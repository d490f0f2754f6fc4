"""What leads on from where a page and its files were."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from blog.posts.address_book import enter_former, normalise_path
from blog.posts.models import PublicAddress
from blog.transfer.document import Document, Notice
from blog.transfer.models import ImportedAddress
from blog.transfer.writing.assets import store_document
from blog.transfer.writing.below import former_path
from blog.transfer.writing.own_address import other_source_at, title_at
from blog.transfer.writing.rows import WriteContext


def lead_on_from(document: Document, page: Page, context: WriteContext) -> list[str]:
    """Every former address leads to the page. One that another page lives at stays with that page."""
    own = normalise_path(page.get_url() or "")
    leading: list[str] = []
    for alias in document.aliases:
        path = former_path(alias)
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
    if title_at(path, document, context, page) or other_source_at(path, context):
        return False
    if not enter_former(path, page):
        return False
    row = PublicAddress.objects.filter(publication=context.parent, path=path).first()
    if row:
        _note(context, path, address=row)
    return True


def serve_files(document: Document, context: WriteContext) -> None:
    """Films and papers at their former address; pictures are served by their renditions."""
    for asset in document.assets:
        if asset.file and asset.file.suffix.lower() in (".mp4", ".webm", ".mp3", ".ogg", ".pdf"):
            address = f"/{context.origin.prefix}/{asset.address.lstrip('/')}"
            path = Redirect.normalise_path(address if context.origin.prefix else asset.address)
            redirect, is_new = Redirect.objects.get_or_create(
                old_path=path,
                defaults={"redirect_link": store_document(asset.file), "is_permanent": True},
            )
            if is_new:
                _note(context, path.strip("/"), redirect=redirect)
            elif ImportedAddress.objects.filter(
                redirect=redirect, origin__in=context.others
            ).exclude(redirect__redirect_link=store_document(asset.file)):
                what = _("the former address %(path)s leads to a file of another source.")
                mend = _("Let this source live below a --prefix, or rename the file.")
                notice = Notice("warning", document.path, what % {"path": path}, mend)
                context.store.notices.append(notice)


def _note(context: WriteContext, path: str, **target: Any) -> None:
    ImportedAddress.objects.update_or_create(
        origin=context.origin, path=path[:700], defaults=target
    )
