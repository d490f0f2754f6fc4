"""LaTeX → MathML on the server, without inline styles.

math-core writes `style=` for aligned, cases, array and colour; a strict policy blocks those, so the
closed set of declarations becomes classes (`static/blog/css/math.css`) and the rest is dropped.
"""

from __future__ import annotations

import re
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from math_core import LatexError, LatexToMathML

MAX_LENGTH = 10_000
_converter = LatexToMathML()
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_STYLE = re.compile(r' style="([^"]*)"')
# The level that every table has unless somebody says so; validators know it on <mstyle> alone.
_LEVEL = re.compile(r'(<mtable\b[^>]*?) scriptlevel="0"')
_CLASSES = {
    "text-align:left": "math-start",
    "text-align:right": "math-end",
    "padding-left:0": "math-flush-start",
    "padding-right:0": "math-flush-end",
    "border-left:0.05em solid currentcolor": "math-rule-start",
    "border-right:0.05em solid currentcolor": "math-rule-end",
    "border-top:0.05em solid currentcolor": "math-rule-top",
    "border-bottom:0.05em solid currentcolor": "math-rule-bottom",
    "color:#FF0000": "math-red",
    "color:#0000FF": "math-blue",
    "color:#008000": "math-green",
}


def check_latex(latex: str) -> None:
    """ValueError with what is wrong and where, when the formula cannot be set."""
    if len(latex) > MAX_LENGTH:
        raise ValueError(f"The formula is longer than {MAX_LENGTH} characters.")
    try:
        _converter.convert_with_local_state(latex, displaystyle=True)
    except LatexError as error:
        first_line = _ANSI.sub("", str(error)).strip().splitlines()[0]
        raise ValueError(first_line.removeprefix("Error:").strip()) from error


@lru_cache(maxsize=2048)
def render_math(latex: str, *, display: bool = False) -> SafeString:
    """MathML. A formula that cannot be set is shown as the LaTeX that it is."""
    if len(latex) <= MAX_LENGTH:
        try:
            mathml = _converter.convert_with_local_state(latex, displaystyle=display)
        except LatexError:
            pass
        else:
            # math-core escapes what it is given, and writes elements of MathML alone.
            return mark_safe(_LEVEL.sub(r"\1", _STYLE.sub(_to_class, mathml)))
    return format_html('<code class="math-source">{}</code>', latex)


def _to_class(match: re.Match[str]) -> str:
    declarations = (
        ":".join(part.strip() for part in item.split(":", 1)) for item in match[1].split(";")
    )
    classes = [_CLASSES[item] for item in declarations if item in _CLASSES]
    return f' class="{" ".join(classes)}"' if classes else ""
