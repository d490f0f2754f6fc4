"""Workers that are killed, or end themselves, in the middle of a task."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from tests.operations.test_serve import queue_long_task, tasks_of
from tests.served import ROOT

KINDS = {
    "blog.images.tasks.generate",
    "blog.papers.tasks.index_for_editors",
    "blog.posts.tasks.relate_posts",
    "blog.search.tasks.index_posts_again",
    "blog.search.tasks.index_posts_whole",
    "blog.transfer.admin.tasks.import_upload",
}


@pytest.mark.django_db
def test_every_kind_of_task_is_done_whole_and_once_after_its_workers_were_killed(
    copied_database, tmp_path
):
    environment = os.environ | {"TEST_DATABASE_URL": copied_database}
    done = subprocess.run(
        [sys.executable, "-m", "tests.operations.killed_worker", tmp_path],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)

    assert set(result["attempts"]) == KINDS
    assert min(result["attempts"].values()) > 1
    assert result["statuses"] == ["SUCCESSFUL"]
    assert result["after"] == result["at once"]
    assert result["after"]["runs"] == [["finished", ""]]
    titles = [title for title, _slug, _live in result["after"]["posts"]]
    assert titles[-3:] == ["Pitch 0", "Pitch 1", "Pitch 2"]
    assert result["after"]["renditions"]


def test_a_worker_whose_task_takes_too_long_ends_itself(prepared_site, tmp_path):
    site = prepared_site.copied_to(tmp_path)
    queue_long_task(site, "exceed_a_second")

    ended = subprocess.run(
        [sys.executable, "manage.py", "task_worker"],
        cwd=ROOT,
        env=site.environment,
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert ended.returncode == 70
    assert "slow_tasks.exceed_a_second" in ended.stderr
    assert "took longer than 1 seconds; its worker ends itself" in ended.stderr
    assert [status for status, _workers in tasks_of(site)] == ["RUNNING"]


def test_a_second_signal_leaves_a_task_no_time(prepared_site, tmp_path):
    site = prepared_site.copied_to(tmp_path)
    queue_long_task(site)
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "task_worker"], cwd=ROOT, env=site.environment
    )
    while [status for status, _workers in tasks_of(site)] != ["RUNNING"]:
        assert worker.poll() is None
        time.sleep(0.1)

    worker.send_signal(signal.SIGINT)
    worker.send_signal(signal.SIGTERM)

    assert worker.wait(60) == 0
    assert tasks_of(site) == [("READY", "[]")]
