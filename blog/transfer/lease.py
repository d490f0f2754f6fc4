"""One import at a time into a publication: a lease in the database, which its holder renews.

The number of a process says nothing on two machines, and neither do their clocks: what counts is
the time of the database.
"""

from __future__ import annotations

import datetime as dt
import getpass
import logging
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from blog.core.errors import RapporteurError
from blog.posts.models import PublicationPage
from blog.transfer.models import ImportLease

logger = logging.getLogger(__name__)
RENEWED_EVERY = 10.0
STALE_AFTER = dt.timedelta(seconds=60)


class BusyError(RapporteurError):
    """Somebody else imports right now."""


@dataclass
class Lease:
    holder: str
    looked: float = field(default_factory=time.monotonic)

    def check(self) -> None:
        """RapporteurError when another import took over, because nothing was heard of this one."""
        if time.monotonic() - self.looked < RENEWED_EVERY:
            return
        self.looked = time.monotonic()
        if not ImportLease.objects.filter(holder=self.holder).exists():
            raise RapporteurError(
                _("another import took over, because this one was not heard of for a minute."),
                mend=_("Posts that came in are whole; import again when the other one is over."),
            )


@contextmanager
def hold_lease(publication: PublicationPage, place: str, holder: str = "") -> Iterator[Lease]:
    """Until the block ends nobody else imports into the publication. BusyError when somebody does
    already; `place` is what such a one is then told: where and by whom this one was started.

    `holder` names work that is taken up again when its process died: it has its lease back at once.
    """
    lease = Lease(holder or uuid.uuid4().hex)
    if not _take(publication, lease.holder, place):
        raise _busy(publication)
    ended = threading.Event()
    threading.Thread(target=_renew, args=(lease.holder, ended), daemon=True).start()
    try:
        yield lease
    finally:
        ended.set()
        ImportLease.objects.filter(holder=lease.holder).delete()


def shell_place() -> str:
    """What others are told of an import that somebody began at the shell here."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container may run as a number without a name
        user = "?"
    return _("started at the shell of %(host)s by %(user)s") % {
        "host": socket.gethostname(),
        "user": user,
    }


def _take(publication: PublicationPage, holder: str, place: str) -> bool:
    values = {"holder": holder, "place": place[:255], "started_at": Now(), "renewed_at": Now()}
    leases = ImportLease.objects.filter(publication=publication)
    free = Q(renewed_at__lt=Now() - STALE_AFTER) | Q(holder=holder)
    if leases.filter(free).update(**values):
        return True
    try:
        with transaction.atomic():
            ImportLease.objects.create(publication=publication, **values)
    except IntegrityError:
        return False
    return True


def _renew(holder: str, ended: threading.Event) -> None:
    """In a thread: work that takes long must not look like death."""
    while not ended.wait(RENEWED_EVERY):
        try:
            ImportLease.objects.filter(holder=holder).update(renewed_at=Now())
        except DatabaseError:
            logger.warning("The lease of the import could not be renewed.", exc_info=True)
        finally:
            connection.close()


def _busy(publication: PublicationPage) -> BusyError:
    lease = ImportLease.objects.filter(publication=publication).first()
    mend = _("Wait until it is over. One that was cut off counts as over after a minute.")
    if lease is None:
        return BusyError(_("another import has just ended."), mend=_("Begin again."))
    started = timezone.localtime(lease.started_at)
    today = started.date() == timezone.localdate()
    when = date_format(started, "H:i" if today else "SHORT_DATETIME_FORMAT")
    what = _("another import has been running since %(when)s, %(place)s.")
    return BusyError(what % {"when": when, "place": lease.place}, mend=mend)
