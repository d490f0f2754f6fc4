"""One post that cannot be rendered takes no list and no feed with it.

It is left out, the log says why, and the dashboard says it to editors until the post is published
again or has been rendered without a fault for a week.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import DatabaseError, transaction
from django.http import Http404
from django.utils import timezone

from blog.core.text import one_line

logger = logging.getLogger(__name__)
# A list that is read often need not write at each reading.
_RENEWED_AFTER = dt.timedelta(hours=1)
_SHOWN_FOR = dt.timedelta(days=7)
_ERROR_LENGTH = 300


@contextmanager
def leaving_out(post: Any, output: str) -> Iterator[None]:
    """Whatever fails inside is recorded and goes no further; `output` is an Output.

    A database that does not answer is no fault of the post.
    """
    try:
        yield
    except DatabaseError:
        raise
    except Exception as error:
        _record(post, output, error)


@contextmanager
def recording(post: Any, output: str) -> Iterator[None]:
    """Where nothing is left without the post: the error is recorded and goes on."""
    try:
        yield
    except (DatabaseError, Http404):
        raise
    except Exception as error:
        _record(post, output, error)
        raise


def current_failures(pages: Any) -> Any:
    """Of these pages, the latest first."""
    recent = apps.get_model("blog.RenderFailure").objects.filter(
        seen__gte=timezone.now() - _SHOWN_FOR, page__in=pages.order_by().values("pk")
    )
    return recent.select_related("page")


def forget_failures(post: Any) -> None:
    apps.get_model("blog.RenderFailure").objects.filter(page=post.pk).delete()


def store_failure(post: Any, output: str, error: Exception) -> bool:
    """False when the same was stored within the last hour."""
    try:
        with transaction.atomic():
            return _store(
                post, output, one_line(f"{type(error).__name__}: {error}")[:_ERROR_LENGTH]
            )
    except DatabaseError:
        logger.exception("The failure of post %s could not be stored", post.pk)
        return True


def _record(post: Any, output: str, error: Exception) -> None:
    logger.error("Post %s cannot be rendered in: %s", post.pk, output, exc_info=error)
    store_failure(post, output, error)


def _store(post: Any, output: str, error: str) -> bool:
    failures, now = apps.get_model("blog.RenderFailure").objects, timezone.now()
    recent = failures.filter(page=post.pk, output=output, seen__gt=now - _RENEWED_AFTER)
    if recent.filter(error=error).exists():
        return False
    failures.update_or_create(
        page_id=post.pk, output=output, defaults={"error": error, "seen": now}
    )
    return True
