"""Background tasks as the worker takes them: lent to one worker, and back when it is gone."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

from blog.core.text import one_line

# Renewed every 15 seconds. The database's clock counts, so that machines need not agree.
LEASE = dt.timedelta(seconds=60)
MOST_ATTEMPTS = 3


class AbandonedTask(Exception):
    """Why a task has failed whose workers could not say it."""


class QueuedTaskQuerySet(DBTaskResultQuerySet):
    def abandoned(self) -> QueuedTaskQuerySet:
        """Begun, and nobody is at work on them."""
        expired = Now() - models.Value(LEASE)
        silent = Q(lease__renewed_at__lt=expired) | Q(lease=None, started_at__lt=expired)
        return self.filter(silent, status=TaskResultStatus.RUNNING)

    def troubled(self) -> QueuedTaskQuerySet:
        """What somebody has to look at."""
        return self.filter(Q(status=TaskResultStatus.FAILED) | Q(pk__in=self.abandoned()))


class QueuedTask(DBTaskResult):
    """`worker_ids` are those that began it, one for each attempt."""

    objects: Any = QueuedTaskQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = gettext_lazy("background task")
        verbose_name_plural = gettext_lazy("background tasks")

    @property
    def problem(self) -> str:
        """In one line."""
        if self.status == TaskResultStatus.FAILED:
            return one_line(self.traceback.strip().rpartition("\n")[2])
        is_abandoned = QueuedTask.objects.abandoned().filter(pk=self.pk).exists()
        return _("its worker is gone") if is_abandoned else ""

    def as_json(self) -> dict[str, Any]:
        started = self.started_at and self.started_at.isoformat()
        return {
            "id": str(self.pk),
            "task": self.task_path,
            "arguments": self.args_kwargs["args"],
            "started": started,
            "attempts": len(self.worker_ids),
            "problem": self.problem,
        }

    def claim(self, worker_id: str) -> None:
        super().claim(worker_id)
        TaskLease.objects.update_or_create(
            task=self, defaults={"worker": worker_id, "renewed_at": Now()}
        )

    def set_failed(self, exc: BaseException) -> None:
        """A task of Wagtail's whose object was deleted meanwhile has nothing left to do."""
        if isinstance(exc, ObjectDoesNotExist) and self._names_what_is_gone():
            self.set_successful(None)
        else:
            super().set_failed(exc)

    def _names_what_is_gone(self) -> bool:
        """Those tasks take app label, model name and primary key."""
        try:
            label, name, pk = self.args_kwargs["args"]
            return not apps.get_model(label, name)._base_manager.filter(pk=pk).exists()
        except (LookupError, TypeError, ValueError):
            return False

    def take_back(self) -> None:
        """For another worker; not for ever, when each that tries it dies."""
        attempts = len(self.worker_ids)
        TaskLease.objects.filter(task=self).delete()
        if attempts < MOST_ATTEMPTS:
            self._wait_again()
            return
        self.status, self.finished_at = TaskResultStatus.FAILED, timezone.now()
        self.exception_class_path = f"{AbandonedTask.__module__}.{AbandonedTask.__qualname__}"
        self.traceback = _(
            "%(count)s workers ended in the middle of it: killed, out of memory, or over the time "
            "that such a task may take. The log says which."
        ) % {"count": attempts}
        self.save(update_fields=["status", "finished_at", "exception_class_path", "traceback"])

    def give_back(self, worker_id: str) -> None:
        """By its worker, which was told to stop: that is no attempt that failed."""
        lease = TaskLease.objects.filter(task=self, worker=worker_id)
        if lease.delete()[0]:
            self.worker_ids = self.worker_ids[:-1]
            self._wait_again()

    def retry(self) -> None:
        TaskLease.objects.filter(task=self).delete()
        self.worker_ids, self.finished_at = [], None
        self.exception_class_path = self.traceback = ""
        self._wait_again()

    def _wait_again(self) -> None:
        self.status, self.started_at = TaskResultStatus.READY, None
        self.save(
            update_fields=[
                "status",
                "started_at",
                "finished_at",
                "worker_ids",
                "exception_class_path",
                "traceback",
            ]
        )


class TaskLease(models.Model):
    """Which worker has a task, and when it last said so."""

    task: Any = models.OneToOneField(
        "django_tasks_database.DBTaskResult",
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="lease",
    )
    worker = models.CharField(max_length=64)
    renewed_at = models.DateTimeField(db_default=Now())

    def __str__(self):
        return f"{self.task_id}: {self.worker}"

    @classmethod
    def renew(cls, task: DBTaskResult, worker: str) -> bool:
        """False when the task is another's by now."""
        return bool(cls.objects.filter(task=task, worker=worker).update(renewed_at=Now()))


class PasswordMail(models.Model):
    """Somebody asked for a new password. Forgotten after a day."""

    account = models.CharField(max_length=254, db_index=True)
    address = models.GenericIPAddressField(null=True, db_index=True)
    asked_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.account}, {self.asked_at:%Y-%m-%d %H:%M}"
