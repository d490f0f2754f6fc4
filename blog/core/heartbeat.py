"""Files that long-running processes touch, so that others can tell whether they run."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from django.conf import settings

INTERVAL = 60.0


def _file(process: str) -> Path:
    return Path(settings.VAR_DIR) / f"{process}.heartbeat"


def beat(process: str) -> None:
    file = _file(process)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()


def beat_for_ever(process: str, interval: float = INTERVAL) -> None:
    """From a thread, which ends with the process: work that takes long must not look like death."""

    def run() -> None:
        while True:
            beat(process)
            time.sleep(interval)

    threading.Thread(target=run, name=f"{process} heartbeat", daemon=True).start()


def age_of_heartbeat(process: str) -> float | None:
    """Seconds since the process was seen; None when it never was."""
    try:
        return time.time() - _file(process).stat().st_mtime
    except OSError:
        return None
