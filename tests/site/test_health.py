import os
import time

import pytest

from blog.core.heartbeat import beat

pytestmark = pytest.mark.django_db


def test_readiness_names_the_worker_and_the_scheduler_that_never_ran(client):
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {
        "database": "ok",
        "task_worker": "never ran: start manage.py serve, or manage.py task_worker "
        "beside your web server",
        "scheduler": "never ran: start manage.py serve, or manage.py scheduler "
        "beside your web server",
    }


def test_readiness_says_since_when_the_worker_is_gone(client, settings):
    beat("scheduler")
    beat("task_worker")
    long_ago = time.time() - 600
    os.utime(settings.VAR_DIR / "task_worker.heartbeat", (long_ago, long_ago))

    checks = client.get("/readyz").json()

    assert checks["scheduler"] == "ok"
    assert checks["task_worker"] in ("late: last seen 600 seconds ago",
                                     "late: last seen 601 seconds ago")  # fmt: skip
