"""A file that the scheduler touches, so that others can tell whether it runs."""

from __future__ import annotations

import time
from pathlib import Path

from django.conf import settings


def _file() -> Path:
    return Path(settings.VAR_DIR) / "scheduler.heartbeat"


def beat() -> None:
    file = _file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()


def age_of_heartbeat() -> float | None:
    """Seconds since the scheduler was seen; None when it never was."""
    try:
        return time.time() - _file().stat().st_mtime
    except OSError:
        return None
