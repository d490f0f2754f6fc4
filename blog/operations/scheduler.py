"""What must happen by the clock, once a minute: scheduled publishing and expiry, private pictures."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.core.management import call_command
from django.db import DatabaseError, close_old_connections

from blog.core.heartbeat import beat
from blog.documents.recordings import adopt_missing
from blog.images.privacy import settle_pictures

logger = logging.getLogger(__name__)
INTERVAL = 60.0


def run_once() -> None:
    """Publish and unpublish what is due, and look after files that no signal told of; a database
    that is away is tried again next time."""
    close_old_connections()
    try:
        call_command("publish_scheduled", verbosity=0)
        settle_pictures()
        adopt_missing()
    except (DatabaseError, OSError):
        logger.exception("What is due was not done; it is tried again in a minute.")
    beat("scheduler")


def run_for_ever(pause: Callable[[float], None] = time.sleep) -> None:
    while True:
        run_once()
        pause(INTERVAL)
