"""What becomes of lists of papers, and what is left to a person. No Django."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

# What becomes of lists of papers: those that are certain become entries and the others are
# offered; all are offered; none is looked for; all become entries.
Mode = Literal["auto", "propose", "off", "all"]


@dataclass(frozen=True, slots=True)
class Offer:
    """A text that may be a list of papers: under which heading, the titles, and where it stands."""

    heading: str
    titles: tuple[str, ...]
    start: int = 0
    end: int = 0


@dataclass
class PaperReading:
    """How a post is read for its papers: its title, what to do, and what was left to a person."""

    title: str = ""
    mode: Mode = "auto"
    offers: list[Offer] = field(default_factory=list)
