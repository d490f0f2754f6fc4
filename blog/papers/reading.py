"""What a file of records held: the items that could be read, a sentence for each that could not, and
one for what was guessed."""

from __future__ import annotations

from dataclasses import dataclass, field

from blog.core.errors import SourceError
from blog.papers.csl import CslItem


@dataclass(frozen=True, slots=True)
class Reading:
    items: list[CslItem]
    problems: list[SourceError]
    warnings: list[SourceError] = field(default_factory=list)
