"""The languages a post may be written in (BCP 47), and how each runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

LANGUAGE_CHOICES = [
    ("en", _("English")),
    ("es", _("Spanish")),
    ("ca", _("Catalan")),
    ("de", _("German")),
    ("fr", _("French")),
    ("it", _("Italian")),
    ("pt", _("Portuguese")),
    ("nl", _("Dutch")),
    ("eu", _("Basque")),
    ("gl", _("Galician")),
    ("ja", _("Japanese")),
    ("zh", _("Chinese")),
    ("ko", _("Korean")),
    ("ar", _("Arabic")),
    ("he", _("Hebrew")),
    ("fa", _("Persian")),
]
RIGHT_TO_LEFT = frozenset({"ar", "he", "fa"})


def direction(language: str) -> str:
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def spoken_language(*wanted: str) -> str:
    """The first of these that the interface has, else the one that is spoken already."""
    known = dict(settings.LANGUAGES)
    current = translation.get_language() or settings.LANGUAGE_CODE
    return next((language for language in wanted if language in known), current)


@contextmanager
def speaking(*wanted: str) -> Iterator[None]:
    """Render in the page's language where the interface has it, else in the site's own.

    Never the visitor's: finished files cannot ask for it.
    """
    with translation.override(spoken_language(*wanted)):
        yield


def site_language(request: HttpRequest) -> str:
    """What the lists of this site speak, and the pages whose language the interface has not.

    404 where no publication is served: nobody can read anything there.
    """
    if Site.find_for_request(request) is None:
        raise Http404
    publication = apps.get_model("blog.PublicationSettings").for_request(request)
    return str(publication.language)
