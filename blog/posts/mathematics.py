"""LaTeX → MathML on the server, without inline styles.

math-core writes `style=` for aligned, cases, array and colour; a strict policy blocks those, so the
closed set of declarations becomes classes (`static/blog/css/math.css`) and the rest is dropped.
"""

from __future__ import annotations

import re
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from math_core import LatexError, LatexToMathML

from blog.core.html import render_markdown

MAX_LENGTH = 10_000
# Its errors are "15: Unknown command …", where 15 is a character of the formula.
_converter = LatexToMathML(fancy_error=False)
_SIGNS = [
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r"```(?:math|latex|tex)?\n(.*)\n```",
        r"\$\$(.*)\$\$",
        r"\\\[(.*)\\\]",
        r"\\\((.*)\\\)",
        r"\$((?:[^$\\]|\\.)*)\$",
    )
]
_NUMBERED = re.compile(r"\\(begin|end)\{(align|equation|gather|multline)\}")
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}")
_TAG = re.compile(r"<[^>]*>")
_PLACE = re.compile(r"\\(?:[A-Za-z]+|.)|\{([^{}]*)\}|[^\\\n]{1,12}")
# What math-core says, and what an editor reads.
_SENTENCES = [
    ("Unknown command", gettext_lazy("there is no command of this name.")),
    ("Unknown environment", gettext_lazy("there is no environment of this name.")),
    ('Unexpected "$"', gettext_lazy("write $ as \\$; a formula needs no signs around it.")),
    ("Expected closing", gettext_lazy("a bracket or a \\begin is never closed.")),
    ("Expected argument", gettext_lazy("something has to follow here.")),
    ("Unmatched closing", gettext_lazy("this closes what was never opened.")),
    (
        'Found "&"',
        gettext_lazy(
            "& may stand only in a table of lines, as between \\begin{aligned} and \\end{aligned}."
        ),
    ),
    (
        "Duplicate",
        gettext_lazy("this has two superscripts or two subscripts. Put braces around one."),
    ),
]
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


def bare_latex(text: str) -> str:
    """The formula without the signs that it was copied with: $$…$$, \\[…\\], $…$ and their like."""
    latex = text.strip()
    for signs in _SIGNS:
        if (match := signs.fullmatch(latex)) and not _is_signed(match[1]):
            return match[1].strip()
    return latex


def _is_signed(inner: str) -> bool:
    """ "$$a$$ and $$b$$" are two formulas, not one between signs."""
    return "$$" in inner or "\\]" in inner or "\\)" in inner


def check_latex(latex: str) -> None:
    """ValueError with what is wrong and where, when the formula cannot be set or shows nothing."""
    if len(latex) > MAX_LENGTH:
        message = _("The formula is longer than %(count)s characters.")
        raise ValueError(message % {"count": MAX_LENGTH})
    try:
        mathml = _convert(latex, display=True)
    except LatexError as error:
        raise ValueError(_explained(latex, str(error))) from error
    if not _TAG.sub("", mathml).strip():
        raise ValueError(
            _("Nothing of this is shown. Write a formula: what follows % is a comment.")
        )


def _explained(latex: str, error: str) -> str:
    position, _colon, words = error.partition(": ")
    at = int(position)
    what = next((text for start, text in _SENTENCES if words.startswith(start)), words)
    line = latex.count("\n", 0, at) + 1
    place = _PLACE.match(latex, at)
    if not place:
        return _("At the end: %(what)s") % {"what": what}
    values = {"line": line, "place": (place[1] or place[0]).strip(), "what": what}
    if line == 1:
        return _("At “%(place)s”: %(what)s") % values
    return _("In line %(line)s, at “%(place)s”: %(what)s") % values


def _convert(latex: str, *, display: bool) -> str:
    """LatexError when it cannot be set. Lines carry the numbers that somebody wrote, and no others."""
    plain = _LABEL.sub("", latex)
    if "\\tag" not in plain:
        plain = _NUMBERED.sub(r"\\\1{\2*}", plain)
    return _converter.convert_with_local_state(plain, displaystyle=display)


def formulas_in_markdown(source: str) -> str:
    """Markdown as harmless HTML, with its formulas set."""
    return render_markdown(source, formula=render_math)


@lru_cache(maxsize=2048)
def render_math(latex: str, *, display: bool = False) -> SafeString:
    """MathML. A formula that cannot be set is shown as the LaTeX that it is."""
    if len(latex) <= MAX_LENGTH:
        try:
            mathml = _convert(latex, display=display)
        except LatexError:
            pass
        else:
            # math-core escapes what it is given, and writes elements of MathML alone.
            styled = _LEVEL.sub(r"\1", _STYLE.sub(_to_class, mathml))
            return mark_safe(_with_source(styled, latex))
    return format_html('<code class="math-source" translate="no">{}</code>', latex)


def _with_source(mathml: str, latex: str) -> str:
    """With the LaTeX that readers copy (static/blog/js/formulas.js)."""
    return mathml.replace("<math", format_html('<math alttext="{}"', latex), 1)


def _to_class(match: re.Match[str]) -> str:
    declarations = (
        ":".join(part.strip() for part in item.split(":", 1)) for item in match[1].split(";")
    )
    classes = [_CLASSES[item] for item in declarations if item in _CLASSES]
    return f' class="{" ".join(classes)}"' if classes else ""
