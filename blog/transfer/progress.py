"""How far a run is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from blog.transfer.report import Outcome, Report


@dataclass(frozen=True, slots=True)
class Step:
    """Something was just done: the post `number` of `total`, or (`outcome` is None) a file."""

    number: int
    total: int
    path: str
    outcome: Outcome | None = None


# May raise KeyboardInterrupt to stop the run.
Progress = Callable[[Step], None]


class StoppedImport(KeyboardInterrupt):
    """Ended on the way. What `report` lists came in whole; the next run goes on."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__()
