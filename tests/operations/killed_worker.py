"""Every kind of task, killed twice in its middle: `python -m tests.operations.killed_worker FOLDER`.

Workers are forked from this process. Each takes a task and ends itself by SIGKILL after some
statements, as the kernel ends one that takes too much memory; the third is left to finish. Prints
JSON: how often each kind was begun, and what is in the tables after that and after the same work
done at once.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django

# Statements of a task after which its first and its second worker are killed.
KILLED_AFTER = (4, 9)


def _share(folder: Path) -> None:
    from django.conf import settings

    settings.VAR_DIR, settings.MEDIA_ROOT = folder / "var", folder / "media"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = settings.SQLITE_OPTIONS


def lay(folder: Path) -> None:
    """One task of each kind waits, and nothing else does."""
    from blog.images.tasks import generate
    from blog.operations.models import QueuedTask
    from blog.papers.tasks import index_for_editors
    from blog.posts.tasks import relate_posts
    from blog.search.tasks import index_posts_again, index_posts_whole
    from blog.transfer.admin.tasks import import_upload
    from blog.transfer.models import ImportRun
    from tests.factories import (
        make_image,
        make_paper,
        make_post,
        make_publication,
        paper_list,
        prose,
    )

    make_publication()
    papers = [make_paper() for _ in range(3)]
    words = prose("<p>Spectrogram overlap kernels and tuning.</p>")
    posts = [make_post(body=[words, paper_list(papers)]).pk for _ in range(3)]
    image = make_image()
    upload = folder / "var" / "uploads" / "site"
    (upload / "content" / "posts").mkdir(parents=True)
    for number in range(3):
        text = f"---\ntitle: Pitch {number}\ndate: 2024-05-0{number + 1}\n---\nWords of it.\n"
        (upload / "content" / "posts" / f"pitch-{number}.md").write_text(text)
    run = ImportRun.objects.create(
        name="site", folder="site", path="content", state=ImportRun.State.WAITING, attempt=1
    )
    QueuedTask.objects.all().delete()
    generate.enqueue(image.pk)
    relate_posts.enqueue(posts)
    index_posts_again.enqueue(posts)
    index_posts_whole.enqueue(posts)
    index_for_editors.enqueue([paper.pk for paper in papers])
    import_upload.enqueue(run.pk, 1)


@contextmanager
def _killed_after(statements: int) -> Iterator[None]:
    from django.db import connection

    asked = 0

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal asked
        asked += 1
        result = execute(sql, params, many, context)
        if asked == statements:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    with connection.execute_wrapper(count):
        yield


def _work() -> None:
    """What a forked worker does."""
    from blog.operations.worker import Worker

    class KilledWorker(Worker):
        def run_task(self, task):
            attempt = len(task.worker_ids)
            if attempt > len(KILLED_AFTER):
                super().run_task(task)
                return
            with _killed_after(KILLED_AFTER[attempt - 1]):
                super().run_task(task)

    KilledWorker(interval=0, batch=True).run()


def work_until_nothing_waits() -> None:
    from django.db import connections

    for _ in range(40):
        connections.close_all()
        if not (pid := os.fork()):
            _work()
            os._exit(0)
        if not os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]):
            return
        let_a_minute_pass()
    raise AssertionError("there is no end of it")


def let_a_minute_pass() -> None:
    import datetime as dt

    from django.db.models import F

    from blog.operations.models import TaskLease

    TaskLease.objects.update(renewed_at=F("renewed_at") - dt.timedelta(minutes=2))


def state() -> dict[str, Any]:
    from blog.images.models import CustomRendition
    from blog.posts.models import PostPage, PostTerm, RelatedPost
    from blog.search.models import SearchEntry, SearchTerm
    from blog.transfer.models import ImportRecord, ImportRun

    def rows(model: Any, *fields: str) -> list[list[str]]:
        return sorted([str(value) for value in row] for row in model.objects.values_list(*fields))

    return {
        "posts": rows(PostPage, "title", "slug", "live"),
        "records": rows(ImportRecord, "path", "checksum"),
        "runs": rows(ImportRun, "state", "problem"),
        "renditions": rows(CustomRendition, "image", "filter_spec", "focal_point_key"),
        "search": rows(SearchEntry, "kind", "object_id", "checksum"),
        "search terms": rows(SearchTerm, "entry__object_id", "entry__kind", "term", "weight"),
        "terms": rows(PostTerm, "post", "term", "weight"),
        "related": rows(RelatedPost, "post", "target"),
    }


def main(folder: Path) -> dict[str, Any]:
    from blog.images.models import CustomImage
    from blog.images.pipeline import build_renditions
    from blog.operations.models import QueuedTask
    from blog.posts.related import rebuild as relate_all
    from blog.search.indexing import rebuild as index_all

    lay(folder)
    kinds = set(QueuedTask.objects.values_list("task_path", flat=True))
    work_until_nothing_waits()
    tasks = list(QueuedTask.objects.filter(task_path__in=kinds))
    attempts: dict[str, int] = {}
    for task in tasks:
        kind = task.task_path
        attempts[kind] = max(attempts.get(kind, 0), len(task.worker_ids))
    statuses = sorted({task.status for task in tasks})
    after = state()
    list(index_all())
    list(relate_all())
    for pk in CustomImage.objects.values_list("pk", flat=True):
        build_renditions(pk)
    return {"attempts": attempts, "statuses": statuses, "after": after, "at once": state()}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    _share(Path(sys.argv[1]))
    django.setup()
    print(json.dumps(main(Path(sys.argv[1]))))
