"""`python -m tests.postgres -m pytest …`: the same tests on a PostgreSQL of their own.

A server from the binaries on the machine, on a free port, in a temporary folder; it is stopped and
its folder removed when the tests end.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=40"]


def find_binaries() -> Path | None:
    """The newest folder that holds initdb and postgres."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def main(arguments: list[str]) -> int:
    binaries = find_binaries()
    if binaries is None:
        message = "PostgreSQL's binaries are not on this machine (Debian: apt install postgresql)."
        print(f"{'FAILED' if os.environ.get('RAPPORTEUR_REQUIRE_ALL') else 'skipped'}: {message}")
        return 1 if os.environ.get("RAPPORTEUR_REQUIRE_ALL") else 0
    folder = Path(tempfile.mkdtemp(prefix="rapporteur-postgres-"))
    as_user = _ordinary_user(folder)
    port = _free_port()
    try:
        _run([*as_user, str(binaries / "initdb"), "-D", str(folder / "data"), "-U", "rapporteur",
              "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"])  # fmt: skip
        options = " ".join(
            [f"-p {port}", "-h 127.0.0.1", f"-k {folder}", *(f"-c {o}" for o in FAST)]
        )
        control = [*as_user, str(binaries / "pg_ctl"), "-D", str(folder / "data"), "-w"]
        _run([*control, "-l", str(folder / "log"), "-o", options, "start"])
        try:
            url = f"postgres://rapporteur@127.0.0.1:{port}/postgres"
            environment = os.environ | {"TEST_DATABASE_URL": url}
            return subprocess.call([sys.executable, *arguments], env=environment)
        finally:
            subprocess.call([*control, "-m", "immediate", "stop"], stdout=subprocess.DEVNULL)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _ordinary_user(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return []
    user = "postgres" if _exists("postgres") else "nobody"
    shutil.chown(folder, user)
    return ["runuser", "-u", user, "--"]


def _exists(user: str) -> bool:
    return subprocess.call(["id", user], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False)
    if done.returncode:
        sys.exit(f"{command[0]} failed: {done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
