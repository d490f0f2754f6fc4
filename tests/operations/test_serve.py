"""`manage.py serve`, as it runs for people: real processes on a free port."""

import json
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
import uuid
from pathlib import Path

import pytest

from tests.served import ROOT, free_port

# What a stranger writes and a proxy on the same machine passes on.
FORGED = (
    {"SCRIPT_NAME": "/archive"},
    {"PATH_INFO": "/"},
    {"REMOTE_USER": "admin"},
    {"X-Forwarded-Proto": "https", "X-Forwarded-Ssl": "off"},
    {"X-Forwarded-Protocol": "ssl"},
    {"X-Forwarded-Host": "elsewhere.example"},
    {"X-Forwarded-Prefix": "/archive"},
    {"Forwarded": "for=192.0.2.1;host=elsewhere.example;proto=https"},
)


def wait_for(condition, seconds=120.0):
    """A bound against waiting for ever; how long a start takes is the machine's matter."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"nothing after {seconds} s")


def start(operated_site, port):
    return subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port), "--workers", "1"],
        cwd=ROOT, env=operated_site, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def answer_of(port, path, **headers):
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except OSError:  # not there yet: refused, reset or slow, which are all of this kind
        return None


def family_of(pid: int) -> set[int]:
    """All living descendants, read from /proc."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
    found, edge = set(), {pid}
    while edge:
        edge = {child for child, parent in parents.items() if parent in edge} - found
        found |= edge
    return found


def alive(pids: set[int]) -> set[int]:
    return {pid for pid in pids if Path(f"/proc/{pid}").exists()}


def queue_long_task(site, name="sleep") -> None:
    """As a request leaves one behind, without a process that starts for it alone."""
    row = {
        "id": uuid.uuid4().hex,
        "status": "READY",
        "enqueued_at": "2024-05-01 10:00:00",
        "args_kwargs": '{"args": [600], "kwargs": {}}',
        "priority": 0,
        "task_path": f"tests.operations.slow_tasks.{name}",
        "worker_ids": "[]",
        "queue_name": "default",
        "backend_name": "default",
        "run_after": "9999-01-01 00:00:00",
        "exception_class_path": "",
        "traceback": "",
    }
    with sqlite3.connect(site.folder / "site.sqlite3") as database:
        database.execute(
            f"INSERT INTO django_tasks_database_dbtaskresult ({', '.join(row)})"  # noqa: S608
            f" VALUES ({', '.join('?' * len(row))})",
            list(row.values()),
        )


def tasks_of(site):
    with sqlite3.connect(site.folder / "site.sqlite3") as database:
        rows = "SELECT status, worker_ids FROM django_tasks_database_dbtaskresult"
        return database.execute(rows).fetchall()


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_it_serves_and_leaves_nobody_behind_in_the_middle_of_a_long_task(
    prepared_site, tmp_path, end
):
    site, port = prepared_site.copied_to(tmp_path), free_port()
    queue_long_task(site)
    serving = start(site.environment, port)
    try:
        status, page = wait_for(lambda: answer_of(port, "/"))
        assert status == 200
        assert "<h1" in page
        checks = wait_for(
            lambda: (
                (answer := answer_of(port, "/readyz"))
                and "busy" in answer[1]
                and answer[1].count('"ok"') >= 4
                and json.loads(answer[1])
            )
        )
        busy = checks.pop("task_worker")
        assert busy.startswith("busy: tests.operations.slow_tasks.sleep since 20")
        assert checks == {
            "database": "ok",
            "publication": "ok",
            "scheduler": "ok",
            "tasks": "ok",
        }
        archive = answer_of(port, "/archive/")
        for forged in FORGED:
            assert answer_of(port, "/archive/", **forged) == archive
        family = family_of(serving.pid)
        assert len(family) >= 6  # three guards, three children, and gunicorn's worker
    finally:
        serving.send_signal(end)
    said = serving.communicate(timeout=60)[0]
    assert f"http://127.0.0.1:{port}/admin/" in said
    if end != signal.SIGKILL:
        assert "Stopped." in said
        assert serving.returncode == 0
    wait_for(lambda: not alive(family))
    assert tasks_of(site) == [("READY", "[]")]


def test_a_taken_port_is_named_with_another(operated_site):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = start(operated_site, port).communicate(timeout=120)[0]
    assert f"127.0.0.1:{port} cannot be served" in said
    assert f"PORT={port + 1} make run" in said


def test_a_child_that_dies_is_started_again(tmp_path):
    """The parent runs in a process of its own: it takes over the signals."""
    marks = tmp_path / "marks"
    child = f"open({str(marks)!r}, 'a').write('x')"
    code = (
        "import sys\nfrom blog.operations.supervisor import Supervisor\n"
        f"Supervisor({{'worker': [sys.executable, '-c', {child!r}]}}, say=print).run()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-u", "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        wait_for(lambda: marks.exists() and len(marks.read_text()) >= 2)
    finally:
        parent.terminate()
    said = parent.communicate(timeout=60)[0]
    assert "worker ended with status 0; it is started again in 2 s." in said
