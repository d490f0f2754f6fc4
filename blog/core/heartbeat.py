"""Files that long-running processes write, so that others can tell whether they run."""

from __future__ import annotations

import time
from pathlib import Path

from django.conf import settings

INTERVAL = 60.0


def _file(process: str) -> Path:
    return Path(settings.VAR_DIR) / f"{process}.heartbeat"


def beat(process: str, doing: str = "") -> None:
    """`doing` is what the process works on; it stands there until the next beat."""
    file = _file(process)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(doing, encoding="utf-8")


def beat_on(process: str) -> None:
    """Still at work on the same."""
    _file(process).touch()


def age_of_heartbeat(process: str) -> float | None:
    """Seconds since the process was seen; None when it never was."""
    try:
        return time.time() - _file(process).stat().st_mtime
    except OSError:
        return None


def occupation(process: str) -> str:
    """What it was doing when it was last seen; "" when nothing."""
    try:
        return _file(process).read_text(encoding="utf-8")
    except OSError:
        return ""
