"""What is due by the clock: each page for itself, so that one that fails keeps no other from readers."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from blog.posts.failures import store_failure
from blog.posts.models import Output

logger = logging.getLogger(__name__)


def publish_due() -> None:
    """Withdraw what has expired, then publish what was approved for a time that has come."""
    for page in list(Page.objects.filter(live=True, expire_at__lt=timezone.now())):
        _attempt(page, lambda page=page: _withdraw(page))
    for revision in list(_due_revisions()):
        _attempt(revision.content_object, lambda revision=revision: _publish(revision))


def _due_revisions() -> Iterator[Revision]:
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
    return due.order_by("approved_go_live_at").iterator()


def _withdraw(page: Page) -> None:
    page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")


def _attempt(page: Any, act: Callable[[], None]) -> None:
    """It is tried again each minute, and said once an hour; editors see it on their dashboard."""
    try:
        with transaction.atomic():
            act()
    except (OperationalError, InterfaceError):
        raise  # the database is away, which is no fault of the page
    except Exception as error:
        if page is None or store_failure(page, Output.SCHEDULE, error):
            logger.exception("What was due was not done: %s", page)
