"""Many pictures, several at a time: Pillow lets other threads work while it encodes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial

from django.db import connection

from blog.images.models import CustomImage
from blog.images.pipeline import Built, build_renditions

logger = logging.getLogger(__name__)


def build_many(*, anew: bool = False, jobs: int = 1) -> tuple[int, Iterator[tuple[int, Built]]]:
    """How many pictures there are, and each with what was made as it is done.

    Leaving the iteration early, as Ctrl-C does, finishes the pictures begun and starts no other.
    """
    ids = list(CustomImage.objects.order_by("pk").values_list("pk", flat=True))
    build = partial(_build_one, anew=anew)
    if jobs == 1:
        return len(ids), ((pk, build(pk)) for pk in ids)
    return len(ids), _in_threads(ids, build, jobs)


def _build_one(pk: int, *, anew: bool) -> Built:
    """One that fails, for whatever reason, never stops the rest."""
    try:
        return build_renditions(pk, anew=anew, verify=True)
    except Exception as error:
        logger.exception("Renditions of image %s could not be made.", pk)
        return Built(problem=str(error) or type(error).__name__)


def _in_threads(
    ids: list[int], build: Callable[[int], Built], jobs: int
) -> Iterator[tuple[int, Built]]:
    def build_and_close(pk: int) -> Built:
        try:
            return build(pk)
        finally:
            connection.close()

    pool = ThreadPoolExecutor(max_workers=jobs)
    try:
        waiting = {pool.submit(build_and_close, pk): pk for pk in ids}
        for future in as_completed(waiting):
            yield waiting[future], future.result()
    finally:
        pool.shutdown(cancel_futures=True)
