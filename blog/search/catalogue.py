"""All public papers in the order of their list, with what they are filtered by.

Thousands of rows are read for every list and every filter, and seldom change. So they are kept in
memory, and what they are made of is asked each time: which posts are public, which mentions there
are, when a paper was last saved. What is no longer public is gone with the next request.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Max

from blog.core.text import fold
from blog.papers.models import Paper
from blog.posts.models import Byline, PaperMention
from blog.site.public import public_posts

State = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper, in how many public posts it is discussed, and by whom of ours."""

    pk: int
    venue: str
    year: int | None
    post_count: int
    writers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The papers, last discussed first, and what they can be narrowed by: venues with all their
    spellings, the most used first; years; ids of our authors who wrote about them."""

    papers: list[Listed]
    venues: dict[str, list[str]]
    years: list[int]
    writers: frozenset[int]


_kept: tuple[State, Catalogue] | None = None


def catalogue() -> Catalogue:
    """By three queries, and three more when something has changed."""
    global _kept
    posts = dict(public_posts().order_by("pk").values_list("pk", "date"))
    papers = Paper.objects.aggregate(Max("changed"), Count("pk"))
    mentions = PaperMention.objects.aggregate(Max("pk"), Count("pk"))
    state = (tuple(posts.items()), *papers.values(), *mentions.values())
    kept = _kept
    if kept is None or kept[0] != state:
        kept = (state, _made_of(_read(posts)))
        _kept = kept
    return kept[1]


def _made_of(papers: list[Listed]) -> Catalogue:
    counts = Counter(row.venue for row in papers)
    venues: dict[str, list[str]] = {}
    for venue, _count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        if venue:
            venues.setdefault(fold(venue), []).append(venue)
    years = sorted({row.year for row in papers if row.year}, reverse=True)
    writers = frozenset[int]().union(*(row.writers for row in papers))
    return Catalogue(papers, {found[0]: found for found in venues.values()}, years, writers)


def _read(posts: Mapping[int, object]) -> list[Listed]:
    bylines: dict[int, set[int]] = defaultdict(set)
    for page, author in Byline.objects.values_list("page_id", "author_id"):
        bylines[page].add(author)
    where: dict[int, set[int]] = defaultdict(set)
    writers: dict[int, set[int]] = defaultdict(set)
    rows = PaperMention.objects.values_list("paper_id", "post_id", "contributor_id")
    for paper, post, contributor in rows:
        if post in posts:
            where[paper].add(post)
            # An entry that names nobody is by all who are in the byline.
            writers[paper] |= {contributor} if contributor else bylines[post]
    papers = Paper.objects.order_by("title", "pk").values_list("pk", "venue", "issued_year")
    found = [
        Listed(pk, venue, year, len(where[pk]), frozenset(writers[pk]))
        for pk, venue, year in papers
        if pk in where
    ]
    latest = {
        paper: max((posts[post] for post in its if posts[post]), default=None)
        for paper, its in where.items()
    }
    dated = [row for row in found if latest[row.pk]]
    undated = [row for row in found if not latest[row.pk]]
    return [*sorted(dated, key=lambda row: latest[row.pk], reverse=True), *undated]
