"""All public papers in the order of their list, with what they are filtered by, and the posts that
discuss them.

Thousands of rows are read for every list and every filter, and seldom change. So they are kept in
memory, and what they are made of is asked each time: which posts are public, which mentions there
are, when a paper was last saved. What is no longer public is gone with the next request.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import F, Func, IntegerField, Model, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce

from blog.core.text import fold
from blog.papers.models import Paper
from blog.posts.models import Byline, PaperMention, PostPage
from blog.search.gathered import Gathered
from blog.site.public import public_posts

State = tuple[object, ...]
_OF_POSTS = ("pk", "path", "event_id", "date")


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper, in how many public posts it is discussed, and by whom of ours."""

    pk: int
    venue: str
    year: int | None
    post_count: int
    writers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a public post lies in the tree of pages, and the event that it reports from."""

    path: str
    event: int | None


@dataclass(frozen=True)
class Catalogue:
    """The papers, last discussed first, and what they can be narrowed by: venues with all their
    spellings, the most used first; years; ids of our authors who wrote about them. `posts` are all
    that are public, `discussed_in` those of each paper in the order of their ids."""

    papers: list[Listed] = field(default_factory=list)
    posts: Mapping[int, Place] = field(default_factory=dict)
    discussed_in: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def posts_below(self, path: str) -> set[int]:
        """Those of one site."""
        return {pk for pk, place in self.posts.items() if place.path.startswith(path)}

    @cached_property
    def venues(self) -> dict[str, list[str]]:
        counts = Counter(row.venue for row in self.papers)
        spellings: dict[str, list[str]] = {}
        for venue, _count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
            if venue:
                spellings.setdefault(fold(venue), []).append(venue)
        return {found[0]: found for found in spellings.values()}

    @cached_property
    def years(self) -> list[int]:
        return sorted({row.year for row in self.papers if row.year}, reverse=True)

    @cached_property
    def writers(self) -> frozenset[int]:
        return frozenset[int]().union(*(row.writers for row in self.papers))


_kept: tuple[State, Catalogue] | None = None


def catalogue() -> Catalogue:
    """By two queries, and four more when something has changed."""
    global _kept
    posts = _public_posts()
    state = (posts, _newest())
    kept = _kept
    if kept is None or kept[0] != state:
        kept = (state, _read(_places(posts)))
        _kept = kept
    return kept[1]


def _public_posts() -> str:
    """A piece for each: id, path, event and date."""
    columns = (Coalesce(Cast(name, TextField()), Value("")) for name in _OF_POSTS)
    told = Func(*columns, template="%(expressions)s", arg_joiner=" || ' ' || ",
                output_field=TextField())  # fmt: skip
    found = public_posts().order_by().aggregate(told=Gathered(told, in_order=True))
    return found["told"] or "[]"


def _places(posts: str) -> dict[int, Place]:
    pieces = (piece.split(" ", 3) for piece in json.loads(posts))
    return {
        int(pk): Place(path, int(event) if event else None) for pk, path, event, _date in pieces
    }


def _newest() -> State:
    """Changes with every paper that is saved, and every mention and paper that comes or goes."""
    newest = Paper.objects.order_by("-changed").values("changed")[:1]
    mentions = PaperMention.objects.order_by("-pk").annotate(
        mentions=_count_of(PaperMention), papers=_count_of(Paper), changed=Subquery(newest)
    )
    return mentions.values_list("pk", "mentions", "papers", "changed").first() or ()


def _count_of(model: type[Model]) -> Subquery:
    # Not Count, which would group the rows.
    count = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return Subquery(model._default_manager.order_by().values(count=count))


def _read(places: Mapping[int, Place]) -> Catalogue:
    where, writers = _mentions(places)
    latest = _last_discussed(where)
    rows = Paper.objects.order_by("title", "pk").values_list("pk", "venue", "issued_year")
    found = [
        Listed(pk, venue, year, len(where[pk]), frozenset(writers[pk]))
        for pk, venue, year in rows
        if pk in where
    ]
    dated = [row for row in found if row.pk in latest]
    undated = [row for row in found if row.pk not in latest]
    ordered = sorted(dated, key=lambda row: latest[row.pk], reverse=True)
    in_order = {paper: tuple(sorted(posts)) for paper, posts in where.items()}
    return Catalogue([*ordered, *undated], places, in_order)


def _mentions(places: Mapping[int, Place]) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """Paper → public posts that discuss it; paper → authors of ours who wrote about it."""
    bylines: dict[int, set[int]] = defaultdict(set)
    for page, author in Byline.objects.values_list("page_id", "author_id"):
        bylines[page].add(author)
    where: dict[int, set[int]] = defaultdict(set)
    writers: dict[int, set[int]] = defaultdict(set)
    rows = PaperMention.objects.values_list("paper_id", "post_id", "contributor_id")
    for paper, post, contributor in rows:
        if post in places:
            where[paper].add(post)
            # An entry that names nobody is by all who are in the byline.
            writers[paper] |= {contributor} if contributor else bylines[post]
    return where, writers


def _last_discussed(where: Mapping[int, Iterable[int]]) -> dict[int, dt.datetime]:
    dates = dict(PostPage.objects.exclude(date=None).values_list("pk", "date"))
    found = {
        paper: [dates[post] for post in posts if post in dates] for paper, posts in where.items()
    }
    return {paper: max(own) for paper, own in found.items() if own}
