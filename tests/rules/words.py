"""Dates, addresses and languages, as specifications of the web write them."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

_RFC822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
    r"\d{4} \d{2}:\d{2}:\d{2} ([+-]\d{4}|GMT)"
)
_RFC3339 = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")
# The part of BCP 47 that one meets: language, script, region, variant.
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-[a-z0-9]{5,8})*", re.I)


def is_rfc822(text: str) -> bool:
    """With four digits of the year, and the weekday that the day has."""
    if not _RFC822.fullmatch(text or ""):
        return False
    try:
        return parsedate_to_datetime(text).strftime("%a") == text[:3]
    except ValueError:
        return False


def is_rfc3339(text: str) -> bool:
    if not _RFC3339.fullmatch(text or ""):
        return False
    try:
        dt.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_day_or_moment(text: str) -> bool:
    """https://www.w3.org/TR/NOTE-datetime, also without its clock."""
    return is_rfc3339(text) or re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text or "") is not None


def is_absolute(address: str) -> bool:
    """http or https with a host; nothing in it that RFC 3986 wants escaped."""
    if re.search(r'[\s<>"{}|\\^`]', address or ""):
        return False
    parts = urlsplit(address or "")
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def is_iri(text: str) -> bool:
    return re.match(r"[a-z][a-z0-9+.-]*:\S+$", text or "", re.I) is not None


def is_language(text: str) -> bool:
    return _LANGUAGE.fullmatch(text or "") is not None
