"""A whole site as operators run it: production settings, gunicorn, worker and scheduler."""

from __future__ import annotations

import os
import re
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Served:
    """`address` has no slash at its end; `password` is that of the user "admin"."""

    address: str
    password: str


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment_in(folder: Path, port: int) -> dict[str, str]:
    """Production on this machine alone, with everything it writes in one folder."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
        "VAR_DIR": f"{folder}/var",
        "MEDIA_ROOT": f"{folder}/media",
        "BASE_URL": f"http://127.0.0.1:{port}",
        "HTTPS": "0",
    }


def manage(*arguments: str, environment: dict[str, str]) -> str:
    """What a command printed; CalledProcessError when it failed."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env=environment, check=True, capture_output=True, text=True, timeout=300,
    ).stdout  # fmt: skip


@contextmanager
def served_demo(*, renditions: bool = False) -> Iterator[Served]:
    """The demo, until the block ends. `renditions` waits until all pictures have their sizes."""
    with tempfile.TemporaryDirectory(prefix="rapporteur-served-") as folder:
        port = free_port()
        environment = environment_in(Path(folder), port)
        said = manage("prepare", environment=environment)
        if renditions:
            manage("renditions", "build", environment=environment)
        serving = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        address = f"http://127.0.0.1:{port}"
        try:
            wait_until_ready(address)
            yield Served(address, re.search(r"Password: (\S+)", said)[1])
        finally:
            serving.terminate()
            serving.wait(60)


def wait_until_ready(address: str) -> None:
    for _ in range(600):  # two minutes, for a machine that is busy with other tests
        try:
            urllib.request.urlopen(f"{address}/readyz", timeout=5).close()
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"{address} does not answer.")
