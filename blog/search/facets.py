"""Counts to narrow a result by. Within a facet any of the chosen values will do; all facets must
agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.utils.translation import gettext as _

from blog.core.languages import language_name
from blog.search.entries import KINDS, Labelled

MAX_VALUES = 8
FACETS = ("kind", "author", "category", "event", "year", "language")
Chosen = Mapping[str, frozenset[str]]
Facets = Mapping[str, Labelled]


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


def chosen_values(
    facets: Facets, hits: int, asked: Mapping[str, list[str]]
) -> dict[str, frozenset[str]]:
    """What of the asked values exists among the hits; unknown ones count as not asked."""
    return {
        name: frozenset(key for key in asked.get(name, ()) if _having(facets, name, [key]) & hits)
        for name in FACETS
    }


def narrow(facets: Facets, hits: int, chosen: Chosen) -> int:
    for name, keys in chosen.items():
        if keys:
            hits &= _having(facets, name, keys)
    return hits


def facets_of(facets: Facets, hits: int, chosen: Chosen) -> list[Facet]:
    """A facet counts what it would leave if it alone were changed."""
    found = []
    for name, label in _labels().items():
        left = narrow(facets, hits, {**chosen, name: frozenset()})
        told = facets.get(name, {})
        counts = {key: (_any_of(told[key]) & left).bit_count() for key in told}
        counts = {key: count for key, count in counts.items() if count}
        values = [
            Value(
                key,
                _label_of(name, key) or _label(told[key], left),
                counts[key],
                key in chosen[name],
            )
            for key in _order(name, counts, chosen[name])
        ]
        if len(values) > 1 or any(value.chosen for value in values):
            found.append(Facet(name, label, values))
    return found


def _having(facets: Facets, name: str, keys: Iterable[str]) -> int:
    told = facets.get(name, {})
    return reduce(or_, (_any_of(told[key]) for key in keys if key in told), 0)


def _any_of(own: Mapping[str, int]) -> int:
    return reduce(or_, own.values())


def _label(own: Mapping[str, int], hits: int) -> str:
    """What most of them say."""
    return max(sorted(own), key=lambda label: (own[label] & hits).bit_count())


def _order(name: str, counts: Mapping[str, int], chosen: frozenset[str]) -> list[str]:
    if name == "kind":
        return [key for key in KINDS if key in counts]
    by_count = sorted(counts, key=lambda key: (key not in chosen, -counts[key], key))[:MAX_VALUES]
    return sorted(by_count, reverse=True) if name == "year" else by_count


def _label_of(name: str, key: str) -> str:
    """Of the values that are named by us."""
    if name == "kind":
        return {"post": _("Reports"), "paper": _("Papers"), "author": _("Authors")}.get(key, "")
    return language_name(key) if name == "language" else ""


def _labels() -> dict[str, str]:
    return {
        "kind": _("Kind"),
        "year": _("Year"),
        "event": _("Event"),
        "author": _("Author"),
        "category": _("Category"),
        "language": _("Language"),
    }
