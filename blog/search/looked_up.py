"""A query → the entries that have all of its words, of those that may be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.db.models import Q

from blog.search.entries import Entries
from blog.search.models import SearchEntry
from blog.search.places import bits_of, places_in
from blog.search.postings import (
    MIN_PREFIX,
    Standing,
    standing_of_beginning,
    standings_of,
    together,
)
from blog.search.query import Chunk, Query

# So many entries are named one by one; where there are more, all are read.
_FEW = 500


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the query. `rows` is 0 when it is the only one."""

    chunk: Chunk
    standing: Standing
    rows: int

    @property
    def bits(self) -> int:
        return self.standing.bits

    @property
    def size(self) -> int:
        """About how many entries have it."""
        return self.rows or len(self.standing.places)


@dataclass(frozen=True, slots=True)
class LookedUp:
    """`shown` are the entries that have some of the words, `everywhere` those that have all."""

    words: list[Word]
    shown: int
    everywhere: int


def look_up(query: Query, index: Entries, may_be_shown: Callable[[int], int]) -> LookedUp:
    """When none has all words, the last one may be the beginning of one. `may_be_shown` takes from
    bits those that are not to be found."""
    words = _words(query, index)
    shown = may_be_shown(_any_of(words))
    everywhere = shown & _all_of(words)
    last = words[-1]
    if not everywhere and not last.bits & shown and _may_be_a_beginning(last.chunk):
        begun = standing_of_beginning(last.chunk.words[-1], index)
        standing = together(last.standing, begun, index)
        words[-1] = Word(last.chunk, standing, last.rows)
        shown |= may_be_shown(begun.bits)
        everywhere = shown & _all_of(words)
    return LookedUp(words, shown, everywhere)


def _words(query: Query, index: Entries) -> list[Word]:
    told = [(chunk, word) for chunk in query.chunks for word in chunk.words]
    known = standings_of((word for _chunk, word in told), index)
    alone = len(told) == 1
    return [
        Word(chunk, known[word].standing, 0 if alone else known[word].rows) for chunk, word in told
    ]


def with_phrases(chunks: Iterable[Chunk], bits: int, index: Entries) -> int:
    """Those of the bits in which the words of each chunk stand side by side."""
    told = tuple(tuple(chunk.phrases) for chunk in chunks if chunk.phrases)
    if not told or not bits:
        return bits
    known: int | None = index.kept.get(("phrases", told))
    if known is None:
        rows = SearchEntry.objects.filter(*map(_has_phrase, told))
        few = bits.bit_count() <= _FEW
        if few:
            rows = rows.filter(pk__in=[index.pks[place] for place in places_in(bits)])
        pks = rows.values_list("pk", flat=True)
        known = bits_of((index.place_of[pk] for pk in pks if pk in index.place_of), len(index))
        if not few:
            index.kept.keep(("phrases", told), known, known.bit_length() // 8)
    return bits & known


def _has_phrase(phrases: Iterable[str]) -> Q:
    condition = Q()
    for phrase in phrases:
        for column in ("title_terms", "label_terms", "body_terms"):
            condition |= Q(**{f"{column}__contains": phrase})
    return condition


def _all_of(words: Iterable[Word]) -> int:
    return reduce(and_, (word.bits for word in words))


def _any_of(words: Iterable[Word]) -> int:
    return reduce(or_, (word.bits for word in words))


def _may_be_a_beginning(chunk: Chunk) -> bool:
    """The word being typed."""
    return len(chunk.words[-1]) >= MIN_PREFIX
