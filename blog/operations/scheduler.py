"""What must happen by the clock, once a minute: scheduled publishing and expiry, private
pictures; once a day what grows without end."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.db import close_old_connections

from blog.core.heartbeat import beat
from blog.documents.recordings import adopt_missing
from blog.images.privacy import settle_pictures
from blog.operations.daily import prune_once_a_day
from blog.operations.due import publish_due

logger = logging.getLogger(__name__)
INTERVAL = 60.0


def run_once() -> None:
    """Publish and withdraw what is due, and look after files that no signal told of.

    One that fails keeps none of the others from being done, and is tried again next time.
    """
    for step in (publish_due, settle_pictures, adopt_missing, prune_once_a_day):
        try:
            step()
        except Exception:
            logger.exception("%s was not done; it is tried again in a minute.", step.__name__)
    beat("scheduler")


def run_for_ever(pause: Callable[[float], None] = time.sleep) -> None:
    while True:
        close_old_connections()
        run_once()
        pause(INTERVAL)
