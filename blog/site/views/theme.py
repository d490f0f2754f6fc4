"""The colour of the publication as a stylesheet."""

from __future__ import annotations

from django.http import HttpResponse

from blog.site.models import PublicationSettings
from blog.site.views.public_view import public_view


@public_view
def theme_css(request):
    """The group's one colour, in the layer that wins. A file, because pages carry no inline style."""
    settings_of_site = PublicationSettings.for_request(request)
    css = f"@layer theme {{ :root {{ --accent: {settings_of_site.accent}; }} }}\n"
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=300"
    return response
