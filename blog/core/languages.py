"""The languages that posts are written in and that the interface speaks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from django.apps import apps
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from blog.core.language_tags import normalise_tag

# What the form proposes.
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


def validate_tag(text: str) -> None:
    if normalise_tag(text) != text:
        message = _("“%(text)s” is not the tag of a language. Write pl, pt-BR or zh-Hant.")
        raise ValidationError(message, params={"text": text})


def language_name(language: str) -> str:
    """In the language that is spoken; the tag itself where nobody has named it."""
    proposed = dict(LANGUAGE_CHOICES).get(language)
    info = LANG_INFO.get(language.lower()) or LANG_INFO.get(language.split("-")[0]) or {}
    # Django translates the names of its languages.
    return str(proposed or (info and translation.gettext(info["name"])) or language)


def spoken_language(*languages: str) -> str:
    """The first of these that the interface has, whatever the region; else the one that is spoken
    already."""
    offered = dict(settings.LANGUAGES)
    current = translation.get_language() or settings.LANGUAGE_CODE
    tags = (tag for each in languages for tag in (each.lower(), each.split("-")[0].lower()))
    return next((tag for tag in tags if tag in offered), current)


def other_interface(written: str) -> str:
    """What the interface speaks beside words in this language; "" where it is the same."""
    return _other_than(written, translation.get_language() or "")


# Asked a hundred times for a page.
@lru_cache(maxsize=256)
def _other_than(written: str, interface: str) -> str:
    is_same = not written or written.split("-")[0].lower() == interface.split("-")[0]
    return "" if is_same else interface


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
