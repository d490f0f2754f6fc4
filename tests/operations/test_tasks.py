"""Background tasks: what becomes of one whose worker is gone, whose object is gone, or that fails."""

import datetime as dt
import json
import threading
import time

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks import TaskResultStatus
from wagtail.tasks import update_reference_index_task

from blog.core.heartbeat import beat, occupation
from blog.core.time_limit import DEFAULT_SECONDS
from blog.images.tasks import generate
from blog.operations.daily import prune
from blog.operations.models import LEASE, QueuedTask, TaskLease
from blog.operations.waking import wake_worker
from blog.operations.worker import Worker
from blog.papers.tasks import index_for_editors
from blog.posts.models import PostPage
from blog.posts.tasks import relate_posts
from blog.search.tasks import index_posts_again, index_posts_whole
from blog.transfer.admin.tasks import import_upload
from tests.factories import make_post
from tests.operations.slow_tasks import fail, sleep

pytestmark = pytest.mark.django_db
STATUS = TaskResultStatus


@pytest.fixture(autouse=True)
def queued(settings):
    """Tasks wait for a worker, as in production."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def work() -> None:
    """As the worker's loop does, which also ends connections; a test's transaction needs its own."""
    worker = Worker(interval=0, batch=True)
    while worker.work_once():
        pass


def queue(task, *arguments) -> QueuedTask:
    return QueuedTask.objects.get(pk=task.enqueue(*arguments).id)


def left_in_the_middle(task: QueuedTask, *, seconds: float) -> None:
    """As a worker leaves it that is killed: begun, and its lease no longer renewed."""
    task.claim("a worker that was killed")
    silent = timezone.now() - dt.timedelta(seconds=seconds)
    TaskLease.objects.filter(task=task).update(renewed_at=silent)


def state_of(task: QueuedTask) -> tuple[str, int]:
    task.refresh_from_db()
    return task.status, len(task.worker_ids)


def test_a_task_whose_worker_is_gone_is_done_by_the_next():
    task = queue(sleep, 0)
    left_in_the_middle(task, seconds=LEASE.total_seconds() + 1)

    work()

    assert state_of(task) == (STATUS.SUCCESSFUL, 2)
    assert not TaskLease.objects.exists()


def test_a_task_that_another_worker_has_is_left_to_it():
    task = queue(sleep, 0)
    left_in_the_middle(task, seconds=LEASE.total_seconds() - 20)

    work()

    assert state_of(task) == (STATUS.RUNNING, 1)


def test_a_task_that_was_begun_before_there_were_leases_is_done_too():
    task = queue(sleep, 0)
    long_ago = timezone.now() - 2 * LEASE
    QueuedTask.objects.filter(pk=task.pk).update(status=STATUS.RUNNING, started_at=long_ago)

    work()

    assert state_of(task)[0] == STATUS.SUCCESSFUL


def test_a_task_that_ends_three_workers_is_given_up_and_named(client, publication, capsys):
    task = queue(sleep, 0)
    for _ in range(3):
        left_in_the_middle(task, seconds=100)

    work()

    assert state_of(task) == (STATUS.FAILED, 3)
    assert client.get("/readyz").json()["tasks"] == "1 failed, 0 stuck: see manage.py tasks list"
    call_command("tasks", "list")
    listed = capsys.readouterr().out
    assert listed.splitlines()[-1] == "1 failed, 0 stuck, 0 running, 0 waiting"
    assert "3 workers ended in the middle of it" in listed


def test_a_task_that_its_worker_gives_back_has_not_failed():
    task = queue(sleep, 0)
    task.claim("worker")

    task.give_back("worker")

    assert state_of(task) == (STATUS.READY, 0)


def test_a_worker_that_has_lost_a_task_gives_nothing_back():
    task = queue(sleep, 0)
    task.claim("first")
    task.claim("second")

    task.give_back("first")

    assert state_of(task) == (STATUS.RUNNING, 2)
    assert not TaskLease.renew(task, "first")
    assert TaskLease.renew(task, "second")


@pytest.mark.parametrize(
    ("task", "arguments"),
    [
        (update_reference_index_task, ["blog", "postpage", 999]),
        (generate, [999]),
        (relate_posts, [[999]]),
        (index_posts_again, [[999]]),
        (index_posts_whole, [[999]]),
        (index_for_editors, [[999]]),
        (import_upload, [999, 1]),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_a_task_whose_object_is_gone_ends_quietly(task, arguments, caplog):
    queued = queue(task, *arguments)

    work()

    assert state_of(queued)[0] == STATUS.SUCCESSFUL
    assert caplog.records == []


def test_a_task_that_fails_over_an_object_that_is_there_has_failed(publication, caplog):
    """Only the object of the task may be missing."""
    page = make_post()
    PostPage.objects.filter(pk=page.pk).update(live=False)
    task = queue(update_reference_index_task, "blog", "postpage", page.pk)
    task.set_failed(PostPage.DoesNotExist("another"))

    assert state_of(task)[0] == STATUS.FAILED


def test_each_kind_of_task_has_a_time_limit():
    ours = [
        generate,
        relate_posts,
        index_posts_again,
        index_posts_whole,
        index_for_editors,
        import_upload,
    ]

    assert {task.name: task.func.time_limit / 60 for task in ours} == {
        "generate": 30,
        "relate_posts": 10,
        "index_posts_again": 60,
        "index_posts_whole": 60,
        "index_for_editors": 10,
        "import_upload": 720,
    }
    assert not hasattr(update_reference_index_task.func, "time_limit")
    assert DEFAULT_SECONDS == 600


def test_a_worker_at_rest_asks_seldom_and_comes_at_once_when_it_is_woken():
    worker = Worker(interval=30, batch=False)
    with CaptureQueriesContext(connection) as asked:
        worker.work_once()
        worker.work_once()
    threading.Timer(0.3, wake_worker).start()
    began = time.monotonic()
    worker._rest(0)

    assert len(asked) == 3  # twice what waits, and once what somebody left in the middle
    assert time.monotonic() - began < 5


def test_a_task_that_is_queued_wakes_the_worker(django_capture_on_commit_callbacks, settings):
    with django_capture_on_commit_callbacks(execute=True):
        sleep.enqueue(0)

    assert (settings.VAR_DIR / "task_worker.wake").exists()


def test_readiness_names_what_the_worker_is_busy_with(client, publication):
    beat("scheduler")
    beat("task_worker", "blog.images.tasks.generate since 2024-05-01 10:00:00 UTC")
    busy = client.get("/readyz").json()["task_worker"]
    queue(sleep, 0)
    work()

    assert busy == "busy: blog.images.tasks.generate since 2024-05-01 10:00:00 UTC"
    assert occupation("task_worker") == ""


def test_failed_tasks_are_tried_again_or_forgotten_by_command(capsys):
    tried, forgotten = queue(fail, "no such host"), queue(fail, "disk full")
    work()
    capsys.readouterr()

    call_command("tasks", "list", "--json")
    listed = json.loads(capsys.readouterr().out)
    call_command("tasks", "retry", str(tried.pk))
    call_command("tasks", "clear", "--all")

    assert {task["problem"] for task in listed["failed"]} == {
        "RuntimeError: no such host",
        "RuntimeError: disk full",
    }
    assert state_of(tried) == (STATUS.READY, 0)
    assert not QueuedTask.objects.filter(pk=forgotten.pk).exists()


@pytest.mark.parametrize("name", ["no-such-task", "0a5ee5ba-93a1-4b46-8be1-3d9e8d6b1c11"])
def test_a_wrong_id_is_named(name):
    with pytest.raises(CommandError, match=name):
        call_command("tasks", "retry", name)


def test_administrators_see_failed_tasks_and_try_them_again(admin_client):
    task = queue(fail, "disk full")
    work()

    page = admin_client.get("/admin/background-tasks/").content.decode()
    answer = admin_client.post(
        "/admin/background-tasks/", {"task": task.pk, "retry": ""}, follow=True
    )
    nothing = answer.content.decode()

    assert "RuntimeError: disk full" in page
    assert state_of(task)[0] == STATUS.READY
    assert "1 task queued again." in nothing
    assert "No task failed, and none hangs." in nothing


def test_editors_do_not_see_them(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("editor", "", "editor"))

    assert client.get("/admin/background-tasks/").status_code == 302


def test_what_is_finished_goes_after_a_week_and_what_failed_after_a_month(settings, caplog):
    rows = {
        (status, days): queue(sleep, 0)
        for status in (STATUS.SUCCESSFUL, STATUS.FAILED)
        for days in (6, 8, 31)
    }
    for (status, days), task in rows.items():
        ended = timezone.now() - dt.timedelta(days=days)
        QueuedTask.objects.filter(pk=task.pk).update(status=status, finished_at=ended)

    prune()

    stay = set(QueuedTask.objects.values_list("pk", flat=True))
    assert {key for key, task in rows.items() if task.pk in stay} == {
        (STATUS.SUCCESSFUL, 6),
        (STATUS.FAILED, 6),
        (STATUS.FAILED, 8),
    }
    assert caplog.records == []
