"""Names in a row, as each language joins them: A, B and C; A, B y C, but A, B e Irene."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from blog.core.text import fold

# What sounds like the Spanish "y": Irene, Íñigo, Hilda, Yves; not Ian, hielo, Yolanda.
_SOUNDS_LIKE_I = re.compile(r"(?:h?i(?![aeou])|y(?![aeiou]))", re.IGNORECASE)


def enumerate_words(words: Sequence[str], *, heard: str = "") -> str:
    """ "A, B and C". `heard` is how the last one sounds, where it stands in markup."""
    if len(words) < 2:
        return "".join(words)
    parts = {"names": ", ".join(words[:-1]), "last": words[-1]}
    if _SOUNDS_LIKE_I.match(fold(heard or words[-1])):
        # Translators: in Spanish “y” becomes “e” here; most languages join all words alike.
        return pgettext("before a word that begins as in Irene", "%(names)s and %(last)s") % parts
    return _("%(names)s and %(last)s") % parts
