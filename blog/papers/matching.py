"""Which stored Paper is this? By identifier alone, never by title, while one is known."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from blog.core.errors import SourceError
from blog.core.text import fold
from blog.papers.csl import CslItem
from blog.papers.identifiers import Identifier, parse_identifier
from blog.papers.models import Paper, PaperIdentifier


def match_paper(item: CslItem, identifiers: Iterable[Identifier]) -> Paper | None:
    """The stored Paper that has one of these identifiers.

    A work without any is matched by its folded title among papers that have none either: titles
    of a preprint and its published version often differ by a word, and two works may share one.
    """
    wanted = list(identifiers)
    if wanted:
        condition = Q()
        for identifier in wanted:
            condition |= Q(scheme=identifier.scheme, value=identifier.value)
        found = PaperIdentifier.objects.filter(condition).select_related("paper")
        return next((row.paper for row in found.order_by("paper_id")), None)
    title = fold(item["title"])
    nameless = Paper.objects.filter(identifiers=None, title__iexact=item["title"])
    return next((paper for paper in nameless if fold(paper.title) == title), None)


def find_or_create_paper(
    item: CslItem, identifiers: Iterable[Identifier], *, provenance: str = ""
) -> tuple[Paper, bool]:
    """The stored Paper and whether it is new. A known one keeps its record and gains identifiers."""
    wanted = list(dict.fromkeys(identifiers))
    paper = match_paper(item, wanted)
    if paper:
        known = {row.identifier for row in paper.identifiers.all()}
        for identifier in wanted:
            if identifier not in known:
                PaperIdentifier.objects.get_or_create(
                    scheme=identifier.scheme, value=identifier.value, defaults={"paper": paper}
                )
        return paper, False
    paper = Paper.from_record(item, provenance={"record": provenance} if provenance else {})
    paper.identifiers = [
        PaperIdentifier(scheme=identifier.scheme, value=identifier.value, sort_order=position)
        for position, identifier in enumerate(wanted)
    ]
    paper.save()
    return paper, True


def paper_called(name: str) -> Paper:
    """The stored Paper of this slug, citation key or identifier; SourceError when there is none."""
    found = Paper.objects.filter(Q(slug=name) | Q(citation_key=name)).order_by("pk").first()
    identifier = parse_identifier(name)
    if found is None and identifier:
        found = match_paper({"title": ""}, [identifier])
    if found is None:
        raise SourceError(
            "no stored paper is called so.",
            where=name,
            mend="Give its slug, the last part of its address, or its arXiv number or DOI.",
        )
    return found
