"""The style sheet in the colours of the publication."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.views.decorators.http import conditional_page, require_safe

from blog.site.stylesheet import coloured_sheet, version_of

FOR_EVER, A_WHILE = "public, max-age=31536000, immutable", "public, max-age=300"


@require_safe
@conditional_page
def look_css(request: HttpRequest, light: str, dark: str, version: str) -> HttpResponse:
    """Any two colours. A page that was kept since an update asks for an old version, and gets the
    new one for a while."""
    address = static("blog/site.css")
    css = coloured_sheet(address, f"#{light}", f"#{dark}")
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = FOR_EVER if version == version_of(address) else A_WHILE
    return response
