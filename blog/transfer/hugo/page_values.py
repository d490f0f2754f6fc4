"""What front matter says, value by value: as text, as words, as dates.

https://gohugo.io/content-management/front-matter/
"""

from __future__ import annotations

import datetime as dt
from html import unescape
from typing import Any

from blog.core.mojibake import repair_mojibake
from blog.transfer.document import Notice
from blog.transfer.hugo.cascade import handed_down
from blog.transfer.hugo.dates import date_of_name, parse_date, read_date
from blog.transfer.hugo.front_matter import FrontMatter, with_params
from blog.transfer.hugo.read import RawRecord
from blog.transfer.hugo.site import HugoSite
from blog.transfer.hugo.wording import repair_notice

_DATE_KEYS = ["date", "publishdate", "pubdate", "published", "lastmod", "modified"]
_UNREAD = object()


class PageValues:
    """Those of one file, with what is handed down to it; `notices` gathers what a person should
    know."""

    def __init__(self, record: RawRecord, site: HugoSite, front: FrontMatter, text: str) -> None:
        self.record, self.site, self.front, self.text = record, site, front, text
        self.values = with_params(handed_down(record, site) | front.values)
        self.path = record.unlocalised or record.source_id
        self.notices: list[Notice] = []
        self.undated = False
        self.thumbnail_key = ""
        self.cached_date: Any = _UNREAD
        if front.broken:
            line, what, way = front.broken
            shown = (
                f"{what.rstrip('.')}; it was read line by line, and the post came in as a draft."
            )
            self.notices.append(Notice("warning", f"{record.path}, line {line}", shown, way))
        for key, line in front.twice:
            what = f"the key “{key}” stands here for the second time; its last value was taken."
            way = "Take one of the two out."
            self.notices.append(Notice("warning", f"{record.path}, line {line}", what, way))

    def _value(self, key: str) -> str:
        value = self.values.get(key)
        value = _iso(value) or value
        if not isinstance(value, str | int | float) or isinstance(value, bool):
            return ""
        repaired = repair_mojibake(str(value))
        if repaired != str(value):
            line = self.front.lines.get(key, 1)
            self.notices.append(repair_notice(self.record.path, line, str(value), repaired))
        return repaired.strip()

    def _names(self, *keys: str) -> tuple[str, ...]:
        found: list[str] = []
        for key in keys:
            value = self.values.get(key)
            items = value if isinstance(value, list) else [value] if value else []
            if any(isinstance(item, dict | list) for item in items):
                self._note(key, f"the {key} are no words and were left out.")
            words = (str(item) for item in items if isinstance(item, str | int | float | dt.date))
            found += [" ".join(unescape(text).split()) for text in words]
        return tuple(dict.fromkeys(name for name in found if name))

    def _moment(self, key: str) -> dt.datetime | None:
        try:
            return parse_date(self._value(key) or _iso(self.values.get(key)), self.site.zone)
        except ValueError:
            return None

    def _note(self, key: str, what: str, way: str = "") -> None:
        place = f"{self.record.path}, line {self.front.lines.get(key, 1)}"
        way = way or "Write it as text, or as a list of words."
        self.notices.append(Notice("warning", place, what, way))

    def _read_date(self) -> dt.datetime | None:
        self.undated = False
        for key in self._date_keys():
            if key == ":filename":
                if found := date_of_name(self.path, self.site.zone):
                    return found
                continue
            if key == ":filemodtime":
                return self._file_time()
            text = self._value(key) or _iso(self.values.get(key))
            if not text:
                continue
            try:
                date, is_plain = read_date(text, self.site.zone)
            except ValueError as error:
                self._warn_of_date(key, text, str(error))
                return None
            if not is_plain:
                self._note(
                    key,
                    f"the {key} “{text}”, which Hugo does not read, was taken for {date:%Y-%m-%d %H:%M}.",
                    "Write it as 2024-05-31 or 2024-05-31T21:50:20-07:00.",
                )
            return date
        return None

    def _date_keys(self) -> list[str]:
        """In the order that the site wants: https://gohugo.io/configuration/front-matter/#dates"""
        dates = self.site.config.get("frontmatter")
        order = dates.get("date") if isinstance(dates, dict) else None
        listed = [str(key).lower() for key in order] if isinstance(order, list) else [":default"]
        keys: list[str] = []
        for key in listed:
            keys += _DATE_KEYS if key == ":default" else [] if key == ":git" else [key]
        return list(dict.fromkeys([*keys, *_DATE_KEYS, ":filename"]))

    def _file_time(self) -> dt.datetime | None:
        try:
            return dt.datetime.fromtimestamp(int(self.record.file.stat().st_mtime), dt.UTC)
        except OSError:
            return None

    def date(self) -> dt.datetime | None:
        if self.cached_date is _UNREAD:
            self.cached_date = self._read_date()
        return self.cached_date

    def _warn_of_date(self, key: str, text: str, error: str) -> None:
        """The post comes in as a draft: its text is worth more than its day."""
        self.undated = True
        reason = "is not a date" if error == "not a date" else f"does not exist ({error})"
        self.notices.append(
            Notice(
                "warning",
                f"{self.record.path}, line {self.front.lines.get(key, 1)}",
                f"the {key} “{text}” {reason}; the post came in as a draft without a date.",
                "Write it as 2024-05-31 or 2024-05-31T21:50:20-07:00.",
            )
        )


def _iso(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date | dt.datetime) else ""
