"""The one byline rule: who wrote a post, in order, in every output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext as _

from blog.core.enumeration import enumerate_words
from blog.core.text import initials

Style = Literal["text", "short", "bibtex", "family-first"]


@dataclass(frozen=True, slots=True)
class Credit:
    """One author as credited: names, address of the public page, ORCID iD, portrait."""

    name: str
    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    organisation: bool = False
    url: str = ""
    orcid: str = ""
    portrait: Any = None

    @property
    def initials(self) -> str:
        return initials(self.name)

    @property
    def family_first(self) -> str:
        """ "van der Berg, Jr., Ada"; an organisation or a one-word name stays as it is."""
        if self.organisation or not self.family:
            return self.name
        family = f"{self.particle} {self.family}".strip()
        return ", ".join(part for part in (family, self.suffix, self.given) if part)

    @property
    def csl_name(self) -> dict[str, str]:
        """The name in the parts that CSL knows; an organisation or a one-word name is literal."""
        if self.organisation or not (self.family and self.given):
            return {"literal": self.name}
        parts = {
            "family": self.family,
            "given": self.given,
            "non-dropping-particle": self.particle,
            "suffix": self.suffix,
        }
        return {part: words for part, words in parts.items() if words}


def format_byline(credits: Sequence[Credit], style: Style = "text") -> str:
    """The names of a byline in credited order.

    text: "Ada Quill, Bruno Verso and C. Folio" · short: the first of more than two, "Ada Quill
    et al." · bibtex: "Quill, Ada and Verso, Bruno" with organisations in braces · family-first:
    "Quill, Ada; Verso, Bruno". Nobody credited gives "".
    """
    if style == "bibtex":
        return " and ".join(
            "{" + credit.name + "}" if credit.organisation else credit.family_first
            for credit in credits
        )
    if style == "family-first":
        return "; ".join(credit.family_first for credit in credits)
    names = [credit.name for credit in credits]
    if style == "short" and len(names) > 2:
        return _("%(first)s et al.") % {"first": names[0]}
    return enumerate_words(names)
