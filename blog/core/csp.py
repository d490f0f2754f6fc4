"""Two content security policies: the strict one for readers, one for Wagtail's admin.

A preview shows what readers will see, so it has the readers' policy, in a frame of the admin.
"""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import SELF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse


class AdminPolicyMiddleware:
    """Stands below django-csp's middleware and chooses the admin's policy for the admin.

    Readers' pages get the policy of the settings: no nonce, nothing inline, because finished files
    cannot carry a nonce.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "is_preview", False):
            # Wagtail sends a request of its own through all middlewares, within that of the editor.
            # django-csp writes this header there, and leaves it alone on the way out.
            response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]
        if request.path.startswith(reverse("wagtailadmin_home")):
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]
            # The editor shows a preview of the page in a frame.
            response["X-Frame-Options"] = "SAMEORIGIN"
        return response
