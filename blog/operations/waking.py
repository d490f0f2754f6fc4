"""A file that changes when a task is queued, so that a worker at rest need not ask the database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django_tasks.signals import task_enqueued


def _file() -> Path:
    return Path(settings.VAR_DIR) / "task_worker.wake"


def wakings() -> float:
    """Another number after each."""
    try:
        return _file().stat().st_mtime_ns
    except OSError:
        return 0


def wake_worker() -> None:
    _file().parent.mkdir(parents=True, exist_ok=True)
    _file().touch()


def connect() -> None:
    task_enqueued.connect(_queued, dispatch_uid="wake-worker")


def _queued(sender: Any, **kwargs: Any) -> None:
    """Workers of other machines ask every few seconds."""
    transaction.on_commit(wake_worker)
