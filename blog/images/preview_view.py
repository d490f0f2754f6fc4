"""A picture in a size that an editor tries out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from wagtail.images.views.images import preview as wagtail_preview


def preview(request: HttpRequest, image_id: int, filter_spec: str) -> HttpResponseBase:
    """Wagtail reads only whether the spec is well-formed; a size of zero pixels, or one that the
    format cannot hold, fails in the encoder."""
    try:
        response: HttpResponseBase = wagtail_preview(request, image_id, filter_spec)
    except (ArithmeticError, OSError, ValueError):
        message = _("No picture can be made in this size: %(spec)s. Try another one.")
        return HttpResponseBadRequest(
            message % {"spec": filter_spec[:100]}, content_type="text/plain; charset=utf-8"
        )
    return response
