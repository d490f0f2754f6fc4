"""A query → hits, best first: the same ones in the same order on every database."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, CharField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce

from blog.papers.models import Event
from blog.posts.models import Byline, PaperMention
from blog.search.catalogue import Catalogue, catalogue
from blog.search.models import SearchEntry
from blog.search.postings import FEW, entries_of, look_up, scores_of
from blog.search.query import Chunk, Query

# More than anybody pages through.
MAX_HITS = 5000
_KIND_ORDER = {"post": 0, "paper": 1, "author": 2}


@dataclass(slots=True)
class Hit:
    """`facets` as in the entry; of a paper, the events of the posts that discuss it. `date` is a
    text by which hits can be sorted."""

    pk: int
    kind: str
    object_id: int
    language: str
    year: int | None
    date: str
    facets: dict[str, list[tuple[str, str]]]
    score: float
    in_title: bool
    post_count: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """`loose` when no entry has all words, and these have some. `unknown` are words that stand
    nowhere. `forms` is every term that matched, for highlighting."""

    hits: list[Hit] = field(default_factory=list)
    loose: bool = False
    unknown: tuple[str, ...] = ()
    forms: frozenset[str] = frozenset()


def find(query: Query, root: str) -> Found:
    """What a stranger may see of the site below the page whose path is `root`."""
    if not query.chunks:
        return Found()
    found = look_up(query)
    standing = [entries_of(word, found.postings) for word in found.words]
    # Who sets quotes means them.
    loose = not found.everywhere and not any(word.chunk.quoted for word in found.words)
    wanted = frozenset[int]().union(*standing) if loose else found.everywhere
    scores = scores_of(found, wanted, loose=loose)
    hits = _hits(query.chunks if not loose else (), scores, root)
    unknown = dict.fromkeys(
        word.chunk.text for word, own in zip(found.words, standing, strict=True) if not own
    )
    return Found(hits, loose, tuple(unknown), found.forms)


def papers_with(query: Query, among: Collection[int]) -> set[int]:
    """Those of `among` that have all of the words, whoever may see them."""
    if not query.chunks or not among:
        return set()
    papers = Q(entry__kind="paper")
    if len(among) <= FEW:
        papers &= Q(entry__object_id__in=list(among))
    found = look_up(query, papers, key="entry__object_id").everywhere
    if not found or not any(chunk.phrases for chunk in query.chunks):
        return set(found)
    rows = SearchEntry.objects.filter(kind="paper")
    rows = rows.filter(object_id__in=found) if len(found) <= FEW else rows
    with_phrases = _with_phrases(rows, query.chunks).values_list("object_id", flat=True)
    return found & set(with_phrases)


def _with_phrases(rows: QuerySet[SearchEntry], chunks: Iterable[Chunk]) -> QuerySet[SearchEntry]:
    for chunk in chunks:
        if chunk.phrases:
            rows = rows.filter(_has_phrase(chunk.phrases))
    return rows


def _has_phrase(phrases: Iterable[str]) -> Q:
    condition = Q()
    for phrase in phrases:
        for column in ("title_terms", "label_terms", "body_terms"):
            condition |= Q(**{f"{column}__contains": phrase})
    return condition


def _hits(chunks: Iterable[Chunk], scores: dict[int, tuple[bool, float]], root: str) -> list[Hit]:
    best = sorted(scores, key=lambda entry: (scores[entry], entry), reverse=True)[:MAX_HITS]
    if not best:
        return []
    rows = _with_phrases(_entries(best), chunks)
    # As text, because dates and facets of thousands of papers take longer to read than all the rest.
    facets = Case(When(kind="paper", then=Value("{}")), default=Cast("facets", TextField()),
                  output_field=TextField())  # fmt: skip
    date = Coalesce(Cast("date", CharField()), Value(""))
    names = ("pk", "kind", "object_id", "language", "year", date, facets)
    kept = set(best)
    hits = [
        Hit(*row, _read_facets(told), score=scores[row[0]][1], in_title=scores[row[0]][0])
        for *row, told in rows.values_list(*names)
        if row[0] in kept
    ]
    visible = newest_first(sorted(_visible(hits, root), key=lambda hit: hit.object_id))
    return sorted(visible, key=_rank)


def _entries(pks: list[int]) -> QuerySet[SearchEntry]:
    few = len(pks) <= FEW
    return SearchEntry.objects.filter(pk__in=pks) if few else SearchEntry.objects.all()


def _read_facets(told: str) -> dict[str, Any]:
    return json.loads(told) if told != "{}" else {}


def _rank(hit: Hit) -> tuple[Any, ...]:
    return (not hit.in_title, -hit.score, _KIND_ORDER[hit.kind])


def newest_first(hits: list[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: hit.date, reverse=True)


def _visible(hits: list[Hit], root: str) -> list[Hit]:
    """What the public lists show: public posts, and the papers and authors that they name."""
    known = catalogue()
    posts = known.posts_below(root)
    _add_discussions([hit for hit in hits if hit.kind == "paper"], posts, known)
    authors = _credited([hit.object_id for hit in hits if hit.kind == "author"], posts)
    shown = {
        "post": lambda hit: hit.object_id in posts,
        "paper": lambda hit: hit.post_count > 0,
        "author": lambda hit: hit.object_id in authors,
    }
    return [hit for hit in hits if shown[hit.kind](hit)]


def _credited(authors: list[int], posts: set[int]) -> set[int]:
    if not authors:
        return set()
    bylines = Byline.objects.filter(author__in=authors).values_list("author_id", "page_id")
    mentions = PaperMention.objects.filter(contributor__in=authors)
    pairs = [*bylines, *mentions.values_list("contributor_id", "post_id")]
    return {author for author, post in pairs if post in posts}


def _add_discussions(papers: list[Hit], public: set[int], known: Catalogue) -> None:
    """In how many public posts each paper is discussed, and at which events those were."""
    if not papers:
        return
    rows = Event.objects.order_by().values_list("pk", "series__slug", "series__acronym", "year")
    events = {pk: (f"{slug}-{year}", f"{acronym} {year}") for pk, slug, acronym, year in rows}
    for hit in papers:
        posts = [post for post in known.discussed_in.get(hit.object_id, ()) if post in public]
        hit.post_count = len(posts)
        places = dict.fromkeys(known.posts[post].event for post in posts)
        hit.facets["event"] = [events[event] for event in places if event in events]
