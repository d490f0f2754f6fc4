"""Colours and focal points as classes of a finite set: our policy allows no inline style.

`blog/static/blog/css/components/placeholder.css` holds a rule for each; `style_rules` writes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

_LEVELS = ("20", "60", "a0", "e0")
_FOCUS_STEPS = 5


def tint_class(colour: str) -> str:
    """The class of the nearest of 64 colours: "#c0a070" → "tint-322"; "" for no colour."""
    if len(colour) != 7:
        return ""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "tint-" + "".join(str(part // 64) for part in parts)


def focus_class(image: Any) -> str:
    """Where a style sheet that crops shall look: "focus-31", in fifths across and down."""
    if not image.has_focal_point():
        return ""
    across = _step(image.focal_point_x, image.width)
    down = _step(image.focal_point_y, image.height)
    return f"focus-{across}{down}"


def style_rules() -> Iterator[str]:
    for steps in product(range(len(_LEVELS)), repeat=3):
        colour = "".join(_LEVELS[step] for step in steps)
        # As strong as the rule that gives every picture of a figure its ground.
        yield f"img.tint-{''.join(map(str, steps))} {{ background: #{colour}; }}"
    for across, down in product(range(_FOCUS_STEPS), repeat=2):
        share = 100 // (_FOCUS_STEPS - 1)
        yield f"img.focus-{across}{down} {{ object-position: {across * share}% {down * share}%; }}"


def _step(position: int, length: int) -> int:
    return min(_FOCUS_STEPS - 1, position * _FOCUS_STEPS // max(1, length))
