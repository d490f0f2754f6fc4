"""How a publication looks: the choices of its settings, and the colour that each scheme shows."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.core.colours import Oklch, contrast, from_oklch, to_oklch

DEFAULT_ACCENT = "#a5241b"
# Names of attributes on <html>, and of what css/tokens.css makes of them.
FACES = [
    ("old-style", gettext_lazy("Old-style serif: Iowan, Palatino, Pagella")),
    ("book", gettext_lazy("Book serif: Charter, Cambria, Georgia")),
    ("sans", gettext_lazy("Sans serif of the reader’s system")),
]
WIDTHS = [
    ("narrow", gettext_lazy("Narrow, about 58 characters a line")),
    ("medium", gettext_lazy("Medium, about 66 characters a line")),
    ("wide", gettext_lazy("Wide, about 73 characters a line")),
]
SCHEMES = [
    ("system", gettext_lazy("As the reader’s system is set")),
    ("light", gettext_lazy("Light, until a reader switches")),
    ("dark", gettext_lazy("Dark, until a reader switches")),
]
LOGO_SIZES = [
    ("small", gettext_lazy("Small, as high as a line")),
    ("medium", gettext_lazy("Medium, two lines")),
    ("large", gettext_lazy("Large, three lines")),
]
LOGO_PLACES = [
    ("beside", gettext_lazy("Before the name")),
    ("instead", gettext_lazy("Instead of the name")),
]
# --paper and --leaf of css/tokens.css, which a test compares with these.
GROUNDS = {"light": ("#fbf8f2", "#f3eee3"), "dark": ("#181613", "#211e1a")}
# https://www.w3.org/TR/WCAG22/#contrast-minimum
ENOUGH = 4.5


class Rubric(NamedTuple):
    """The one colour, in each scheme."""

    light: str
    dark: str


def adapted(accent: str, night: str = "") -> Rubric:
    """Of the same hue, dark enough for the light page and light enough for the dark one."""
    day, evening = to_oklch(accent), to_oklch(night or accent)
    return Rubric(
        from_oklch(day._replace(lightness=min(day.lightness, 0.48))),
        from_oklch(Oklch(max(evening.lightness, 0.74), min(evening.chroma, 0.125), evening.hue)),
    )


def contrast_on(colour: str, scheme: str) -> float:
    """On the worse of the two grounds that text of this colour stands on."""
    return min(contrast(colour, ground) for ground in GROUNDS[scheme])


def why_illegible(colour: str, scheme: str) -> str:
    """What to do about a colour that cannot be read in this scheme; "" when it can."""
    reached = contrast_on(colour, scheme)
    if reached >= ENOUGH:
        return ""
    message = (
        _("%(colour)s on the light page has a contrast of %(reached)s : 1, and text needs %(enough)s : 1. Take a darker one, as %(instead)s, or let it be adapted.")
        if scheme == "light"
        else _("%(colour)s on the dark page has a contrast of %(reached)s : 1, and text needs %(enough)s : 1. Give a lighter one for the dark page, as %(instead)s, or let it be adapted.")
    )  # fmt: skip
    return message % {
        "colour": colour,
        "reached": f"{reached:.1f}",
        "enough": ENOUGH,
        "instead": getattr(adapted(colour), scheme),
    }
