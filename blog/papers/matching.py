"""Which stored Paper is this? By identifier alone, never by title, while one is known."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from blog.core.errors import SourceError
from blog.core.text import fold_case
from blog.papers.csl import CslItem
from blog.papers.identifiers import Identifier, parse_identifier
from blog.papers.models import Paper, PaperIdentifier
from blog.papers.storing import store_new


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody says of a paper, which may be stored already. `provenance` is for a new one."""

    item: CslItem
    identifiers: tuple[Identifier, ...] = ()
    provenance: Mapping[str, Any] = field(default_factory=dict)


def match_paper(item: CslItem, identifiers: Iterable[Identifier]) -> Paper | None:
    """The stored Paper that has one of these identifiers.

    A work without any is matched by its title, capitals aside, among papers that have none either:
    titles of a preprint and its published version often differ by a word, and two works may share
    one.
    """
    work = Work(item, tuple(identifiers))
    return _Stock([work]).match(work)


def find_or_create_paper(
    item: CslItem, identifiers: Iterable[Identifier], *, provenance: str = ""
) -> tuple[Paper, bool]:
    """The stored Paper and whether it is new. A known one keeps its record and gains identifiers."""
    said = {"record": provenance} if provenance else {}
    return find_or_create_papers([Work(item, tuple(identifiers), said)])[0]


def find_or_create_papers(works: Sequence[Work]) -> list[tuple[Paper, bool]]:
    """The same for each work, as if one were asked for after the other, in a few queries for all."""
    stock = _Stock(works)
    found = [stock.take(work) for work in works]
    stock.store()
    return found


class _Stock:
    """The stored papers that may be meant by some works, and those that the works add."""

    def __init__(self, works: Sequence[Work]) -> None:
        self.by_identifier = _with_identifiers(
            {each for work in works for each in work.identifiers}
        )
        self.nameless = _nameless([work.item["title"] for work in works if not work.identifiers])
        self.new: dict[int, tuple[Paper, list[Identifier]]] = {}
        self.gained: list[tuple[Paper, Identifier]] = []

    def match(self, work: Work) -> Paper | None:
        if not work.identifiers:
            return self.nameless.get(fold_case(work.item["title"]))
        known = [self.by_identifier.get(each) for each in work.identifiers]
        return min((paper for paper in known if paper), key=self._age, default=None)

    def _age(self, paper: Paper) -> tuple[float, int]:
        """Smaller for older ones; what is not stored yet is younger than all that is."""
        if paper.pk:
            return paper.pk, 0
        return math.inf, list(self.new).index(id(paper))

    def take(self, work: Work) -> tuple[Paper, bool]:
        known = self.match(work)
        paper = known or self._begin(work)
        for identifier in dict.fromkeys(work.identifiers):
            if identifier not in self.by_identifier:
                self.by_identifier[identifier] = paper
                self._add(paper, identifier)
        return paper, known is None

    def _begin(self, work: Work) -> Paper:
        paper = Paper.from_record(work.item, provenance=dict(work.provenance))
        self.new[id(paper)] = paper, []
        if not work.identifiers:
            self.nameless[fold_case(paper.title)] = paper
        return paper

    def _add(self, paper: Paper, identifier: Identifier) -> None:
        if id(paper) in self.new:
            self.new[id(paper)][1].append(identifier)
        else:
            self.gained.append((paper, identifier))

    def store(self) -> None:
        store_new(list(self.new.values()))
        for paper, identifier in self.gained:
            PaperIdentifier.objects.create(
                paper=paper,
                scheme=identifier.scheme,
                value=identifier.value,
                # Last: a paper is read at the first.
                sort_order=PaperIdentifier.objects.filter(paper=paper).count(),
            )


def _with_identifiers(wanted: set[Identifier]) -> dict[Identifier, Paper]:
    if not wanted:
        return {}
    rows = PaperIdentifier.objects.filter(
        scheme__in={each.scheme for each in wanted}, value__in={each.value for each in wanted}
    )
    found = {row.identifier: row.paper for row in rows.select_related("paper").order_by()}
    return {identifier: found[identifier] for identifier in wanted & found.keys()}


def _nameless(titles: list[str]) -> dict[str, Paper]:
    if not titles:
        return {}
    alike = reduce(or_, (Q(title__iexact=title) for title in titles))
    # The first by title comes last, and so is the one that is kept.
    found = Paper.objects.filter(alike, identifiers=None).order_by("-title", "-pk")
    return {fold_case(paper.title): paper for paper in found}


def paper_called(name: str) -> Paper:
    """The stored Paper of this slug, citation key (also a former one) or identifier; SourceError when
    there is none."""
    paper = Paper.objects.filter(Q(slug=name) | Q(citation_key=name)).order_by("pk").first()
    paper = paper or _of_former_key(name)
    identifier = parse_identifier(name)
    if paper is None and identifier:
        paper = match_paper({"title": ""}, [identifier])
    if paper is None:
        raise SourceError(
            "no stored paper is called so.",
            where=name,
            mend="Give its slug, the last part of its address, or its arXiv number or DOI.",
        )
    return paper


def _of_former_key(key: str) -> Paper | None:
    # JSON lists cannot be searched on SQLite; few papers have any.
    papers = Paper.objects.exclude(former_keys=[])
    return next((paper for paper in papers if key in paper.former_keys), None)
