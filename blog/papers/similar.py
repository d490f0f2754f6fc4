"""Papers that are perhaps one: nearly the same title, and about the same year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

from django.utils.translation import gettext as _

from blog.core.text import fold
from blog.papers.author_names import same_name
from blog.papers.csl import effective_type
from blog.papers.models import DistinctPapers, Paper

# A preprint and what it became are often a year apart, seldom two.
_YEARS_APART = 2
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
        nearby = range(year - _YEARS_APART, year + _YEARS_APART + 1)
        papers = papers.filter(issued_year__in=nearby) | papers.filter(issued_year=None)
    wanted = plain_words(title)
    alike = [
        pk
        for pk, known in papers.values_list("pk", "title").iterator()
        if are_alike(wanted, plain_words(known))
    ]
    return list(Paper.objects.filter(pk__in=alike[:most]).prefetch_related("identifiers"))


def why_alike(one: Paper, other: Paper) -> list[str]:
    """What speaks for one paper, as sentences."""
    reasons = []
    titles = plain_words(one.title), plain_words(other.title)
    if titles[0] == titles[1]:
        reasons.append(_("The titles are the same but for signs and accents."))
    else:
        words = [
            " ".join(w for w in a.split() if w not in b.split()) for a, b in (titles, titles[::-1])
        ]
        reasons.append(
            _("The titles differ in a word or a spelling: %(one)s / %(other)s.")
            % {"one": words[0] or "–", "other": words[1] or "–"}
        )
    kinds = [effective_type(paper.csl) == "article" for paper in (one, other)]
    if kinds[0] != kinds[1]:
        reasons.append(_("One is a preprint, the other has been published."))
    names = [paper.csl.get("author") or [{}] for paper in (one, other)]
    if same_name(names[0][0], names[1][0]):
        reasons.append(_("The first author is the same."))
    return reasons


def likely_duplicates() -> list[tuple[Paper, Paper]]:
    """Pairs of stored papers that are perhaps one, the one that was stored first in front.

    Those that somebody said are two (`DistinctPapers`) are left out.
    """
    told = set(DistinctPapers.objects.values_list("first", "second"))
    pairs = sorted(set(_alike_pairs()) - told)
    wanted = {pk for pair in pairs for pk in pair}
    papers = Paper.objects.filter(pk__in=wanted).prefetch_related("identifiers")
    by_pk = {paper.pk: paper for paper in papers}
    return [(by_pk[first], by_pk[second]) for first, second in pairs]


def _alike_pairs() -> Iterator[tuple[int, int]]:
    """Titles that differ in a number are parts or years of a series, not copies."""
    groups: dict[tuple[str, ...], list[tuple[int, str, int | None, set[str]]]] = {}
    rows = Paper.objects.order_by("pk").values_list("pk", "title", "issued_year")
    for pk, title, year in rows:
        words = plain_words(title)
        row = (pk, words, year, set(words.split()))
        groups.setdefault(tuple(re.findall(r"\d+", words)), []).append(row)
    for group in groups.values():
        for one, other in combinations(group, 2):
            near = _about_the_same_year(one[2], other[2]) and _share_words(one[3], other[3])
            if near and are_alike(one[1], other[1]):
                yield one[0], other[0]


def _share_words(one: set[str], other: set[str]) -> bool:
    """A third of the shorter title: comparing letters costs a hundred times as much as this, and
    every pair is asked. In three words or fewer each may be spelt in another way."""
    shorter = min(len(one), len(other))
    return shorter <= 3 or len(one & other) * 3 >= shorter


def _about_the_same_year(one: int | None, other: int | None) -> bool:
    return not one or not other or abs(one - other) <= _YEARS_APART
