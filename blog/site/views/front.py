"""The pages of the front page after its first."""

from __future__ import annotations

from django.http import Http404
from wagtail.models import Site

from blog.posts.models import PublicationPage
from blog.site.views.public_view import public_view


@public_view
def front_page(request, number: int):
    """/page/2/ and on; the first page is the publication's own."""
    site = Site.find_for_request(request)
    publication = site.root_page.specific if site else None
    if not isinstance(publication, PublicationPage):
        raise Http404
    return publication.serve(request, number=number)
