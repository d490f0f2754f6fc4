"""Counts to narrow a result by. Within a facet any of the chosen values will do; all facets must
agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from blog.core.languages import LANGUAGE_CHOICES
from blog.search.find import Hit

MAX_VALUES = 8
FACETS = ("kind", "author", "category", "event", "year", "language")


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


Chosen = Mapping[str, frozenset[str]]


def chosen_values(hits: Iterable[Hit], asked: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    """What of the asked values exists among the hits; unknown ones count as not asked."""
    known: dict[str, set[str]] = {name: set() for name in FACETS}
    for hit in hits:
        for name in FACETS:
            known[name].update(key for key, _label in _values(hit, name))
    return {name: frozenset(known[name] & set(asked.get(name, ()))) for name in FACETS}


def narrow(hits: Iterable[Hit], chosen: Chosen) -> list[Hit]:
    return [hit for hit in hits if all(_agrees(hit, name, chosen[name]) for name in FACETS)]


def facets_of(hits: list[Hit], chosen: Chosen) -> list[Facet]:
    """A facet counts what it would leave if it alone were changed."""
    found = []
    for name, label in _labels().items():
        others = {**chosen, name: frozenset()}
        counts: Counter[str] = Counter()
        labels: dict[str, str] = {}
        for hit in narrow(hits, others):
            for key, shown in dict(_values(hit, name)).items():
                counts[key] += 1
                labels[key] = shown
        values = [
            Value(key, labels[key], counts[key], key in chosen[name])
            for key in _order(name, counts, chosen[name])
        ]
        if len(values) > 1 or any(value.chosen for value in values):
            found.append(Facet(name, label, values))
    return found


def _order(name: str, counts: Counter[str], chosen: frozenset[str]) -> list[str]:
    if name == "kind":
        return [key for key in ("post", "paper", "author") if counts[key]]
    by_count = sorted(counts, key=lambda key: (key not in chosen, -counts[key], key))[:MAX_VALUES]
    return sorted(by_count, reverse=True) if name == "year" else by_count


def _agrees(hit: Hit, name: str, wanted: frozenset[str]) -> bool:
    return not wanted or any(key in wanted for key, _label in _values(hit, name))


def _values(hit: Hit, name: str) -> list[tuple[str, str]]:
    if name == "kind":
        return [(hit.kind, kind_labels()[hit.kind])]
    if name == "year":
        return [(str(hit.year), str(hit.year))] if hit.year else []
    if name == "language":
        # A paper's and an author's language is a guess; a post's is said by its editors.
        return [(hit.language, _language(hit.language))] if hit.kind == "post" else []
    return [(key, label) for key, label in hit.facets.get(name, ()) if key]


def kind_labels() -> dict[str, str]:
    return {"post": _("Reports"), "paper": _("Papers"), "author": _("Authors")}


def _labels() -> dict[str, str]:
    return {
        "kind": _("Kind"),
        "year": _("Year"),
        "event": _("Event"),
        "author": _("Author"),
        "category": _("Category"),
        "language": _("Language"),
    }


def _language(code: str) -> Any:
    return str(dict(LANGUAGE_CHOICES).get(code, code))
