"""What only its owner can say of a publication, asked on the dashboard until somebody has said it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.ui.components import Component
from wagtail.models import Site
from wagtail.permissions import ModelPermissionPolicy

from blog.core.redirects import redirect_to_view
from blog.site.models import PublicationSettings


class FirstStepsPanel(Component):
    """Name and licence of the publications that the user may set."""

    name = "first-steps"
    template_name = "blog/admin/first_steps.html"
    order = 40

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        if not may_set(parent_context["request"].user):
            return {"open_settings": []}
        rows = [PublicationSettings.for_site(site) for site in Site.objects.order_by("pk")]
        return {"open_settings": [row for row in rows if not (row.name and row.licence_is_chosen)]}


def may_set(user: Any) -> bool:
    return ModelPermissionPolicy(PublicationSettings).user_has_permission(user, "change")


@require_POST
def keep_licence(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer "as it is" to the question which licence the texts are under."""
    if not may_set(request.user):
        raise PermissionDenied
    row = get_object_or_404(PublicationSettings, pk=pk)
    row.licence_is_chosen = True
    row.save(update_fields=["licence_is_chosen"])
    messages.success(request, _("The licence stays as it is."))
    return redirect_to_view(request, "wagtailadmin_home")


def first_step_urls() -> list[Any]:
    return [path("licence/<int:pk>/keep/", keep_licence, name="keep-licence")]


def where_to_set(row: PublicationSettings) -> str:
    """The path of the form that holds name and licence."""
    return reverse("wagtailsettings:edit", args=["blog", "publicationsettings", row.site_id])


def unsaid_of(publication: Any) -> list[str]:
    site = publication.get_site()
    return unsaid(PublicationSettings.for_site(site)) if site else []


def unsaid(row: PublicationSettings) -> list[str]:
    """A line each on what an operator or an importer should know is not set; none when all is."""
    where = f"{row.site.root_url}{where_to_set(row)}"
    lines = []
    if not row.name:
        what = _("The publication has no name yet. Give it one at %(where)s")
        lines.append(what % {"where": where})
    if not row.licence and not row.licence_is_chosen:
        what = _("No licence is stated: all rights are reserved. Choose one at %(where)s")
        lines.append(what % {"where": where})
    return lines
