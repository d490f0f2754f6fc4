"""What grows without end is cleared away once a day."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable

from axes.models import AccessAttempt, AccessLog
from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus

from blog.core.heartbeat import age_of_heartbeat, beat
from blog.operations.models import PasswordMail, QueuedTask
from blog.transfer.admin.uploads import sweep

logger = logging.getLogger(__name__)
NAME = "daily"
_DAY = 24 * 3600.0
_DONE_STAY = dt.timedelta(days=7)
_FAILED_STAY = dt.timedelta(days=30)
_SIGN_INS_STAY = dt.timedelta(days=90)


def prune_once_a_day() -> None:
    age = age_of_heartbeat(NAME)
    if age is None or age > _DAY:
        prune()
        beat(NAME)


def prune() -> None:
    """One that fails keeps none of the others from being done."""
    steps: list[Callable[[], object]] = [_forget_tasks, _forget_sessions, _forget_sign_ins, sweep]
    for step in steps:
        try:
            step()
        except Exception:
            logger.exception("%s failed; it is tried again tomorrow.", step.__name__)


def _forget_tasks() -> None:
    now, finished = timezone.now(), QueuedTask.objects.finished()
    finished.filter(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=now - _DONE_STAY).delete()
    finished.filter(finished_at__lt=now - _FAILED_STAY).delete()


def _forget_sessions() -> None:
    call_command("clearsessions")


def _forget_sign_ins() -> None:
    before = timezone.now() - _SIGN_INS_STAY
    AccessLog.objects.filter(attempt_time__lt=before).delete()
    AccessAttempt.objects.filter(attempt_time__lt=before).delete()
    yesterday = timezone.now() - dt.timedelta(days=1)
    PasswordMail.objects.filter(asked_at__lt=yesterday).delete()
