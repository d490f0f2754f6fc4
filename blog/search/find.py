"""A query → hits, best first: the same ones in the same order on every database."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from blog.core.terms import Form, stemmed_language, term_of
from blog.posts.models import Byline, PaperMention
from blog.search.indexing import TITLE_WEIGHT
from blog.search.models import SearchEntry, SearchTerm
from blog.search.query import Chunk, Query

# More than anybody pages through; it also stays below the number of parameters that SQLite takes.
MAX_HITS = 5000
_MIN_PREFIX = 3
_MAX_ENDING = 4
_EARLY = dt.datetime(1, 1, 1, tzinfo=dt.UTC)
_KIND_ORDER = {"post": 0, "paper": 1, "author": 2}
# Term in a language → entry → weight.
Postings = dict[Form, dict[int, float]]
# A word of the query with the terms that stand for it.
Word = tuple[Chunk, frozenset[Form]]


@dataclass(slots=True)
class Hit:
    """`facets` as in the entry; of a paper, the events of the posts that discuss it."""

    pk: int
    kind: str
    object_id: int
    language: str
    year: int | None
    date: dt.datetime | None
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


def find(query: Query, public: QuerySet) -> Found:
    """`public` are the posts that the reader may see."""
    if not query.chunks:
        return Found()
    words, postings = _looked_up(query, Q())
    scores, loose = _scores(words, postings)
    hits = _hits(query.chunks if not loose else (), scores, public)
    known = {form.term for _chunk, forms in words for form in forms if form in postings}
    unknown = dict.fromkeys(chunk.text for chunk, forms in words if not _entries(forms, postings))
    return Found(hits, loose, tuple(unknown), frozenset(known))


def papers_with(query: Query) -> list[int]:
    """Papers that have all of the words, whoever may see them."""
    if not query.chunks:
        return []
    scores, loose = _scores(*_looked_up(query, Q(entry__kind="paper")))
    if loose:
        return []
    rows = SearchEntry.objects.filter(pk__in=_best(scores))
    return list(_with_phrases(rows, query.chunks).values_list("object_id", flat=True))


def _looked_up(query: Query, among: Q) -> tuple[list[Word], Postings]:
    words = [(chunk, forms) for chunk in query.chunks for forms in chunk.forms]
    postings = _postings(Q(term__in=query.terms) & among)
    last_chunk, last_forms = words[-1]
    # The word being typed may be the beginning of one.
    if not _entries(last_forms, postings) and len(last_chunk.words[-1]) >= _MIN_PREFIX:
        begun = _postings(_begins(term_of(last_chunk.words[-1], "")) & among)
        postings |= begun
        words[-1] = (last_chunk, last_forms | begun.keys())
    return words, postings


def _best(scores: dict[int, tuple[bool, float]]) -> list[int]:
    return sorted(scores, key=lambda entry: (scores[entry], entry), reverse=True)[:MAX_HITS]


def _with_phrases(rows: QuerySet[SearchEntry], chunks: Iterable[Chunk]) -> QuerySet[SearchEntry]:
    for chunk in chunks:
        if chunk.phrases:
            rows = rows.filter(_has_phrase(chunk.phrases))
    return rows


def _postings(condition: Q) -> Postings:
    """A term counts only in texts of the language by whose rules it was made."""
    found: Postings = defaultdict(dict)
    rows = SearchTerm.objects.filter(condition)
    for language, term, entry, weight in rows.values_list(
        "entry__language", "term", "entry_id", "weight"
    ):
        found[Form(stemmed_language(language), term)][entry] = weight
    return dict(found)


def _begins(typed: str) -> Q:
    """Terms that begin so; and, because endings are cut off, those that it is little more than."""
    stems = [typed[:-cut] for cut in range(1, _MAX_ENDING + 1) if len(typed) - cut > _MIN_PREFIX]
    return Q(term__startswith=typed) | Q(term__in=stems)


def _scores(words: list[Word], postings: Postings) -> tuple[dict[int, tuple[bool, float]], bool]:
    """Entry → (all words in its title, score); and whether some words had to do."""
    of_words = [_entries(forms, postings) for _chunk, forms in words]
    everywhere = set.intersection(*(set(found) for found in of_words))
    # Who sets quotes means them.
    loose = not everywhere and not any(chunk.quoted for chunk, _forms in words)
    wanted = set().union(*of_words) if loose else everywhere
    rarities = [1 / math.log2(2 + len(found)) for found in of_words]
    scores = {}
    for entry in wanted:
        weights = [found.get(entry, 0.0) for found in of_words]
        score = sum(weight * rarity for weight, rarity in zip(weights, rarities, strict=True))
        matched = sum(1 for weight in weights if weight)
        in_title = all(weight >= TITLE_WEIGHT for weight in weights)
        scores[entry] = (in_title, round(score + (1000 * matched if loose else 0), 6))
    return scores, loose


def _entries(forms: Iterable[Form], postings: Postings) -> dict[int, float]:
    """Entry → the greatest weight of the word in it."""
    weights: dict[int, float] = {}
    for form in forms:
        for entry, weight in postings.get(form, {}).items():
            weights[entry] = max(weight, weights.get(entry, 0.0))
    return weights


def _hits(
    chunks: Iterable[Chunk], scores: dict[int, tuple[bool, float]], public: QuerySet
) -> list[Hit]:
    best = _best(scores)
    if not best:
        return []
    rows = _with_phrases(SearchEntry.objects.filter(pk__in=best), chunks)
    # Papers, of which there are most, are narrowed by their events alone.
    facets = dict(rows.exclude(kind="paper").values_list("pk", "facets"))
    names = ("pk", "kind", "object_id", "language", "year", "date")
    hits = [
        Hit(*row, facets.get(row[0], {}), score=scores[row[0]][1], in_title=scores[row[0]][0])
        for row in rows.values_list(*names)
    ]
    return sorted(_visible(hits, public), key=_rank)


def _rank(hit: Hit) -> tuple[Any, ...]:
    late = ((hit.date or _EARLY) - _EARLY).total_seconds()
    return (not hit.in_title, -hit.score, _KIND_ORDER[hit.kind], -late, hit.object_id)


def newest_first(hits: list[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: hit.date or _EARLY, reverse=True)


def _visible(hits: list[Hit], public: QuerySet) -> list[Hit]:
    """What the public lists show: public posts, and the papers and authors that they name.

    Asked in simple questions and put together here: as one, SQLite answers it anew for every hit.
    """
    posts = set(public.order_by().values_list("pk", flat=True))
    _add_discussions([hit for hit in hits if hit.kind == "paper"], posts)
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


def _has_phrase(phrases: Iterable[str]) -> Q:
    condition = Q()
    for phrase in phrases:
        for column in ("title_terms", "label_terms", "body_terms"):
            condition |= Q(**{f"{column}__contains": phrase})
    return condition


def _add_discussions(papers: list[Hit], public: set[int]) -> None:
    """In which public posts each paper is discussed, and at which events those were."""
    if not papers:
        return
    rows = PaperMention.objects.filter(paper__in=[hit.object_id for hit in papers]).values_list(
        "paper_id", "post_id", "post__event__series__slug", "post__event__series__acronym",
        "post__event__year",
    )  # fmt: skip
    posts: dict[int, set[int]] = defaultdict(set)
    events: dict[int, dict[tuple[str, str], None]] = defaultdict(dict)
    for paper, post, slug, acronym, year in rows.order_by("post_id", "position"):
        if post not in public:
            continue
        posts[paper].add(post)
        if year:
            events[paper][f"{slug}-{year}", f"{acronym} {year}"] = None
    for hit in papers:
        hit.post_count = len(posts[hit.object_id])
        hit.facets["event"] = list(events[hit.object_id])
