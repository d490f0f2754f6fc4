"""Counts to narrow a result by. Within a facet any of the chosen values will do; all facets must
agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from blog.core.languages import LANGUAGE_CHOICES
from blog.search.find import Hit

MAX_VALUES = 8
FACETS = ("kind", "author", "category", "event", "year", "language")
Chosen = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Value:
    key: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    values: list[Value]


def chosen_values(hits: Iterable[Hit], asked: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    """What of the asked values exists among the hits; unknown ones count as not asked."""
    chosen = dict.fromkeys(FACETS, frozenset[str]())
    for name in FACETS:
        if asked.get(name):
            known = {key for hit in hits for key in _keys(hit, name)}
            chosen[name] = frozenset(known & set(asked[name]))
    return chosen


def narrow(hits: Iterable[Hit], chosen: Chosen) -> list[Hit]:
    wanted = {name: keys for name, keys in chosen.items() if keys}
    if not wanted:
        return list(hits)
    return [
        hit
        for hit in hits
        if all(not keys.isdisjoint(_keys(hit, name)) for name, keys in wanted.items())
    ]


def facets_of(hits: list[Hit], chosen: Chosen) -> list[Facet]:
    """A facet counts what it would leave if it alone were changed."""
    found = []
    for name, label in _labels().items():
        left = narrow(hits, {**chosen, name: frozenset()})
        counts = _counts(left, name)
        labels = _value_labels(left, name)
        values = [
            Value(key, labels.get(key, key), counts[key], key in chosen[name])
            for key in _order(name, counts, chosen[name])
        ]
        if len(values) > 1 or any(value.chosen for value in values):
            found.append(Facet(name, label, values))
    return found


def _counts(hits: list[Hit], name: str) -> Counter[str]:
    if name == "kind":
        return Counter(hit.kind for hit in hits)
    if name == "year":
        years = Counter(hit.year for hit in hits if hit.year)
        return Counter({str(year): count for year, count in years.items()})
    return Counter(key for hit in hits for key in set(_keys(hit, name)))


def _order(name: str, counts: Counter[str], chosen: frozenset[str]) -> list[str]:
    if name == "kind":
        return [key for key in ("post", "paper", "author") if counts[key]]
    by_count = sorted(counts, key=lambda key: (key not in chosen, -counts[key], key))[:MAX_VALUES]
    return sorted(by_count, reverse=True) if name == "year" else by_count


def _keys(hit: Hit, name: str) -> list[str]:
    if name == "kind":
        return [hit.kind]
    if name == "year":
        return [str(hit.year)] if hit.year else []
    if name == "language":
        # A paper's and an author's language is a guess; a post's is said by its editors.
        return [hit.language] if hit.kind == "post" else []
    return [pair[0] for pair in hit.facets.get(name, ()) if pair[0]]


def _value_labels(hits: Iterable[Hit], name: str) -> dict[str, str]:
    if name == "kind":
        return {"post": _("Reports"), "paper": _("Papers"), "author": _("Authors")}
    if name == "language":
        return {code: str(label) for code, label in LANGUAGE_CHOICES}
    return {key: label for hit in hits for key, label in hit.facets.get(name, ())}


def _labels() -> dict[str, str]:
    return {
        "kind": _("Kind"),
        "year": _("Year"),
        "event": _("Event"),
        "author": _("Author"),
        "category": _("Category"),
        "language": _("Language"),
    }
