"""Names and titles that people can see, on one line."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

# Embeddings, overrides and isolates turn the text around a name round; the others are nothing. The
# joiners stay, because Persian and the scripts of India need them.
_TROUBLE = re.compile("[\u00ad\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
# Letters and symbols that are drawn as nothing.
_BLANK = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")


def clean_name(text: str) -> str:
    """On one line, without signs that nobody sees; "" where nothing can be seen."""
    plain = _TROUBLE.sub("", "".join(map(_without_control, text)))
    line = " ".join(plain.split())
    return line if any(map(_is_visible, line)) else ""


def clean_names(row: models.Model, *fields: str) -> None:
    """For a model's `clean`. ValidationError for a field that must say something and does not."""
    problems: dict[str, Any] = {}
    for name in fields:
        written = getattr(row, name)
        setattr(row, name, clean_name(written))
        is_required = not getattr(row._meta.get_field(name), "blank", False)
        if written and not getattr(row, name) and is_required:
            problems[name] = _("There is no sign in it that anybody sees. Write a name.")
    if problems:
        raise ValidationError(problems)


def _without_control(sign: str) -> str:
    return " " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign


def _is_visible(sign: str) -> bool:
    return unicodedata.category(sign)[0] not in "CZ" and sign not in _BLANK
