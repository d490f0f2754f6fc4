"""Names of people as sites write them: several in one string, with affiliations and markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from blog.papers.latex import decode
from blog.transfer.hugo.wording import shown_text
from blog.transfer.reading.dialect import Dialect

_AFFILIATION = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\](?!\())")
_MARKERS = re.compile(r"(?i)<sup\b[^>]*>.*?</sup>|\^\{?[\w,*]+\}?\^?|\\?[*†‡§]+(?=\s|,|;|$)")
_LATEX = re.compile(r"\\[^\s]|[{}]")
# "Göğüş, M.", "Quill, Ada B."
_INVERTED = re.compile(r"([^,;]+),\s*((?:\w\.[\s-]*)+|\w[\w.'’-]+(?:\s\w\.?){0,2})")
_SEVERAL = re.compile(r"\s(?:and|&|und|et|y|i|e)\s|,.*,")


def people_in(value: Any) -> Iterator[str]:
    """The names of a string, a list or tables with a `name`; a semicolon parts two of them."""
    for item in value if isinstance(value, list) else [value]:
        text = item.get("name") if isinstance(item, dict) else item
        if isinstance(text, str | int | float) and not isinstance(text, bool):
            for part in unescape(str(text)).split(";"):
                if name := bare_name(part):
                    yield name


def bare_name(text: str) -> str:
    """Without affiliation, marks and markup."""
    text = plain_latex(_MARKERS.sub("", text.strip()))
    text = _AFFILIATION.sub("", shown_text(text, Dialect(typographer=False)))
    return " ".join(text.split()).strip(" ,*")


def plain_latex(text: str) -> str:
    return decode(text) if _LATEX.search(text) else text


def turned(name: str) -> str:
    """ "Göğüş, M." → "M. Göğüş", where names stand in a row with commas between."""
    inverted = _INVERTED.fullmatch(name)
    return f"{inverted[2]} {inverted[1]}".strip() if inverted else name


def may_be_several(name: str) -> bool:
    return bool(_SEVERAL.search(name))
