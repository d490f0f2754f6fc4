"""Dates as Hugo's front matter writes them: RFC 3339, or a part of it, or one of the forms of mail.

A date without an offset is in the site's `timeZone`, which is UTC where it names none.
"""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

from blog.core.years import FIRST_YEAR, LAST_YEAR

_FORM = re.compile(
    r"^(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[Tt ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?"
    r"\s*(Z|z|UTC|[+-]\d{2}:?\d{2})?(?:\s+[A-Z]{2,5})?$"
)


_WITHOUT_SECONDS = re.compile(r"\d{4}-\d\d?-\d\d?[Tt ]\d\d?:\d\d(?:\s*[+-]\d\d:?\d\d)?")
# Only those in which no day can be taken for a month.
_FORMS_OF_PEOPLE = (
    "%Y/%m/%d",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%Y.%m.%d",
    "%b %d, %Y",
    "%B %d, %Y",
    "%d %B %Y",
)


def parse_date(text: str, zone: dt.tzinfo = dt.UTC) -> dt.datetime:
    """The instant with the offset as written. ValueError when there is no such day or form."""
    date = _read_date(text, zone)
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        raise ValueError(f"the year {date.year} is out of range")
    return date


def read_date(text: str, zone: dt.tzinfo = dt.UTC) -> tuple[dt.datetime, bool]:
    """The same, and whether Hugo reads this form. Others are those of Jekyll and of people."""
    bare = " ".join(text.split())
    try:
        return parse_date(bare, zone), not _WITHOUT_SECONDS.fullmatch(bare)
    except ValueError as error:
        for form in _FORMS_OF_PEOPLE:
            try:
                day = dt.datetime.strptime(bare, form).replace(tzinfo=zone)
            except ValueError:
                continue
            return parse_date(day.isoformat(), zone), False
        raise error


def _read_date(text: str, zone: dt.tzinfo) -> dt.datetime:
    if re.fullmatch(r"\d{9,10}", text.strip()):
        return dt.datetime.fromtimestamp(int(text), dt.UTC)  # seconds, as Unix counts them
    match = _FORM.match(text.strip())
    if not match:
        return _other_form(text.strip(), zone)
    year, month, day, hour, minute, second, fraction, offset = match.groups()
    micro = int((fraction or "0")[:6].ljust(6, "0"))
    found = dt.datetime(
        int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), micro,
        tzinfo=_zone(offset) if offset else zone,
    )  # fmt: skip
    return found.replace(tzinfo=dt.timezone(found.utcoffset() or dt.timedelta()))


# https://github.com/spf13/cast (what Hugo reads dates with): Unix dates, and a day by its name.
_OTHER_FORMS = ("%a %b %d %H:%M:%S %Y", "%a %b %d %H:%M:%S %z %Y", "%d %b %Y")


def _other_form(text: str, zone: dt.tzinfo) -> dt.datetime:
    """As mail writes it (RFC 1123, 822 and 850), or as Unix does."""
    if not re.match(r"[A-Z][a-z]{2,8},? |\d{1,2} [A-Z][a-z]{2} ", text):
        raise ValueError("not a date")
    for form in _OTHER_FORMS:
        try:
            found = dt.datetime.strptime(" ".join(text.split()), form)
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=zone)
    try:
        found = parsedate_to_datetime(text)
    except (TypeError, ValueError) as error:
        raise ValueError("not a date") from error
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def _zone(text: str) -> dt.timezone:
    if text[0] not in "+-":
        return dt.UTC
    digits = text[1:].replace(":", "")
    offset = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return dt.timezone(-offset if text[0] == "-" else offset)


def date_of_name(path: str, zone: dt.tzinfo = dt.UTC) -> dt.datetime | None:
    """The day that a file or bundle is named for, as in "2024-05-31-pitch.md"."""
    found = re.search(r"(?:^|/)(\d{4}-\d{2}-\d{2})(?:[-_/]|\.)", path)
    try:
        return parse_date(found[1], zone) if found else None
    except ValueError:
        return None
