"""A query → hits, best first: the same ones in the same order on every database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from blog.search.entries import Labelled, entries
from blog.search.looked_up import Word, look_up, with_phrases
from blog.search.places import places_in
from blog.search.query import Query
from blog.search.ranking import best_first, newest_first
from blog.search.shown import EMPTY, Shown, shown_below


@dataclass(frozen=True, slots=True)
class Hit:
    """`post_count` of a paper: in how many public posts it is discussed."""

    pk: int
    kind: str
    object_id: int
    language: str
    post_count: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """`bits` are the places of all hits. `loose` when no entry has all words, and these have some.
    `unknown` are words that stand nowhere. `forms` is every term that matched, for highlighting.
    `facets` is what hits can be narrowed by."""

    shown: Shown
    words: list[Word] = field(default_factory=list)
    bits: int = 0
    loose: bool = False
    unknown: tuple[str, ...] = ()
    facets: Mapping[str, Labelled] = field(default_factory=dict)

    @property
    def forms(self) -> frozenset[str]:
        return frozenset[str]().union(*(word.standing.terms for word in self.words))

    def first(self, stop: int, bits: int, *, by_date: bool = False) -> list[int]:
        """The places of the first `stop` of some of the hits, best first or newest first."""
        if by_date:
            return newest_first(self.words, bits, stop, loose=self.loose, index=self.shown.index)
        return best_first(self.words, bits, stop, loose=self.loose)

    def of_kind(self, kind: str) -> int:
        return self.bits & self.shown.index.of_kind[kind]

    def hits(self, places: Iterable[int]) -> list[Hit]:
        index, counts = self.shown.index, self.shown.post_counts
        return [
            Hit(index.pks[place], index.kinds[place], index.object_ids[place],
                index.languages[place], counts.get(place, 0))
            for place in places
        ]  # fmt: skip


def find(query: Query, root: str) -> Found:
    """What a stranger may see of the site below the page whose path is `root`."""
    if not query.chunks:
        return Found(EMPTY)
    shown = shown_below(root)
    found = look_up(query, shown.index, shown.of)
    # Who sets quotes means them.
    loose = not found.everywhere and not any(chunk.quoted for chunk in query.chunks)
    bits = found.shown if loose else with_phrases(query.chunks, found.everywhere, shown.index)
    unknown = dict.fromkeys(word.chunk.text for word in found.words if not word.bits & found.shown)
    return Found(shown, found.words, bits, loose, tuple(unknown), shown.facets_of(bits))


def papers_with(query: Query, among: Collection[int]) -> set[int]:
    """Those of `among` that have all of the words, whoever may see them."""
    if not query.chunks or not among:
        return set()
    index = entries()
    asked = index.bits_of("paper", among)
    found = look_up(query, index, asked.__and__).everywhere
    bits = with_phrases(query.chunks, found, index)
    return {index.object_ids[place] for place in places_in(bits)}
