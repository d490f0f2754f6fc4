"""The index without its words: what every search ranks, counts and narrows by, kept in memory.

Thousands of rows are read for that, and seldom change. They are read again as soon as the index
says that it has changed. Who may see what is asked of the public lists each time (`shown.py`).
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Case, CharField, TextField, Value, When
from django.db.models.functions import Cast, Coalesce

from blog.core.terms import stemmed_language
from blog.search.changes import State, index_state
from blog.search.kept import Kept
from blog.search.models import SearchEntry
from blog.search.places import bits_of

# In this order when they fit equally well.
KINDS = ("post", "paper", "author")
# Bytes for what is known of words and phrases, in each process.
ROOM_FOR_WORDS = 8_000_000
# Key → label → the places that say so. Labels differ only while a new name is on its way.
Labelled = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Entries:
    """Columns in the order in which equally good hits are shown: kind, newest first, id. A place is
    a position in them; sets of places are bits (`places.py`). `age` is the same for one date, and
    less for a newer one. `facets` lack what depends on who asks: the events of papers."""

    pks: array[int]
    kinds: list[str]
    object_ids: array[int]
    languages: list[str]
    age: array[int]
    place_of: Mapping[int, int]
    place_of_object: Mapping[str, Mapping[int, int]]
    of_kind: Mapping[str, int]
    by_rules_of: Mapping[str, int]
    facets: Mapping[str, Labelled]
    # What was found out about their words: forgotten with them.
    kept: Kept = field(default_factory=lambda: Kept(ROOM_FOR_WORDS))

    def __len__(self) -> int:
        return len(self.pks)

    def bits_of(self, kind: str, object_ids: Iterable[int]) -> int:
        """Those of them that are in the index."""
        known = self.place_of_object[kind]
        return bits_of((known[pk] for pk in object_ids if pk in known), len(self))


_kept: tuple[State, Entries] | None = None


def entries() -> Entries:
    """By one query, and another when the index has changed."""
    global _kept
    state = index_state()
    kept = _kept
    if kept is None or kept[0] != state:
        kept = (state, _arranged(_rows()))
        _kept = kept
    return kept[1]


class _Row(NamedTuple):
    pk: int
    kind: str
    object_id: int
    language: str
    year: int | None
    date: str
    facets: str


def _rows() -> list[_Row]:
    # As text, because dates and facets of thousands of papers take longer to read than all the rest.
    facets = Case(When(kind="paper", then=Value("")), default=Cast("facets", TextField()),
                  output_field=TextField())  # fmt: skip
    date = Coalesce(Cast("date", CharField()), Value(""))
    columns = ("pk", "kind", "object_id", "language", "year", date, facets)
    found = SearchEntry.objects.order_by("object_id").values_list(*columns)
    rows = [_Row(*row) for row in found]
    rows.sort(key=lambda row: row.date, reverse=True)
    rows.sort(key=lambda row: KINDS.index(row.kind))
    return rows


def _arranged(rows: list[_Row]) -> Entries:
    dates = sorted({row.date for row in rows}, reverse=True)
    age_of = {date: age for age, date in enumerate(dates)}
    of_objects: dict[str, dict[int, int]] = {kind: {} for kind in KINDS}
    for place, row in enumerate(rows):
        of_objects[row.kind][row.object_id] = place
    rules = [stemmed_language(row.language) for row in rows]
    return Entries(
        pks=array("q", (row.pk for row in rows)),
        kinds=[row.kind for row in rows],
        object_ids=array("q", (row.object_id for row in rows)),
        languages=[row.language for row in rows],
        age=array("L", (age_of[row.date] for row in rows)),
        place_of={row.pk: place for place, row in enumerate(rows)},
        place_of_object=of_objects,
        of_kind={kind: bits_of(own.values(), len(rows)) for kind, own in of_objects.items()},
        by_rules_of=_bits_by(enumerate(rules), len(rows)),
        facets=_facets(rows),
    )


def _facets(rows: list[_Row]) -> dict[str, Labelled]:
    places: dict[str, dict[tuple[str, str], list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, row in enumerate(rows):
        for name, key, label in _said_by(row):
            places[name][key, label].append(place)
    found: dict[str, Labelled] = defaultdict(dict)
    for name, pairs in places.items():
        for (key, label), own in pairs.items():
            found[name].setdefault(key, {})[label] = bits_of(own, len(rows))
    return found


def _said_by(row: _Row) -> Iterator[tuple[str, str, str]]:
    """Facet, key and label."""
    yield "kind", row.kind, ""
    if row.year:
        yield "year", str(row.year), str(row.year)
    if row.kind == "post":
        # A paper's and an author's language is a guess; a post's is said by its editors.
        yield "language", row.language, ""
    if row.facets:
        told = json.loads(row.facets)
        for name in ("author", "category", "event"):
            yield from ((name, key, label) for key, label in told.get(name, ()) if key)


def _bits_by(told: Iterable[tuple[int, str]], size: int) -> dict[str, int]:
    """Key → bits, of pairs of place and key."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, key in told:
        places[key].append(place)
    return {key: bits_of(own, size) for key, own in places.items()}


NO_ENTRIES = _arranged([])
