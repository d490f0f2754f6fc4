"""Where Hugo serves a page.

https://gohugo.io/content-management/urls/ · https://gohugo.io/configuration/permalinks/
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from blog.transfer.hugo.site import HugoSite


def clean_address(url: str) -> str:
    """The path of an address, without slashes at its ends, as people write it."""
    path = urlsplit(url).path if "://" in url else url.split("?")[0].split("#")[0]
    path = unquote(path).strip("/")
    return path.removesuffix("index.html").strip("/")


def permalink(site: HugoSite, path: str, slug: str, date: dt.datetime | None) -> str:
    """By the site's pattern for the section, else by folder and file name."""
    source = PurePosixPath(path)
    folder, name = source.parent, source.stem
    if name == "_index":
        return folder.as_posix().strip("./")
    if name == "index":
        name, folder = folder.name, folder.parent
    pattern = _pattern(site.config.get("permalinks"), folder.parts[0] if folder.parts else "")
    if pattern and (date or not re.search(r":(year|month|day)", pattern)):
        return _filled(pattern, folder, slug, name, date)
    return "/".join([*folder.parts, slug or urlize(name)]).strip("/")


def urlize(name: str) -> str:
    """Hugo lowers a file name and puts hyphens for its spaces."""
    return re.sub(r"[\s]+", "-", name.strip()).lower()


def _pattern(found: Any, section: str) -> str:
    if not isinstance(found, Mapping):
        return ""
    pages = found.get("page")
    own = pages.get(section) if isinstance(pages, Mapping) else found.get(section)
    return own if isinstance(own, str) else ""


def _filled(
    pattern: str, folder: PurePosixPath, slug: str, name: str, date: dt.datetime | None
) -> str:
    values = {
        "slug": slug or urlize(name),
        "slugorfilename": slug or urlize(name),
        "slugorcontentbasename": slug or urlize(name),
        "title": slug or urlize(name),
        "filename": urlize(name),
        "contentbasename": urlize(name),
        "section": folder.parts[0] if folder.parts else "",
        "sections": folder.as_posix() if folder.parts else "",
    }
    if date:
        values |= {
            "year": f"{date:%Y}",
            "month": f"{date:%m}",
            "day": f"{date:%d}",
            "monthname": f"{date:%B}",
            "yearday": f"{date.timetuple().tm_yday}",
        }
    shown = re.sub(
        r":(\w+)(?:\[[^\]]*\])?", lambda match: values.get(match[1].lower(), match[0]), pattern
    )
    return re.sub(r"/{2,}", "/", shown).strip("/")
