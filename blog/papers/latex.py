"""LaTeX as it stands in BibTeX fields → plain text, and back."""

from __future__ import annotations

import re
from functools import cache

from pylatexenc.latex2text import LatexNodes2Text

from blog.core.text import one_line

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

# BibTeX counts braces, those behind a backslash too.
_LONE_BRACES = {"{": r"\lbrace{}", "}": r"\rbrace{}"}
_CARET = "\ue000"  # a private character, because the decoder knows only a circumflex


def is_balanced(text: str) -> bool:
    """No brace closes one that opened before: "{A} and {B}" is two groups, not one."""
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def escape(text: str) -> str:
    signs = _SPECIALS if is_balanced(text) else _SPECIALS | _LONE_BRACES
    escaped = "".join(signs.get(char, char) for char in text)
    # LaTeX would join these into a dash, a quotation mark or a turned sign.
    return re.sub(r"(?<=([-`',<>]))(?=\1)|(?<=[?!])(?=`)", "{}", escaped)


def escape_verbatim(text: str) -> str:
    """For a field in which no command is read: an address, a DOI."""
    # A backslash would take the end of the field with it.
    line = "".join(one_line(text).split()).replace("\\", "%5C")
    if not is_balanced(line):
        line = line.replace("{", "%7B").replace("}", "%7D")
    # Styles of BibTeX read it as LaTeX all the same.
    return line.replace("%", r"\%").replace("#", r"\#")


def decode_verbatim(text: str) -> str:
    bare = re.sub(r"\\([%#_&~])", r"\1", text).strip()
    while bare[:1] + bare[-1:] == "{}" and is_balanced(bare[1:-1]):
        bare = bare[1:-1].strip()
    return bare.replace("%7B", "{").replace("%7D", "}").replace("%5C", "\\")


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
