"""Papers that are perhaps stored twice, found without comparing each with every other.

Only papers that share a key are looked at more closely: an identifier that both have or imply, all
authors, the beginning or the end of the title, or one of its rarest words. Two spellings of one title
that share none of these differ at both ends and in every telling word; no editor would take them for
one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations

from blog.papers.identifiers import Identifier, implied
from blog.papers.likeness import Description, may_be_one
from blog.papers.models import DistinctPapers, Paper, PaperIdentifier
from blog.papers.schemes import read_doi
from blog.papers.similar import describe_stored

_END = 12
_TELLING_WORDS = 4
# A word in so many titles tells none from another: comparing all that have it would take the time
# that the keys are to save.
_COMMON = 40


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
    seen: set[tuple[int, int]] = set()
    for group in _blocks(list(describe_stored(Paper.objects.all()))):
        for one, other in combinations(group, 2):
            pair = one.pk, other.pk
            if pair not in seen:
                seen.add(pair)
                if may_be_one(one, other):
                    yield pair


def _blocks(papers: Sequence[Description]) -> Iterator[list[Description]]:
    """Papers that share a key, in the order in which they were stored."""
    uses = Counter(word for paper in papers for word in paper.words)
    blocks: dict[Hashable, list[Description]] = defaultdict(list)
    for paper in papers:
        for key in _keys_of_title(paper, uses):
            blocks[key].append(paper)
        if len(paper.authors) > 1:
            blocks["authors", paper.authors].append(paper)
    return (group for group in blocks.values() if len(group) > 1)


def _keys_of_title(paper: Description, uses: Counter[str]) -> Iterator[Hashable]:
    """Both ends without spaces, the part before a colon, and the rarest words that some other title
    has too."""
    compact = paper.title.replace(" ", "")
    yield "start", compact[:_END]
    yield "end", compact[-_END:]
    yield "head", paper.head or paper.title
    shared = [word for word in paper.words if 1 < uses[word] <= _COMMON]
    for word in sorted(shared, key=lambda word: (uses[word], word))[:_TELLING_WORDS]:
        yield "word", word
