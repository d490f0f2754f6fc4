"""A query → where its words stand, and how well each entry of the index fits."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from blog.core.terms import Form, stemmed_language, term_of
from blog.search.indexing import TITLE_WEIGHT
from blog.search.models import SearchTerm
from blog.search.query import Chunk, Query

_MIN_PREFIX = 3
_MAX_ENDING = 4
# So many entries are named one by one; where there are more, all are read.
FEW = 500
# Term in a language → entry → weight.
Postings = dict[Form, dict[int, float]]


@dataclass(slots=True)
class Word:
    """A word of the query, the terms that stand for it, and about how many entries have it."""

    chunk: Chunk
    forms: frozenset[Form]
    size: int = 0


@dataclass(frozen=True, slots=True)
class LookedUp:
    """`everywhere` are the entries that have all words; only of those need `postings` be whole."""

    words: list[Word]
    postings: Postings
    everywhere: frozenset[int]

    @property
    def forms(self) -> frozenset[str]:
        return frozenset(
            form.term for word in self.words for form in word.forms if form in self.postings
        )


def look_up(query: Query, among: Q | None = None, *, key: str = "entry_id") -> LookedUp:
    """`key` is what entries are known by. When none has all words, all that have some are found."""
    among = among or Q()
    words = [Word(chunk, forms) for chunk in query.chunks for forms in chunk.forms]
    if len(words) > 1:
        found = _rarest_first(words, among, key)
        if found:
            return found
    postings = _postings(Q(term__in=query.terms) & among, key)
    last = words[-1]
    if not entries_of(last, postings) and _may_be_a_beginning(last):
        begun = _postings(_begins(last) & among, key)
        postings |= begun
        last.forms |= begun.keys()
    return _together(words, postings)


def _rarest_first(words: list[Word], among: Q, key: str) -> LookedUp | None:
    """A common word is read only where the rarest one stands; None when that leads to nothing."""
    terms = {form.term for word in words for form in word.forms}
    counted = SearchTerm.objects.filter(term__in=terms).values_list("term")
    counts = dict(counted.annotate(Count("pk")).order_by())
    for word in words:
        word.size = sum(counts.get(term, 0) for term in {form.term for form in word.forms})
    rarest = min(words, key=lambda word: word.size)
    if not rarest.size:
        return None
    postings = _postings(_has_any([rarest]) & among, key)
    entries = entries_of(rarest, postings)
    others = [word for word in words if word is not rarest]
    nearby = Q(**{f"{key}__in": list(entries)}) if len(entries) <= FEW else Q()
    postings |= _postings(_has_any(others) & nearby & among, key) if entries else {}
    found = _together(words, postings)
    return found if found.everywhere else None


def _together(words: list[Word], postings: Postings) -> LookedUp:
    standing = [entries_of(word, postings).keys() for word in words]
    return LookedUp(words, postings, frozenset(standing[0]).intersection(*standing[1:]))


def _has_any(words: Iterable[Word]) -> Q:
    return Q(term__in={form.term for word in words for form in word.forms})


def _postings(condition: Q, key: str) -> Postings:
    """A term counts only in texts of the language by whose rules it was made."""
    found: Postings = {}
    places: dict[tuple[str, str], dict[int, float]] = {}
    rows = SearchTerm.objects.filter(condition)
    for language, term, entry, weight in rows.values_list("entry__language", "term", key, "weight"):
        place = places.get((language, term))
        if place is None:
            place = found.setdefault(Form(stemmed_language(language), term), {})
            places[language, term] = place
        place[entry] = weight
    return found


def _may_be_a_beginning(word: Word) -> bool:
    """The word being typed."""
    return len(word.chunk.words[-1]) >= _MIN_PREFIX


def _begins(word: Word) -> Q:
    """Terms that begin so; and, because endings are cut off, those that it is little more than."""
    typed = term_of(word.chunk.words[-1], "")
    stems = [typed[:-cut] for cut in range(1, _MAX_ENDING + 1) if len(typed) - cut > _MIN_PREFIX]
    return Q(term__startswith=typed) | Q(term__in=stems)


def entries_of(word: Word, postings: Postings) -> dict[int, float]:
    """Entry → the greatest weight of the word in it."""
    found = [postings[form] for form in word.forms if form in postings]
    if len(found) == 1:
        return found[0]
    weights: dict[int, float] = {}
    for each in found:
        for entry, weight in each.items():
            weights[entry] = max(weight, weights.get(entry, 0.0))
    return weights


def scores_of(
    found: LookedUp, wanted: Iterable[int], *, loose: bool
) -> dict[int, tuple[bool, float]]:
    """Entry → (all words in its title, score)."""
    of_words = [entries_of(word, found.postings) for word in found.words]
    sizes = [word.size or len(own) for word, own in zip(found.words, of_words, strict=True)]
    rarities = [1 / math.log2(2 + size) for size in sizes]
    scores = {}
    for entry in wanted:
        weights = [own.get(entry, 0.0) for own in of_words]
        score = sum(weight * rarity for weight, rarity in zip(weights, rarities, strict=True))
        matched = sum(1 for weight in weights if weight) if loose else 0
        scores[entry] = (min(weights) >= TITLE_WEIGHT, round(score + 1000 * matched, 6))
    return scores
