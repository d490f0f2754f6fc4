"""Papers that are perhaps stored twice, found without comparing each with every other.

Only papers that share a key are looked at more closely: an identifier that both have or imply, the
beginning or the end of the title, or one of its rarest words. Two spellings of one title that share
none of these differ at both ends and in every telling word; no editor would take them for one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from blog.papers.identifiers import Identifier, implied
from blog.papers.models import DistinctPapers, Paper, PaperIdentifier
from blog.papers.schemes import read_doi
from blog.papers.similar import YEARS_APART, are_alike, plain_words

_END = 12
_TELLING_WORDS = 4
# A word in so many titles tells none from another: comparing all that have it would take the time
# that the keys are to save.
_COMMON = 40


@dataclass(frozen=True, slots=True)
class _Title:
    """`text` as `plain_words` gives it; `numbers` tell parts and years of a series apart."""

    pk: int
    text: str
    year: int | None
    numbers: tuple[str, ...]
    words: frozenset[str]

    @property
    def compact(self) -> str:
        return self.text.replace(" ", "")

    def may_be(self, other: _Title) -> bool:
        years = self.year, other.year
        near = not all(years) or abs((self.year or 0) - (other.year or 0)) <= YEARS_APART
        alike = near and self.numbers == other.numbers and self._shares_words(other)
        return alike and are_alike(self.text, other.text)

    def _shares_words(self, other: _Title) -> bool:
        """A third of the shorter title: comparing letters costs a hundred times as much as this.
        In three words or fewer each may be spelt in another way."""
        shorter = min(len(self.words), len(other.words))
        return shorter <= 3 or len(self.words & other.words) * 3 >= shorter


def likely_duplicates() -> list[tuple[Paper, Paper]]:
    """Pairs of stored papers that are perhaps one, the one that was stored first in front.

    Those that somebody said are two (`DistinctPapers`) are left out.
    """
    told = set(DistinctPapers.objects.values_list("first", "second"))
    pairs = sorted({*_pairs_by_title(), *_pairs_by_identifier()} - told)
    wanted = {pk for pair in pairs for pk in pair}
    papers = Paper.objects.filter(pk__in=wanted).prefetch_related("identifiers")
    by_pk = {paper.pk: paper for paper in papers}
    return [(by_pk[first], by_pk[second]) for first, second in pairs]


def shared_identifiers(one: Paper, other: Paper) -> set[Identifier]:
    """What both have in their identifiers or records, or imply by them."""

    def keys(paper: Paper) -> set[Identifier]:
        rows = (row.identifier for row in paper.identifiers.all())
        return {key for each in rows for key in _keys_of(each)} | set(
            _keys_of_doi(paper.csl.get("DOI"))
        )

    return keys(one) & keys(other)


def _pairs_by_identifier() -> Iterator[tuple[int, int]]:
    having: dict[Identifier, set[int]] = defaultdict(set)
    for pk, scheme, value in PaperIdentifier.objects.values_list("paper_id", "scheme", "value"):
        for key in _keys_of(Identifier(scheme, value)):
            having[key].add(pk)
    records = Paper.objects.exclude(csl__DOI=None).values_list("pk", "csl__DOI")
    for pk, doi in records:
        for key in _keys_of_doi(doi):
            having[key].add(pk)
    for papers in having.values():
        yield from combinations(sorted(papers), 2)


def _keys_of(identifier: Identifier) -> Iterator[Identifier]:
    if identifier.scheme == "doi":
        yield from _keys_of_doi(identifier.value)
    else:
        yield identifier


def _keys_of_doi(text: object) -> Iterator[Identifier]:
    """arXiv's own DOIs are read as arXiv numbers, and those of ACL end in the Anthology's."""
    doi = read_doi(text) if isinstance(text, str) and text.startswith("10.") else None
    if doi:
        yield doi
        yield from implied(doi)


def _pairs_by_title() -> Iterator[tuple[int, int]]:
    rows = Paper.objects.order_by("pk").values_list("pk", "title", "issued_year")
    titles = [_title(pk, plain_words(title), year) for pk, title, year in rows]
    seen: set[tuple[int, int]] = set()
    for group in _blocks(titles):
        for one, other in combinations(group, 2):
            pair = one.pk, other.pk
            if pair not in seen:
                seen.add(pair)
                if one.may_be(other):
                    yield pair


def _title(pk: int, text: str, year: int | None) -> _Title:
    return _Title(pk, text, year, tuple(re.findall(r"\d+", text)), frozenset(text.split()))


def _blocks(titles: Sequence[_Title]) -> Iterator[list[_Title]]:
    """Titles that share a key, in the order in which they were stored."""
    uses = Counter(word for title in titles for word in title.words)
    blocks: dict[Hashable, list[_Title]] = defaultdict(list)
    for title in titles:
        for key in _keys_of_title(title, uses):
            blocks[key].append(title)
    return (group for group in blocks.values() if len(group) > 1)


def _keys_of_title(title: _Title, uses: Counter[str]) -> Iterator[Hashable]:
    """Both ends without spaces, and the rarest words that some other title has too."""
    compact = title.compact
    yield "start", compact[:_END]
    yield "end", compact[-_END:]
    shared = [word for word in title.words if 1 < uses[word] <= _COMMON]
    for word in sorted(shared, key=lambda word: (uses[word], word))[:_TELLING_WORDS]:
        yield "word", word
