"""Which of the public papers a reader wants: by words, author, venue, year, and who discussed them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from django.http.request import QueryDict

from blog.authors.models import Author
from blog.core.terms import tidy
from blog.core.text import fold
from blog.papers.author_names import asked_name, name_keys, plain_name
from blog.papers.models import PaperAuthor
from blog.search.catalogue import Catalogue, Listed
from blog.search.find import papers_with
from blog.search.query import MAX_LENGTH, parse_query

# A venue that few papers have is found by its words; a menu of thousands is none.
MAX_VENUES = 200


@dataclass(frozen=True, slots=True)
class PaperFilter:
    """`by` is the slug of an author of ours; what is empty is not asked for."""

    text: str = ""
    author: str = ""
    venue: str = ""
    year: int | None = None
    by: str = ""

    @property
    def parameters(self) -> QueryDict:
        """The query string of what is shown, in one order, without what was not understood."""
        asked = {"q": self.text, "author": self.author, "venue": self.venue,
                 "year": str(self.year or ""), "by": self.by}  # fmt: skip
        found = QueryDict(mutable=True)
        found.update({name: value for name, value in asked.items() if value})
        return found


def read_filter(asked: Mapping[str, str]) -> PaperFilter:
    """Whatever is asked: a year that is no number is not asked for."""
    said = {
        name: " ".join(tidy(asked.get(name, "")[:MAX_LENGTH]).split())
        for name in ("q", "author", "venue", "year", "by")
    }
    year = said["year"]
    known = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None
    return PaperFilter(said["q"], said["author"], said["venue"], known, said["by"])


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form offers: venues with all their spellings, years, and who wrote about papers."""

    venues: dict[str, list[str]]
    most_used: list[str]
    years: list[int]
    writers: list[tuple[str, str, int]]

    @property
    def authors(self) -> dict[str, str]:
        return {slug: name for slug, name, _pk in self.writers}

    @property
    def author_ids(self) -> dict[str, int]:
        return {slug: pk for slug, _name, pk in self.writers}

    def spellings(self, venue: str) -> list[str]:
        if venue in self.venues:
            return self.venues[venue]
        wanted = fold(venue)
        return next((found for found in self.venues.values() if fold(found[0]) == wanted), [])


def paper_choices(known: Catalogue) -> Choices:
    """By one query: names may change at any time."""
    authors = Author.objects.filter(pk__in=known.writers).order_by("family", "display_name")
    rows = authors.values_list("slug", "display_name", "pk")
    most_used = sorted(list(known.venues)[:MAX_VENUES], key=fold)
    return Choices(known.venues, most_used, known.years, list(rows))


def find_papers(papers: list[Listed], wanted: PaperFilter, choices: Choices) -> list[Listed]:
    """Those that fit all that is asked for, in their order; what costs most is asked of the fewest."""
    if wanted.venue:
        venues = set(choices.spellings(wanted.venue))
        papers = [row for row in papers if row.venue in venues]
    if wanted.year:
        papers = [row for row in papers if row.year == wanted.year]
    if wanted.by:
        writer = choices.author_ids.get(wanted.by, 0)
        papers = [row for row in papers if writer in row.writers]
    for asked, find in ((wanted.author, _with_author), (wanted.text, _with_words)):
        if asked:
            found = find(asked, {row.pk for row in papers})
            papers = [row for row in papers if row.pk in found]
    return papers


def _with_words(typed: str, among: set[int]) -> set[int]:
    return papers_with(parse_query(typed), among)


def _with_author(typed: str, among: set[int]) -> set[int]:
    named = PaperAuthor.objects.filter(_by_author(typed)) if among else PaperAuthor.objects.none()
    return set(named.values_list("paper_id", flat=True))


def _by_author(typed: str) -> Q:
    """A family name, or a whole name, whose given name may be an initial on either side."""
    conditions = [Q(family=plain_name(typed))]
    for family, given in name_keys(asked_name(typed)):
        fits = Q(family=family)
        if len(given) == 1:
            fits &= Q(given__startswith=given)
        elif given:
            fits &= Q(given__in=[given, given[0]])
        conditions.append(fits)
    return reduce(or_, conditions)
