"""Days as each language writes them: 15 May 2024, 15. Mai 2024, 15 de maig de 2024.

The formats are strings for translators: Django's own DATE_FORMAT would turn English dates round
(May 15, 2024), and knows no day without its year.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext


@cache
def clock_offsets() -> tuple[int, ...]:
    """In minutes: every offset from UTC that a clock somewhere has shown since 1970."""
    offsets = {60 * hours for hours in range(-12, 15)}
    moments = [
        dt.datetime(year, month, 1, tzinfo=dt.UTC)
        for year in range(1970, dt.datetime.now(dt.UTC).year + 1)
        for month in (1, 7)
    ]
    for name in available_timezones():
        zone = ZoneInfo(name)
        for moment in moments:
            seconds = (moment.astimezone(zone).utcoffset() or dt.timedelta()).total_seconds()
            # Liberia's −00:44:30 has no form in ISO 8601.
            if seconds % 60 == 0:
                offsets.add(int(seconds // 60))
    return tuple(sorted(offsets))


def full_day(day: dt.date) -> str:
    """With the year."""
    # Translators: letters as in https://docs.djangoproject.com/en/5.2/ref/templates/builtins/#date
    return _written(day, pgettext("a day with its year", "j F Y"))


def day_of_year(day: dt.date) -> str:
    """Where the year stands beside it."""
    return _written(day, pgettext("a day and its month", "j F"))


def short_day(day: dt.date) -> str:
    """In a narrow column under the year."""
    return _written(day, pgettext("a day and its month in short", "j M"))


def partial_day(text: str) -> str:
    """A day, month or year as records store it (2024-05-07, 2024-05, 2024), as one reads it."""
    try:
        year, month, *day = (int(part) for part in text.split("-"))
        first = dt.date(year, month, *(day or [1]))
    except (TypeError, ValueError):
        return text
    return full_day(first) if day else _written(first, pgettext("a month with its year", "F Y"))


def span_of_days(first: dt.date, last: dt.date | None) -> str:
    """7–11 May 2024; both months where they differ, both years where those do."""
    if not last or last == first:
        return full_day(first)
    if first.year != last.year:
        return f"{full_day(first)} – {full_day(last)}"
    if first.month != last.month:
        return f"{day_of_year(first)} – {full_day(last)}"
    start = _written(first, pgettext("the first day of several in a month", "j"))
    return f"{start}–{full_day(last)}"


def _written(day: dt.date, form: str) -> str:
    """Catalan writes d’abril, not de abril, and French 1er mai, not 1 mai; a format cannot say so."""
    text = date_format(day, form)
    match (get_language() or "").split("-")[0]:
        case "ca":
            return re.sub(r"\bde (?=[ao])", "d’", text)
        case "fr":
            return re.sub(r"^1(?=\s|$)", "1er", text)
    return text
