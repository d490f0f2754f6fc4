"""Which of the public papers a reader wants: by words, author, venue, year, and who discussed them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Count, F, Max, Q, QuerySet
from django.http.request import QueryDict

from blog.authors.models import Author
from blog.core.terms import tidy
from blog.core.text import fold
from blog.papers.author_names import asked_name, name_keys, plain_name
from blog.papers.models import Paper
from blog.posts.models import PaperMention
from blog.search.find import papers_with
from blog.search.query import MAX_LENGTH, parse_query
from blog.site.public import public_mentions

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
    years: list[int]
    authors: dict[str, str]

    @property
    def most_used(self) -> list[str]:
        return sorted(list(self.venues)[:MAX_VENUES], key=fold)

    def spellings(self, venue: str) -> list[str]:
        wanted = fold(venue)
        return next((found for found in self.venues.values() if fold(found[0]) == wanted), [])


def paper_choices() -> Choices:
    discussed = Paper.objects.filter(pk__in=public_mentions().values("paper")).order_by()
    rows = list(discussed.values_list("venue", "issued_year").annotate(count=Count("pk")))
    counts: Counter[str] = Counter()
    for venue, _year, count in rows:
        counts[venue] += count
    venues: dict[str, list[str]] = {}
    for venue, _count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        if venue:
            venues.setdefault(fold(venue), []).append(venue)
    years = sorted({year for _venue, year, _count in rows if year}, reverse=True)
    return Choices({found[0]: found for found in venues.values()}, years, _who_wrote())


def _who_wrote() -> dict[str, str]:
    mentions = public_mentions()
    wrote = Q(pk__in=mentions.exclude(contributor=None).values("contributor"))
    # An entry that names nobody is by all who are in the byline.
    wrote |= Q(bylines__page__in=mentions.filter(contributor=None).values("post"))
    found = Author.objects.filter(wrote).distinct().order_by("family", "display_name")
    return dict(found.values_list("slug", "display_name"))


class Listed(NamedTuple):
    """A paper and in how many public posts it is discussed."""

    pk: int
    post_count: int


def find_papers(wanted: PaperFilter, choices: Choices) -> list[Listed]:
    """Of the public papers those that fit all that is asked for, last discussed first."""
    rows = (
        _narrowed(public_mentions(), wanted, choices)
        .values("paper")
        .annotate(last=Max("post__date"), post_count=Count("post", distinct=True))
        .order_by(F("last").desc(nulls_last=True), "paper__title", "paper")
    )
    return [Listed(*row) for row in rows.values_list("paper", "post_count")]


def _narrowed(
    mentions: QuerySet[PaperMention], wanted: PaperFilter, choices: Choices
) -> QuerySet[PaperMention]:
    if wanted.venue:
        mentions = mentions.filter(paper__venue__in=choices.spellings(wanted.venue))
    if wanted.year:
        mentions = mentions.filter(paper__issued_year=wanted.year)
    if wanted.author:
        papers = Paper.objects.filter(_by_author(wanted.author)).order_by()
        mentions = mentions.filter(paper__in=papers.values("pk"))
    if wanted.by:
        theirs = Q(contributor__slug=wanted.by)
        theirs |= Q(contributor=None, post__bylines__author__slug=wanted.by)
        mentions = mentions.filter(paper__in=public_mentions().filter(theirs).values("paper"))
    if wanted.text:
        mentions = mentions.filter(paper__in=papers_with(parse_query(wanted.text)))
    return mentions


def _by_author(typed: str) -> Q:
    """A family name, or a whole name, whose given name may be an initial on either side."""
    conditions = [Q(author_keys__family=plain_name(typed))]
    for family, given in name_keys(asked_name(typed)):
        fits = Q(author_keys__family=family)
        if len(given) == 1:
            fits &= Q(author_keys__given__startswith=given)
        elif given:
            fits &= Q(author_keys__given__in=[given, given[0]])
        conditions.append(fits)
    return reduce(or_, conditions)
