"""What a file of records held: the items that could be read, and a sentence for each that could not."""

from __future__ import annotations

from dataclasses import dataclass

from blog.core.errors import SourceError
from blog.papers.csl import CslItem


@dataclass(frozen=True, slots=True)
class Reading:
    items: list[CslItem]
    problems: list[SourceError]
