"""Papers that are perhaps one: nearly the same title, and about the same year."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from blog.core.text import fold
from blog.papers.models import Paper

# A preprint and what it became are often a year apart, seldom two.
YEARS_APART = 2
_ALIKE = 0.92


def plain_words(title: str) -> str:
    return " ".join(re.findall(r"\w+", fold(title)))


def are_alike(one: str, other: str) -> bool:
    """Whether two titles, as `plain_words` gives them, differ by no more than a word or a spelling."""
    if one == other:
        return bool(one)
    longest = max(len(one), len(other))
    # Cheap bounds first: this is asked of every paper of some years.
    if longest < 12 or abs(len(one) - len(other)) > longest * (1 - _ALIKE) * 2:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def similar_papers(title: str, year: int | None, *, most: int = 5) -> list[Paper]:
    """Stored papers with nearly this title, of about this year or of an unknown one."""
    papers = Paper.objects.all()
    if year:
        nearby = range(year - YEARS_APART, year + YEARS_APART + 1)
        papers = papers.filter(issued_year__in=nearby) | papers.filter(issued_year=None)
    wanted = plain_words(title)
    alike = [
        pk
        for pk, known in papers.values_list("pk", "title").iterator()
        if are_alike(wanted, plain_words(known))
    ]
    return list(Paper.objects.filter(pk__in=alike[:most]).prefetch_related("identifiers"))
