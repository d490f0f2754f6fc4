"""What a reader sees when nothing is there, or something broke."""

from __future__ import annotations

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
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
    """Needs neither database nor templates of ours that do. A database that is away comes back:
    readers, and the programs that look after caches and indexes, are asked to try again."""
    is_away = isinstance(sys.exc_info()[1], (OperationalError, InterfaceError))
    with speaking(settings.LANGUAGE_CODE):
        answer = render(
            None, "500.html", {"home": reverse("front")}, status=503 if is_away else 500
        )
    if is_away:
        answer["Retry-After"] = "30"
        answer["Cache-Control"] = "no-store"
    return answer
