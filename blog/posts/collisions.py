"""Two editors at once: the second is tried once more, and otherwise told that somebody was faster."""

from __future__ import annotations

import logging

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.core.errors import GoneError
from blog.core.redirects import redirect_to_view
from blog.posts.publishing_gate import PublishingRefused

logger = logging.getLogger(__name__)
# https://www.postgresql.org/docs/current/errcodes-appendix.html: serialization, deadlock.
_COLLISIONS = frozenset(("40001", "40P01"))


class CollisionMiddleware:
    """For what editors send. A form that is tried again sees what the other one did, and asks."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request, exception) -> HttpResponse | None:
        is_sent = request.method == "POST" and request.path.startswith(reverse("wagtailadmin_home"))
        if not is_sent or not _is_collision(exception):
            return None
        logger.warning("Two at once at %s: %s", request.path, exception)
        if _may_help(exception) and not request.FILES and not hasattr(request, "is_second_try"):
            request.is_second_try = True
            return self.get_response(request)
        return _somebody_was_faster(request, exception)


def _is_collision(exception: Exception) -> bool:
    if isinstance(exception, OperationalError):
        return getattr(exception.__cause__, "sqlstate", "") in _COLLISIONS
    if isinstance(exception, ValidationError):
        # A form let it pass a moment ago.
        return not isinstance(exception, PublishingRefused)
    return isinstance(exception, GoneError | IntegrityError | ObjectDoesNotExist)


def _may_help(exception: Exception) -> bool:
    return not isinstance(exception, GoneError | ObjectDoesNotExist)


def _somebody_was_faster(request: HttpRequest, exception: Exception) -> HttpResponse:
    reason = str(exception) if isinstance(exception, GoneError) else ""
    message = _("Somebody else was faster.") + f" {reason}".rstrip()
    message += " " + _("Look at what is there now, and try again.")
    if not request.accepts("text/html"):
        answer = {"success": False, "error_code": "collision", "error_message": message}
        return JsonResponse(answer, status=400)
    messages.error(request, message)
    return redirect_to_view(request, "wagtailadmin_home")
