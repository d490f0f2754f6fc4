"""LaTeX → MathML on the server, without inline styles."""

from __future__ import annotations

from math_core import LatexError, LatexToMathML

_converter = LatexToMathML()


def check_latex(latex: str) -> None:
    """ValueError with what is wrong and where, when the formula cannot be set."""
    try:
        _converter.convert_with_local_state(latex, displaystyle=True)
    except LatexError as error:
        raise ValueError(str(error)) from error
