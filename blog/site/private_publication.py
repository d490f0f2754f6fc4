"""A publication that only members read: strangers are asked to sign in, members read everything."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from wagtail.models import PageViewRestriction, Site

from blog.posts.privacy import accept_for_request, known_restrictions

# What the sign-in page needs, what is guarded by itself, and what machines ask of any site.
_OPEN = ("/healthz", "/readyz", "/robots.txt", "/favicon.ico", "/icons/", "/look/", "/documents/")


class PrivatePublicationMiddleware:
    """Asks by the root of the site alone; a page that is private by itself answers 404 to strangers,
    as if it were not there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        restrictions = [] if _is_open(request.path) else _restrictions_of_site(request)
        if not restrictions:
            return self.get_response(request)
        if not all(item.accept_request(request) for item in restrictions):
            if request.user.is_authenticated:
                # Signing in again would not help.
                raise Http404
            return redirect_to_login(request.get_full_path(), reverse("wagtailadmin_login"))
        accept_for_request(restrictions)
        response = self.get_response(request)
        response["Cache-Control"] = "private, no-store"
        return response


def _is_open(path: str) -> bool:
    admin = reverse("wagtailadmin_home")
    return path.startswith((admin, settings.MEDIA_URL, settings.STATIC_URL, *_OPEN))


def _restrictions_of_site(request: HttpRequest) -> list[PageViewRestriction]:
    site = Site.find_for_request(request)
    if site is None:
        return []
    known = known_restrictions()
    if known is None:
        return list(PageViewRestriction.objects.filter(page=site.root_page_id))
    return [item for item in known if item.page_id == site.root_page_id]
