"""Where Wagtail's admin finds import and export."""

from __future__ import annotations

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from blog.posts.models import PublicationPage
from blog.transfer import views


class TransferMenuItem(MenuItem):
    def is_shown(self, request):
        publication = PublicationPage.objects.order_by("path").first()
        permissions = publication and publication.permissions_for_user(request.user)
        return bool(
            permissions and permissions.can_add_subpage() and permissions.can_publish_subpage()
        )


def transfer_urls():
    return [
        path("transfer/", views.transfer_home, name="transfer"),
        path("transfer/upload/", views.upload, name="transfer-upload"),
        path("transfer/confirm/", views.confirm, name="transfer-confirm"),
        path("transfer/reports/<int:pk>/", views.report, name="transfer-report"),
        path("transfer/export/", views.download_publication, name="transfer-export"),
        path("transfer/export/<int:pk>/", views.download_post, name="transfer-export-post"),
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
