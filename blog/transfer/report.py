"""What an import did, post by post: for the screen, for machines, and for the exit status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from blog.transfer.document import Notice
from blog.transfer.kept import KeptFiles

Result = Literal["created", "updated", "unchanged", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source file. `reason` says why it was skipped or failed."""

    result: Result
    path: str
    title: str = ""
    address: str = ""
    reason: Notice | None = None
    notices: tuple[Notice, ...] = ()


@dataclass
class Report:
    outcomes: list[Outcome] = field(default_factory=list)
    dry_run: bool = False
    files: KeptFiles = field(default_factory=KeptFiles)

    @property
    def counts(self) -> dict[str, int]:
        """Result → number; results that did not occur are left out."""
        return dict(Counter(outcome.result for outcome in self.outcomes))

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
            "counts": self.counts,
            "files": {
                "kept": self.files.kept,
                "unchanged": self.files.unchanged,
                "notices": [_notice(notice) for notice in self.files.notices],
            },
            "posts": [
                {
                    "result": outcome.result,
                    "path": outcome.path,
                    "title": outcome.title,
                    "address": f"/{outcome.address}/" if outcome.address else "",
                    "reason": _notice(outcome.reason) if outcome.reason else None,
                    "notices": [_notice(notice) for notice in outcome.notices],
                }
                for outcome in self.outcomes
            ],
        }

    def lines(self) -> Iterator[str]:
        """For a person: what was kept out, then what to look at, then totals."""
        for notice in self.errors:
            yield f"error    {notice}"
        for notice in self.warnings:
            yield f"warning  {notice}"
        for notice in self.files.notices:
            if notice.level == "note":
                yield f"note     {notice}"
        order = ("created", "updated", "unchanged", "skipped", "failed")
        totals = ", ".join(f"{self.counts[name]} {name}" for name in order if name in self.counts)
        prefix = "Would be: " if self.dry_run else ""
        yield f"{prefix}{totals or 'nothing found'}; {len(self.warnings)} warnings."
        if self.files.kept or self.files.unchanged:
            yield f"Files: {self.files.kept} kept, {self.files.unchanged} unchanged."


def _notice(notice: Notice) -> dict[str, str]:
    return {
        "level": notice.level,
        "place": notice.place,
        "what": notice.what,
        "mend": notice.mend,
    }
