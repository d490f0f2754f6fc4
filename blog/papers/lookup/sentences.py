"""Why a source gave nothing, in one short sentence for the editor. The raw answer is in the log."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_BY_CODE = {
    "slow": gettext_lazy("%(source)s did not answer in time."),
    "silent": gettext_lazy("%(source)s does not answer."),
    "broken": gettext_lazy("%(source)s broke off in the middle of its answer."),
    "no-host": gettext_lazy("There is no host %(source)s."),
    "no-http": gettext_lazy("%(source)s does not answer as a web server does."),
    "certificate": gettext_lazy("%(source)s has no certificate that we can trust."),
    "long": gettext_lazy("%(source)s answered with too much to be a record of a paper."),
    "pdf": gettext_lazy(
        "%(source)s answered with something that is no record. Paste the page about the paper, "
        "not its PDF."
    ),
    "type": gettext_lazy("%(source)s answered with something that is no record."),
    "compressed": gettext_lazy("%(source)s answered with something that is no record."),
    "unreadable": gettext_lazy("%(source)s answered with something that cannot be read."),
    "loop": gettext_lazy("%(source)s leads from one address to the next without end."),
    "private": gettext_lazy("%(source)s lies in a private network and is not asked."),
    "port": gettext_lazy("%(source)s is not asked: only the ports 80 and 443 are."),
    "scheme": gettext_lazy("%(source)s leads to something that is no page of the web."),
    "address": gettext_lazy("%(source)s leads to something that is no page of the web."),
    "credentials": gettext_lazy("%(source)s is not asked: the address holds a user name."),
    "unknown": gettext_lazy("%(source)s does not know this paper."),
    "late": gettext_lazy("%(source)s was not asked: the others took all the time."),
}
_BY_STATUS = {
    401: gettext_lazy("%(source)s asks for a sign-in (401)."),
    403: gettext_lazy("%(source)s refuses to answer us (403)."),
    404: gettext_lazy("%(source)s does not know this paper."),
    410: gettext_lazy("%(source)s has this paper no longer."),
    429: gettext_lazy("%(source)s has been asked too often (429)."),
}


def sentence(source: str, code: str, status: int = 0, until: dt.datetime | None = None) -> str:
    known = _BY_STATUS.get(status) or _BY_CODE.get(code)
    text = str(known) if known else _("%(source)s answered with an error.")
    said = text % {"source": source}
    if status and not known:
        said = _("%(source)s answered with the error %(status)d.") % {
            "source": source,
            "status": status,
        }
    if until and until > timezone.now():
        moment, now = timezone.localtime(until), timezone.localtime()
        is_today = moment.date() == now.date()
        at = time_format(moment, "H:i:s") if is_today else date_format(moment, "DATETIME_FORMAT")
        said = f"{said} " + _("It is asked again after %(time)s.") % {"time": at}
    return said
