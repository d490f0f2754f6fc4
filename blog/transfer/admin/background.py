"""Imports that editors begin: handed to the task worker, stopped, gone on with."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone, translation

from blog.core.heartbeat import INTERVAL, age_of_heartbeat
from blog.transfer.admin.tasks import import_upload
from blog.transfer.admin.uploads import Upload
from blog.transfer.models import ImportRun

State = ImportRun.State
SILENT_AFTER = dt.timedelta(seconds=90)


def begin(upload: Upload, *, dry_run: bool, options: dict[str, Any], user: Any) -> ImportRun:
    """`options`: `live`, `take` and `papers_in_prose` as in Options."""
    run = prepare(upload, dry_run=dry_run, options=options, user=user)
    go_on(run)
    return run


def prepare(upload: Upload, *, dry_run: bool, options: dict[str, Any], user: Any) -> ImportRun:
    """A run that `go_on` begins, and which others see as soon as it is stored."""
    return ImportRun.objects.create(
        name=upload.name[:255],
        folder=upload.folder,
        path=upload.path,
        dry_run=dry_run,
        user=user,
        options=options | {"language": translation.get_language()},
        state=State.STOPPED,
    )


def go_on(run: ImportRun) -> None:
    """Hand it to the worker, perhaps again; one that still works for a former attempt stops."""
    values = {"state": State.WAITING, "seen_at": timezone.now(), "problem": ""}
    same = ImportRun.objects.filter(pk=run.pk, attempt=run.attempt)
    if not same.update(attempt=run.attempt + 1, **values):
        run.refresh_from_db()
        return  # somebody else was faster
    run.refresh_from_db()
    import_upload.enqueue(run.pk, run.attempt)
    run.refresh_from_db()


def stop(run: ImportRun) -> None:
    ImportRun.objects.filter(pk=run.pk, state__in=[State.WAITING, State.RUNNING]).update(
        state=State.STOPPED
    )


def is_silent(run: ImportRun) -> bool:
    """True when whoever was at work on it seems to be gone."""
    return bool(
        run.state == State.RUNNING and run.seen_at and timezone.now() - run.seen_at > SILENT_AFTER
    )


def worker_is_missing(run: ImportRun) -> bool:
    """True when it waits, and no task worker was seen of late."""
    age = age_of_heartbeat("task_worker")
    return run.state == State.WAITING and (age is None or age > 3 * INTERVAL)
