"""The loop that works off background tasks, and the thread that keeps the lease of each."""

from __future__ import annotations

import datetime as dt
import logging
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    close_old_connections,
    connection,
)
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from blog.core.heartbeat import beat, beat_on
from blog.core.time_limit import DEFAULT_SECONDS, seconds_allowed
from blog.operations.models import QueuedTask, TaskLease
from blog.operations.waking import wakings

logger = logging.getLogger(__name__)
NAME = "task_worker"
RENEWED_EVERY = 15.0
# What a task may still finish after SIGTERM; the supervisor waits longer.
GRACE = 4.0
_TICK = 0.5
_STOPPED, _OVER_TIME, _LOST = 0, 70, 75


class Worker(db_worker.Worker):
    """Asks the database every `interval` seconds, and at once when somebody queues a task here."""

    def __init__(self, *, interval: float, batch: bool) -> None:
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            backend_name="default",
            interval=interval,
            batch=batch,
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )
        self.stop_at: float | None = None
        self._looked_at = 0.0
        self._signals: int | None = None

    def configure_signals(self) -> None:
        """Read from a pipe, by the loop and by the thread beside a task: a handler would run in the
        main thread alone, and not before a task that sleeps wakes up."""
        self._signals, written = os.pipe()
        os.set_blocking(self._signals, False)
        os.set_blocking(written, False)
        signal.set_wakeup_fd(written, warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda _number, _frame: None)

    def _hear(self) -> None:
        """A second signal leaves the task no time."""
        try:
            heard = len(os.read(self._signals, 64)) if self._signals is not None else 0
        except BlockingIOError:
            return
        for _signal in range(heard):
            in_a_moment = 0.0 if self.stop_at else GRACE
            self.running, self.stop_at = False, time.monotonic() + in_a_moment

    def run(self) -> None:
        while self.running:
            close_old_connections()
            before = wakings()
            try:
                is_done = self.work_once()
            except (OperationalError, InterfaceError):
                logger.exception("The database does not answer; it is asked again.")
                is_done = False
            self._hear()
            if not is_done:
                if self.batch:
                    return
                self._rest(before)

    def work_once(self) -> bool:
        """One task; False when none waits."""
        beat(NAME)
        task = self._take()
        if task is None:
            return False
        self._hear()
        if self.running:
            self.run_task(task)
        else:
            task.give_back(self.worker_id)
        return True

    def _take(self) -> QueuedTask | None:
        self._take_back_abandoned()
        ready: Any = QueuedTask.objects.ready().filter(backend_name=self.backend_name)
        # Without a transaction, which on SQLite would be the one of all writers.
        if not ready.exists():
            return None
        with exclusive_transaction():
            task: QueuedTask | None = ready.get_locked()
            if task is not None:
                task.claim(self.worker_id)
        return task

    def _take_back_abandoned(self) -> None:
        now = time.monotonic()
        if self._looked_at and now - self._looked_at < self.interval:
            return
        self._looked_at = now
        abandoned: Any = QueuedTask.objects.abandoned()
        if abandoned.exists():
            with exclusive_transaction():
                for task in abandoned.select_for_update(of=("self",), skip_locked=True):
                    logger.warning("Task %s (%s) lost its worker.", task.task_path, task.id)
                    task.take_back()

    def _rest(self, before: float) -> None:
        end = time.monotonic() + self.interval
        while self.running and time.monotonic() < end and wakings() == before:
            time.sleep(_TICK)
            self._hear()

    def run_task(self, db_task_result: DBTaskResult) -> None:
        assert isinstance(db_task_result, QueuedTask)
        since = dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
        beat(NAME, f"{db_task_result.task_path} since {since}")
        with self._keeping(db_task_result):
            super().run_task(db_task_result)
        TaskLease.objects.filter(task=db_task_result, worker=self.worker_id).delete()

    @contextmanager
    def _keeping(self, task: QueuedTask) -> Iterator[None]:
        done = threading.Event()
        keeper = threading.Thread(target=self._keep, args=[task, done], daemon=True)
        keeper.start()
        try:
            yield
        finally:
            done.set()
            keeper.join()

    def _keep(self, task: QueuedTask, done: threading.Event) -> None:
        """Beside the task, which has the main thread: the loop cannot renew what it waits for."""
        limit = _limit_of(task)
        began = renewed = time.monotonic()
        while not done.wait(_TICK):
            self._hear()
            now = time.monotonic()
            if self.stop_at and now >= self.stop_at:
                self._give_back(task)
            if now - began > limit:
                logger.error(
                    "Task %s (%s) took longer than %d seconds; its worker ends itself.",
                    task.task_path,
                    task.id,
                    limit,
                )
                os._exit(_OVER_TIME)
            if now - renewed > RENEWED_EVERY:
                renewed = now
                self._renew(task)
        connection.close()

    def _renew(self, task: QueuedTask) -> None:
        try:
            beat_on(NAME)
            is_ours = TaskLease.renew(task, self.worker_id)
        except (DatabaseError, InterfaceError, OSError):
            # Nobody else can write either, and so nobody takes the task over.
            logger.warning("The lease of task %s could not be renewed yet.", task.id)
            connection.close()
            return
        if not is_ours:
            logger.error("Task %s (%s) is another worker's by now.", task.task_path, task.id)
            os._exit(_LOST)

    def _give_back(self, task: QueuedTask) -> None:
        """What it has done is rolled back or stays whole, as if the machine had lost its power."""
        try:
            task.refresh_from_db()
            task.give_back(self.worker_id)
        except (DatabaseError, InterfaceError):
            logger.warning("Task %s is taken up again in a minute.", task.id)
        os._exit(_STOPPED)


def _limit_of(task: QueuedTask) -> float:
    try:
        return seconds_allowed(task.task.func)
    except Exception:  # the loop says what is wrong with it
        return DEFAULT_SECONDS
