"""What an import did, post by post: for the screen, for machines, and for the exit status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from blog.transfer.document import Notice, PaperOffer
from blog.transfer.models import ImportSource
from blog.transfer.paper_lists.prose_mentions import MentionedPaper
from blog.transfer.writing.kept import KeptFiles

Result = Literal["created", "updated", "unchanged", "skipped", "failed"]
State = Literal["clean", "changed", "needs eyes"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source file. `reason` says why it was skipped or failed; `diff` shows what
    changed on both sides; `shortcodes` names those that are not known, once for each use;
    `mentioned` are papers that its text links to, `papers_stored` how many of them were new; `offers`
    are texts that may be lists of papers."""

    result: Result
    path: str
    title: str = ""
    address: str = ""
    reason: Notice | None = None
    notices: tuple[Notice, ...] = ()
    diff: str = ""
    shortcodes: tuple[str, ...] = ()
    mentioned: tuple[MentionedPaper, ...] = ()
    papers_stored: int = 0
    offers: tuple[PaperOffer, ...] = ()

    @property
    def state(self) -> State:
        """What a person has to do about it."""
        if self.reason or self.notices:
            return "needs eyes"
        return "changed" if self.result == "updated" else "clean"


@dataclass
class Report:
    outcomes: list[Outcome] = field(default_factory=list)
    dry_run: bool = False
    files: KeptFiles = field(default_factory=KeptFiles)
    origin: ImportSource | None = None

    @property
    def stored_origin(self) -> ImportSource | None:
        """None after a dry run of a new source: it is not there any more."""
        return self.origin if self.origin and self.origin.pk else None

    @property
    def counts(self) -> dict[str, int]:
        """Result → number; results that did not occur are left out."""
        return dict(Counter(outcome.result for outcome in self.outcomes))

    @property
    def states(self) -> dict[str, int]:
        return dict(Counter(outcome.state for outcome in self.outcomes))

    @property
    def unknown_shortcodes(self) -> dict[str, int]:
        """Name → number of uses, most used first."""
        names = Counter(name for outcome in self.outcomes for name in outcome.shortcodes)
        return dict(names.most_common())

    @property
    def warnings(self) -> list[Notice]:
        return [
            notice
            for outcome in self.outcomes
            for notice in outcome.notices
            if notice.level == "warning"
        ] + [notice for notice in self.files.notices if notice.level == "warning"]

    @property
    def errors(self) -> list[Notice]:
        return [outcome.reason for outcome in self.outcomes if outcome.reason]

    def exit_status(self, *, strict: bool = False) -> int:
        """1 when a post was kept out (`strict`: or anything was noticed), otherwise 0."""
        return int(bool(self.errors) or (strict and bool(self.warnings)))

    def to_json(self) -> dict[str, Any]:
        return {
            "dry_run": self.dry_run,
            "source": self.origin.name if self.origin else "",
            "counts": self.counts,
            "states": self.states,
            "unknown_shortcodes": self.unknown_shortcodes,
            "files": {
                "kept": self.files.kept,
                "unchanged": self.files.unchanged,
                "notices": [_notice(notice) for notice in self.files.notices],
            },
            "posts": [
                {
                    "result": outcome.result,
                    "state": outcome.state,
                    "path": outcome.path,
                    "title": outcome.title,
                    "address": f"/{outcome.address}/" if outcome.address else "",
                    "reason": _notice(outcome.reason) if outcome.reason else None,
                    "notices": [_notice(notice) for notice in outcome.notices],
                    "diff": outcome.diff,
                    "mentioned": [asdict(paper) for paper in outcome.mentioned],
                    "papers_stored": outcome.papers_stored,
                    "offers": [
                        {"heading": offer.heading, "titles": list(offer.titles)}
                        for offer in outcome.offers
                    ],
                }
                for outcome in self.outcomes
            ],
        }

    def lines(self) -> Iterator[str]:
        """For a person: what was kept out, then what to look at, then totals."""
        for outcome in self.outcomes:
            if outcome.reason:
                yield f"error    {outcome.reason}"
            for line in outcome.diff.splitlines():
                yield f"         {line}"
        for notice in self.warnings:
            yield f"warning  {notice}"
        for notice in self.files.notices:
            if notice.level == "note":
                yield f"note     {notice}"
        for outcome in self.outcomes:
            for paper in outcome.mentioned:
                yield f"paper    {outcome.path}: “{paper.text}” leads to {paper.identifier}"
        for outcome in self.outcomes:
            if outcome.offers:
                count = sum(len(offer.titles) for offer in outcome.offers)
                yield f"papers   {outcome.path}: {_counted(count, len(outcome.offers))}"
        for name, uses in self.unknown_shortcodes.items():
            yield f"unknown shortcode  {name}: {uses}"
        order = ("created", "updated", "unchanged", "skipped", "failed")
        totals = ", ".join(f"{self.counts[name]} {name}" for name in order if name in self.counts)
        if self.origin:
            yield f"Source: {self.origin.name}"
        prefix = "Would be: " if self.dry_run else ""
        yield f"{prefix}{totals or 'nothing found'}; {len(self.warnings)} warnings."
        mentioned = sum(len(outcome.mentioned) for outcome in self.outcomes)
        if stored := sum(outcome.papers_stored for outcome in self.outcomes):
            yield f"{stored} papers that prose links to were stored; `papers fetch --missing` fills them."
        elif mentioned:
            yield f"{mentioned} papers are linked in prose; add a paper block where a post discusses one."
        if self.files.kept or self.files.unchanged:
            yield f"Files: {self.files.kept} kept, {self.files.unchanged} unchanged."
        if self.files.fetched:
            yield f"Pictures: {self.files.fetched} fetched from other hosts."


def _counted(papers: int, lists: int) -> str:
    """ "11 papers in 1 list may become entries" """
    return (
        f"{papers} paper{'s' if papers != 1 else ''} in {lists} list{'s' if lists != 1 else ''}"
        " may become entries; make them in the editor's report, or import with --papers=all."
    )


def _notice(notice: Notice) -> dict[str, str]:
    return {
        "level": notice.level,
        "place": notice.place,
        "what": notice.what,
        "mend": notice.mend,
    }
