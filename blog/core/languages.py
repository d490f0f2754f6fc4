"""The languages a post may be written in (BCP 47), and how each runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

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


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Render in the page's language where the interface has it, else in the site's own.

    Never the visitor's: finished files cannot ask for it.
    """
    spoken = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(spoken):
        yield
