"""Who may import and export."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from blog.posts.models import PublicationPage


def publication_for(user: Any) -> PublicationPage | None:
    """The publication, for who may publish in it whatever others wrote."""
    publication = PublicationPage.objects.order_by("path").first()
    permissions = publication.permissions_for_user(user) if publication else None
    if permissions is None:
        return None
    allowed = permissions.can_add_subpage() and permissions.can_publish_subpage()
    return publication if allowed else None


def required_publication(request: HttpRequest) -> PublicationPage:
    publication = publication_for(request.user)
    if publication is None:
        raise PermissionDenied
    return publication
