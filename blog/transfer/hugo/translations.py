"""Which files of a site are one text in several languages.

https://gohugo.io/content-management/multilingual/#translate-your-content
"""

from __future__ import annotations

from pathlib import PurePosixPath

from blog.transfer.hugo.cascade import values_of
from blog.transfer.hugo.read import RawRecord, read_all_records
from blog.transfer.hugo.site import HugoSite


def read_translations(site: HugoSite) -> list[list[str]]:
    """Paths that belong together: by `translationKey`, else by what they are called without their
    language. A text that stands alone is in none of the lists."""
    if len(site.languages) < 2:
        return []
    groups: dict[str, dict[str, str]] = {}
    for record in read_all_records(site):
        languages = groups.setdefault(_key(record), {})
        languages.setdefault(record.language or site.language, record.path)
    return [list(paths.values()) for paths in groups.values() if len(paths) > 1]


def _key(record: RawRecord) -> str:
    values = values_of(record.source, record.path) if b"ranslation" in record.source else {}
    own = values.get("translationkey")
    return f"key:{own}" if own else PurePosixPath(record.unlocalised).with_suffix("").as_posix()
