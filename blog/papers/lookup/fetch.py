"""What stored papers lack, filled from the sources. What an editor wrote is never overwritten."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import Q

from blog.papers.csl import CslItem
from blog.papers.lookup.ask import look_up
from blog.papers.models import Paper

# arXiv asks for three seconds between two questions; the others are content with less.
PAUSE_SECONDS = 3.0


@dataclass
class FetchedPaper:
    """`outcome` is filled, complete, unknown or failed; `filled` names the variables of the record."""

    slug: str
    title: str
    outcome: str
    filled: list[str] = field(default_factory=list)
    source: str = ""
    problems: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def papers_to_fetch(slugs: Iterable[str] = (), *, only_missing: bool = False) -> list[Paper]:
    """Those with an identifier; with `only_missing` those that lack authors, date or venue."""
    papers = Paper.objects.filter(identifiers__isnull=False).distinct().order_by("pk")
    wanted = list(slugs)
    if wanted:
        papers = papers.filter(slug__in=wanted)
    if only_missing:
        papers = papers.filter(Q(authors_text="") | Q(issued="") | Q(venue=""))
    return list(papers.prefetch_related("identifiers"))


def fetch_papers(
    papers: Iterable[Paper],
    *,
    dry_run: bool = False,
    again: bool = False,
    pause: Callable[[float], None] = time.sleep,
) -> Iterator[FetchedPaper]:
    """One after the other, politely. With `dry_run` the sources are asked and nothing is stored."""
    for number, paper in enumerate(papers):
        if number:
            pause(PAUSE_SECONDS)
        yield fetch_paper(paper, dry_run=dry_run, again=again)


def fetch_paper(paper: Paper, *, dry_run: bool = False, again: bool = False) -> FetchedPaper:
    problems: list[str] = []
    codes: list[str] = []
    for row in paper.identifiers.all():
        outcome = look_up(row.identifier, again=again)
        problems += [failure.sentence for failure in outcome.failures]
        codes += [failure.code for failure in outcome.failures]
        for found in outcome.found:
            filled = _fill(paper, found.item, found.provenance)
            if filled and not dry_run:
                paper.save()
            state = "filled" if filled else "complete"
            return FetchedPaper(paper.slug, paper.title, state, filled, found.source, problems)
    unknown = all(code == "unknown" for code in codes)
    state = "unknown" if unknown else "failed"
    return FetchedPaper(paper.slug, paper.title, state, [], "", problems)


def _is_guess(paper: Paper) -> bool:
    """Whether its title is still what a link to it said when a post was imported."""
    said = paper.provenance.get("title") or {}
    return said.get("source") == "link" and said.get("said") == paper.title


def _fill(paper: Paper, item: CslItem, provenance: dict[str, dict[str, str]]) -> list[str]:
    """The variables that the record lacked. Columns are read off the completed record."""
    lacking = {
        key: value
        for key, value in item.items()
        if key not in ("id", "type", "DOI", "arxiv", "URL", "custom")
        and (not paper.csl.get(key) or (key == "title" and _is_guess(paper)))
        and paper.csl.get(key) != value
    }
    if not lacking:
        return []
    paper.title = lacking.get("title", paper.title)
    completed = Paper.from_record(paper.csl | lacking)
    for column in ("authors_text", "issued", "venue", "abstract"):
        if not getattr(paper, column):
            setattr(paper, column, getattr(completed, column))
    paper.csl = paper.csl | lacking
    paper.provenance = paper.provenance | {key: provenance[key] for key in lacking}
    return sorted(lacking)
