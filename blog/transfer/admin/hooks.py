"""Where Wagtail's admin finds import and export."""

from __future__ import annotations

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from blog.posts.models import PublicationPage
from blog.transfer.admin import export_views, import_views, source_views
from blog.transfer.admin.access import publication_for


class TransferMenuItem(MenuItem):
    def is_shown(self, request):
        return publication_for(request.user) is not None


def transfer_urls():
    one = "transfer/reports/<int:pk>/"
    return [
        path("transfer/", import_views.transfer_home, name="transfer"),
        path("transfer/upload/", import_views.upload, name="transfer-upload"),
        path("transfer/confirm/", import_views.begin_here),
        path("transfer/reports/", import_views.begin_here),
        path(one, import_views.report, name="transfer-report"),
        path(f"{one}report.json", import_views.report_json, name="transfer-report-json"),
        path(f"{one}confirm/", import_views.confirm, name="transfer-confirm"),
        path(f"{one}resume/", import_views.resume, name="transfer-resume"),
        path(f"{one}stop/", import_views.stop, name="transfer-stop"),
        path(f"{one}discard/", import_views.discard, name="transfer-discard"),
        path("transfer/sources/<int:pk>/", source_views.edit_source, name="transfer-source"),
        path(f"{one}entries/", import_views.accept_entries, name="transfer-entries"),
        path("transfer/export/", export_views.download_publication, name="transfer-export"),
        path("transfer/export/<int:pk>/", export_views.download_post, name="transfer-export-post"),
    ]


def transfer_menu_item():
    return TransferMenuItem(
        _("Import and export"), reverse("transfer"), icon_name="download", order=850
    )


def download_button(page, user, next_url=None, view_name=None):
    """Among what can be done with a post."""
    parent = page.get_parent()
    is_ours = parent and isinstance(parent.specific, PublicationPage)
    if is_ours and page.permissions_for_user(user).can_edit():
        yield Button(
            _("Download Markdown"),
            reverse("transfer-export-post", args=[page.pk]),
            icon_name="download",
            priority=90,
        )
