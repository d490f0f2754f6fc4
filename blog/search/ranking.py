"""Hits → their places, best first or newest first; no more are ordered than a page shows."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import reduce
from heapq import nlargest
from itertools import repeat
from operator import and_, mul

from blog.search.entries import Entries
from blog.search.looked_up import Word
from blog.search.places import bits_of, places_in

# Sums of the same numbers may differ in their last digits: what differs by less is equal.
_SMALLEST = 1e-6
# More than all weights of all words together.
_FOR_BEING_THERE = 1000
# To find few is faster than to order all, but not when they are many.
_FEW = 4


def best_first(words: Sequence[Word], bits: int, stop: int, *, loose: bool) -> list[int]:
    """The first `stop`: all that have every word in the title, then by score, then as they are
    placed. When `loose`, what has more of the words has the higher score."""
    titled = reduce(and_, (word.standing.titled for word in words), bits)
    found = _by_score(words, titled, stop, loose=loose)
    if len(found) < stop:
        found += _by_score(words, bits & ~titled, stop - len(found), loose=loose)
    return found


def newest_first(
    words: Sequence[Word], bits: int, stop: int, *, loose: bool, index: Entries
) -> list[int]:
    """The first `stop`; those of one date best first."""
    age = index.age.__getitem__
    by_age = sorted(places_in(bits), key=age)
    if stop < len(by_age):
        by_age = by_age[: bisect_right(by_age, age(by_age[stop - 1]), key=age)]
    ranked = best_first(words, bits_of(by_age, len(index)), len(by_age), loose=loose)
    return sorted(ranked, key=age)[:stop]


def _by_score(words: Sequence[Word], bits: int, stop: int, *, loose: bool) -> list[int]:
    places: Sequence[int] = list(places_in(bits))
    scores = _scores(words, bits, loose=loose)
    if stop * _FEW < len(places):
        least = nlargest(stop, scores)[-1] - 2 * _SMALLEST
        good = [at for at, score in enumerate(scores) if score >= least]
        places, scores = [places[at] for at in good], [scores[at] for at in good]
    rank = {place: round(score / _SMALLEST) for place, score in zip(places, scores, strict=True)}
    return sorted(places, key=rank.__getitem__, reverse=True)[:stop]


def _scores(words: Sequence[Word], bits: int, *, loose: bool) -> list[float]:
    """In the order of the places. A word is worth more the fewer entries have it."""
    columns: list[Iterable[float]] = []
    for word in words:
        rarity = 1 / math.log2(2 + word.size)
        weights = word.standing.weights_at(bits)
        if loose:
            columns.append(
                [_FOR_BEING_THERE + weight * rarity if weight else 0.0 for weight in weights]
            )
        else:
            columns.append(map(mul, weights, repeat(rarity)))
    return list(map(sum, zip(*columns, strict=True)))
