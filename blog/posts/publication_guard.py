"""The publication of a site is neither deleted nor withdrawn while readers are sent to it, and they
are sent to nothing else."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.models import Page, Site
from wagtail.sites.forms import SiteForm
from wagtail.sites.views import DeleteView, SiteViewSet

from blog.core.redirects import redirect_to_view
from blog.posts.models import PublicationPage


def refuse_without_publication(request: HttpRequest, *pages: Any) -> HttpResponse | None:
    """A redirect with the reason as a message where a site shows one of these, or a page below;
    None lets it happen."""
    sites = Site.objects.select_related("root_page")
    shown = [
        site
        for site in sites
        if any(
            isinstance(page, Page) and site.root_page.path.startswith(page.path) for page in pages
        )
    ]
    if request.method != "POST" or not shown:
        return None
    names = ", ".join(site.site_name or site.hostname for site in shown)
    message = _(
        "“%(title)s” is what readers of %(sites)s see. Give the site another root page first, under "
        "Settings → Sites."
    )
    messages.error(request, message % {"title": shown[0].root_page.title, "sites": names})
    return redirect_to_view(request, "wagtailadmin_explore", shown[0].root_page.get_parent().pk)


def refuse_bulk_action(
    request: HttpRequest, action_type: str, objects: Any, _view: Any
) -> HttpResponse | None:
    if action_type in ("delete", "unpublish"):
        return refuse_without_publication(request, *objects)
    return None


class SiteDeleteView(DeleteView):
    """Refuses to delete the site that readers of every other address are sent to."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.is_default_site:
            message = _(
                "“%(site)s” is the default site. Make another one the default first, so that "
                "readers find something."
            )
            messages.error(request, message % {"site": self.object})
            return redirect_to_view(request, "wagtailsites:index")
        return super().post(request, *args, **kwargs)


class GuardedSiteForm(SiteForm):
    def clean_root_page(self) -> Page:
        page: Page = self.cleaned_data["root_page"]
        if page.specific_class is PublicationPage and page.live:
            return page
        message = _(
            "“%(page)s” is no published publication, and readers would find nothing. Choose one "
            "that is."
        )
        raise ValidationError(message % {"page": page.title})


class GuardedSiteViewSet(SiteViewSet):
    delete_view_class = SiteDeleteView

    def get_form_class(self, for_update: bool = False) -> type[SiteForm]:
        return GuardedSiteForm
