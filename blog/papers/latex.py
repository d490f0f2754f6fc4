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
# No space inside the signs and no digit behind them, as pandoc tells formulas from money.
_FORMULA = re.compile(r"((?<!\\)\$(?=[^\s$])[^$]*[^\s$\\]\$(?!\d))")
# What keeps a formula one when it is read; others become plain signs. No comment and no table.
_IS_MATHEMATICS = re.compile(r"[^%#&]*[\^_{][^%#&]*")
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


def escape_text(text: str) -> str:
    """As `escape`, with formulas left as they are: "$O(n^2)$" is one, "$5 and $6" is money."""
    parts = _FORMULA.split(text)
    formulas = parts[1::2]
    if not all(map(_IS_MATHEMATICS.fullmatch, formulas)) or not all(map(is_balanced, parts)):
        return escape(text)
    return "".join(part if at % 2 else escape(part) for at, part in enumerate(parts))


def escape_verbatim(text: str) -> str:
    """For a field in which no command is read: an address, a DOI."""
    # A backslash would take the end of the field with it.
    line = "".join(one_line(text).split()).replace("\\", "%5C")
    return line if is_balanced(line) else line.replace("{", "%7B").replace("}", "%7D")


def decode_verbatim(text: str) -> str:
    bare = re.sub(r"\\([%#_&~])", r"\1", text).strip()
    while bare[:1] + bare[-1:] == "{}" and is_balanced(bare[1:-1]):
        bare = bare[1:-1].strip()
    return bare.replace("%7B", "{").replace("%7D", "}").replace("%5C", "\\")


def decode(text: str) -> str:
    """Accents, symbols and formulas of one sign as characters; unknown commands lose their name,
    and what has an exponent, an index or a fraction stays a formula."""
    parts = _FORMULA.split(text)
    if len(parts) > 1:
        plain = (
            part if at % 2 and _IS_MATHEMATICS.fullmatch(part) else _spaced(part)
            for at, part in enumerate(parts)
        )
        return " ".join("".join(plain).split())
    return _decoded(text)


def _spaced(part: str) -> str:
    """The spaces at its ends are those between it and a formula."""
    before, after = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
    return f"{before}{_decoded(part)}{after}" if part.strip() else part


def _decoded(text: str) -> str:
    if not re.search(r"[\\{}$~%]|--|``|''", text):
        return " ".join(text.split())
    # BibTeX knows no comments inside a field, LaTeX does: what people paste means a per cent.
    prepared = re.sub(r"(?<!\\)%", r"\\%", text).replace(r"\textasciicircum{}", _CARET)
    plain = _decoder().latex_to_text(prepared)
    return " ".join(plain.replace("\xa0", " ").replace(_CARET, "^").split())


@cache
def _decoder() -> LatexNodes2Text:
    return LatexNodes2Text(math_mode="text", keep_comments=True)
