"""A word → where in the index it stands and with what weight, read once for each state of it."""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import compress
from operator import or_

from django.db.models import Q

from blog.core.terms import forms_of, term_of
from blog.search.entries import Entries
from blog.search.gathered import Gathered
from blog.search.indexing import TITLE_WEIGHT
from blog.search.models import SearchTerm
from blog.search.places import bits_of, places_in, presence

MIN_PREFIX = 3
_MAX_ENDING = 4
# Term → place → weight.
_Postings = dict[str, dict[int | None, float]]


@dataclass(frozen=True, slots=True)
class Standing:
    """`places` in ascending order with the greatest weight in each, and once more as `bits`; in
    those of `titled` it stands in the title. `terms` are those that stand for the word somewhere."""

    places: array[int]
    weights: array[float]
    bits: int
    titled: int
    terms: frozenset[str]

    def weights_at(self, bits: int) -> Iterable[float]:
        """In the order of the places; 0 where the word does not stand."""
        if bits == self.bits:
            return self.weights
        if not bits & ~self.bits:
            wanted = presence(bits, self.bits.bit_length())
            return compress(self.weights, compress(wanted, presence(self.bits)))
        known = dict(zip(self.places, self.weights, strict=True))
        return (known.get(place, 0.0) for place in places_in(bits))

    @property
    def memory(self) -> int:
        columns = (self.places.itemsize + self.weights.itemsize) * len(self.places)
        bits = self.bits.bit_length() + self.titled.bit_length()
        return columns + bits // 8 + 100 * len(self.terms)


@dataclass(frozen=True, slots=True)
class WordStanding:
    """`rows` counts all of the word's terms, in texts of whatever language."""

    standing: Standing
    rows: int


def standings_of(words: Iterable[str], index: Entries) -> dict[str, WordStanding]:
    """By one query for all that are not known yet."""
    folded = {word: term_of(word, "") for word in words}
    found = {word: index.kept.get(("word", own)) for word, own in folded.items()}
    missing = [word for word, known in found.items() if known is None]
    if missing:
        terms = {form.term for word in missing for form in forms_of(word)}
        postings = _postings(Q(term__in=terms), index)
        for word in missing:
            read = _by_its_language(word, postings, index)
            index.kept.keep(("word", folded[word]), read, read.standing.memory)
            found[word] = read
    return found


def standing_of_beginning(word: str, index: Entries) -> Standing:
    """Terms that begin so; and, because endings are cut off, those that it is little more than."""
    typed = term_of(word, "")
    known: Standing | None = index.kept.get(("beginning", typed))
    if known is None:
        stems = [typed[:-cut] for cut in range(1, _MAX_ENDING + 1) if len(typed) - cut > MIN_PREFIX]
        begun = Q(term__begins=typed) | Q(term__in=stems)
        known = _standing(_postings(begun, index), index)
        index.kept.keep(("beginning", typed), known, known.memory)
    return known


def together(one: Standing, other: Standing, index: Entries) -> Standing:
    """Where either stands."""
    columns = [dict(zip(each.places, each.weights, strict=True)) for each in (one, other)]
    return _as_standing(_greatest(columns), one.terms | other.terms, index)


def _postings(condition: Q, index: Entries) -> _Postings:
    """Thousands of entries have the same few weights."""
    found: _Postings = defaultdict(dict)
    rows = SearchTerm.objects.filter(condition).order_by().values("term", "weight")
    gathered = rows.annotate(entries=Gathered("entry_id"))
    for term, weight, entries in gathered.values_list("term", "weight", "entries"):
        places = map(index.place_of.get, json.loads(entries))
        found[term] |= dict.fromkeys(places, weight)
        # What was written since the columns were read comes with the next request.
        found[term].pop(None, None)
    return found


def _by_its_language(word: str, postings: _Postings, index: Entries) -> WordStanding:
    """A term counts only in texts of the language by whose rules it was made."""
    rules: dict[str, list[str]] = defaultdict(list)
    for form in forms_of(word):
        rules[form.term].append(form.language)
    found: _Postings = {}
    for term in rules.keys() & postings.keys():
        own = postings[term]
        spoken = reduce(or_, (index.by_rules_of.get(language, 0) for language in rules[term]))
        here = bits_of(own, len(index)) & spoken
        if here.bit_count() == len(own):
            found[term] = own
        elif here:
            found[term] = {place: own[place] for place in places_in(here)}
    rows = sum(len(postings[term]) for term in rules.keys() & postings.keys())
    return WordStanding(_standing(found, index), rows)


def _standing(postings: _Postings, index: Entries) -> Standing:
    return _as_standing(_greatest(postings.values()), frozenset(postings), index)


def _as_standing(weights: dict[int, float], terms: frozenset[str], index: Entries) -> Standing:
    bits = bits_of(weights, len(index))
    titled = bits_of((at for at, weight in weights.items() if weight >= TITLE_WEIGHT), len(index))
    places = array("L", places_in(bits))
    return Standing(places, array("d", map(weights.__getitem__, places)), bits, titled, terms)


def _greatest(columns: Iterable[dict[int, float]]) -> dict[int, float]:
    columns = list(columns)
    if len(columns) == 1:
        return columns[0]
    found: dict[int, float] = {}
    for column in columns:
        for place, weight in column.items():
            if weight > found.get(place, 0.0):
                found[place] = weight
    return found
