"""A whole site as operators run it: production settings, gunicorn, worker and scheduler."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shutil
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


@dataclass(frozen=True, slots=True)
class Prepared:
    """An empty site, ready to be served from `port`; all that it writes lies in `folder`."""

    folder: Path
    port: int
    password: str

    @property
    def environment(self) -> dict[str, str]:
        return environment_in(self.folder, self.port)

    def copied_to(self, folder: Path) -> Prepared:
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return Prepared(folder, self.port, self.password)

    def at_port_of_its_own(self) -> Prepared:
        """For a site that is served while another copy is."""
        moved = Prepared(self.folder, free_port(), self.password)
        manage("prepare", "--without-demo", environment=moved.environment)
        return moved


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


def prepare(folder: Path) -> Prepared:
    port = free_port()
    said = manage("prepare", "--without-demo", environment=environment_in(folder, port))
    return Prepared(folder, port, re.search(r"Password: (\S+)", said)[1])


def prepare_once(shared: Path) -> Prepared:
    """One for all processes of a test run: migrations and static files are most of the work."""
    shared.mkdir(exist_ok=True)
    folder, noted = shared / "site", shared / "noted"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not noted.exists():
            folder.mkdir()
            made = prepare(folder)
            noted.write_text(f"{made.port} {made.password}")
    port, password = noted.read_text().split()
    return Prepared(folder, int(port), password)


def load_demo(site: Prepared) -> None:
    """As `prepare` does it, without what is there already."""
    manage("load_demo", environment=site.environment)
    manage("rebuild_search", environment=site.environment)
    manage("related", "rebuild", environment=site.environment)


@contextmanager
def served(site: Prepared) -> Iterator[Served]:
    """Until the block ends. What it says lies in `serve.log` of the site's folder."""
    log = site.folder / "serve.log"
    with log.open("w") as said:
        serving = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(site.port)],
            cwd=ROOT, env=site.environment, stdout=said, stderr=said,
        )  # fmt: skip
    address = f"http://127.0.0.1:{site.port}"
    try:
        wait_until_ready(address)
        yield Served(address, site.password)
    finally:
        ended = serving.poll()
        serving.terminate()
        serving.wait(60)
        assert ended is None, f"The site stopped by itself with status {ended}: {log.read_text()}"


@contextmanager
def served_demo() -> Iterator[Served]:
    """The demo with all sizes of its pictures, until the block ends."""
    with tempfile.TemporaryDirectory(prefix="rapporteur-served-") as folder:
        site = prepare(Path(folder))
        load_demo(site)
        manage("renditions", "build", environment=site.environment)
        with served(site) as found:
            yield found


def wait_until_ready(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/readyz", timeout=5).close()
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"{address} does not answer.")
