"""What a reader sees when nothing is there, or something broke."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponseNotFound
from django.shortcuts import render
from django.urls import reverse
from wagtail.models import Site

from blog.core.languages import site_language, speaking
from blog.site.mistyped import meant_post, words_of
from blog.site.public import public_posts


def page_not_found(request, exception=None):
    if getattr(request, "only_asks", False) or Site.find_for_request(request) is None:
        # Nobody reads it: another form of an address was tried, or no publication is served.
        return HttpResponseNotFound()
    with speaking(site_language(request)):
        meant = meant_post(request.path)
        context = {
            "path": request.path,
            "words": words_of(request.path),
            "meant": meant,
            "newest": None if meant else public_posts().newest_first().first(),
        }
        return render(request, "404.html", context, status=404)


def server_error(request):
    """Needs neither database nor templates of ours that do."""
    with speaking(settings.LANGUAGE_CODE):
        return render(None, "500.html", {"home": reverse("front")}, status=500)
