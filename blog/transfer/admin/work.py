"""What the task worker does for an import that an editor began, and how others see how far it is."""

from __future__ import annotations

import logging
import time
from collections import Counter
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from blog.core.errors import RapporteurError
from blog.posts.models import PublicationPage
from blog.transfer.admin.uploads import forget, place_of
from blog.transfer.bring import Options, read_site
from blog.transfer.models import ImportRun
from blog.transfer.progress import Step, StoppedImport
from blog.transfer.report import Report

logger = logging.getLogger(__name__)
State = ImportRun.State
NOTED_EVERY = 0.5


def perform(pk: int, attempt: int) -> None:
    """What the worker does. Nothing, when somebody stopped the run or began a later attempt.

    One that is running already is that of a worker that died in the middle of it: a task is lent to
    one worker at a time.
    """
    mine = ImportRun.objects.filter(pk=pk, attempt=attempt)
    waiting = mine.filter(state__in=[State.WAITING, State.RUNNING])
    if not waiting.update(state=State.RUNNING, seen_at=timezone.now()):
        return
    run = mine.get()
    with translation.override(run.options.get("language") or "en"):
        _Work(run).do()


class _Work:
    def __init__(self, run: ImportRun) -> None:
        self.run, self.counts, self.noted = run, Counter[str](), 0.0

    def do(self) -> None:
        try:
            report = self._read()
        except StoppedImport as stopped:
            # Who stopped it said so in its row; a later attempt writes a report of its own.
            self._mine().filter(state=State.STOPPED).update(report=stopped.report.to_json())
        except RapporteurError as error:
            self._end(State.FAILED, problem=str(error))
        except Exception as error:
            logger.exception("The import of %s broke off.", self.run.name)
            what = _("The import broke off: %(error)s. Posts that came in are whole.")
            self._end(State.FAILED, problem=what % {"error": f"{type(error).__name__}: {error}"})
        else:
            ended = self._end(State.FINISHED, report=report.to_json(), origin=report.stored_origin)
            if ended and not self.run.dry_run:
                forget(self.run)

    def _read(self) -> Report:
        path = place_of(self.run)
        publication = PublicationPage.objects.order_by("path").first()
        if path is None or publication is None:
            raise RapporteurError(
                _("the upload is not there any more."), mend=_("Upload it again.")
            )
        options = Options(
            dry_run=self.run.dry_run,
            live=self.run.options.get("live"),
            take=self.run.options.get("take") or "",
            papers=self.run.options.get("papers") or "auto",
            papers_in_prose=bool(self.run.options.get("papers_in_prose")),
            source=self.run.options.get("source") or "",
            label=self.run.name,
            place=_("started in the admin by %(user)s") % {"user": self.run.user or "?"},
            holder=f"run {self.run.pk}",
        )
        return read_site(path, publication, options, progress=self._note)

    def _mine(self) -> Any:
        return ImportRun.objects.filter(pk=self.run.pk, attempt=self.run.attempt)

    def _note(self, step: Step) -> None:
        if step.outcome:
            self.counts[step.outcome.result] += 1
        if time.monotonic() - self.noted < NOTED_EVERY:
            return
        self.noted = time.monotonic()
        known = self._mine().filter(state=State.RUNNING)
        if not known.update(**_noted(step), counts=dict(self.counts), seen_at=timezone.now()):
            raise KeyboardInterrupt

    def _end(self, state: str, **values: Any) -> int:
        values |= {"state": state, "counts": dict(self.counts), "seen_at": timezone.now()}
        return int(self._mine().filter(state=State.RUNNING).update(**values))


def _noted(step: Step) -> dict[str, Any]:
    total = max(step.total, step.number)
    return {"number": step.number, "total": total, "current": step.path[:255]}
