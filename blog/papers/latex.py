"""LaTeX as it stands in BibTeX fields → plain text, and back."""

from __future__ import annotations

import re
from functools import cache

from pylatexenc.latex2text import LatexNodes2Text

_SPECIALS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "$": r"\$",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}

_CARET = "\ue000"  # a private character, because the decoder knows only a circumflex


def escape(text: str) -> str:
    escaped = "".join(_SPECIALS.get(char, char) for char in text)
    # LaTeX would join these into a dash or a quotation mark.
    return re.sub(r"(?<=([-`']))(?=\1)", "{}", escaped)


def decode(text: str) -> str:
    """Accents, symbols and simple formulas as characters; unknown commands lose their name."""
    if not re.search(r"[\\{}$~%]|--|``|''", text):
        return " ".join(text.split())
    # BibTeX knows no comments inside a field, LaTeX does: what people paste means a per cent.
    prepared = re.sub(r"(?<!\\)%", r"\\%", text).replace(r"\textasciicircum{}", _CARET)
    plain = _decoder().latex_to_text(prepared)
    return " ".join(plain.replace("\xa0", " ").replace(_CARET, "^").split())


@cache
def _decoder() -> LatexNodes2Text:
    return LatexNodes2Text(math_mode="text", keep_comments=True)
