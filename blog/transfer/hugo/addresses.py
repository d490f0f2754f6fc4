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


def permalink(
    site: HugoSite, path: str, slug: str, date: dt.datetime | None, title: str = ""
) -> str:
    """By the site's pattern for the section, else by folder and file name."""
    source = PurePosixPath(path)
    folder, name = source.parent, source.stem
    if name == "_index":
        return urlize(folder.as_posix().strip("./"))
    if name == "index":
        name, folder = folder.name, folder.parent
    slug = slug or _slug_of_name(site, name)
    pattern = _pattern(site.config.get("permalinks"), folder.parts[0] if folder.parts else "")
    if pattern and (date or not re.search(r":(year|month|day)", pattern)):
        written = _filled(pattern, folder, slug, name, date, title)
    else:
        written = "/".join([urlize(folder.as_posix()).strip("."), slug or urlize(name)])
    return written.strip("/") + (".html" if _is_ugly(site, folder) and written.strip("/") else "")


def urlize(name: str) -> str:
    """As Hugo makes a path of a file name or title: small letters, hyphens for spaces, and none of
    the signs that an address cannot bear."""
    kept = re.sub(r"[^\w\s./\\#+~@%-]", "", name.strip().lower())
    return re.sub(r"(?:-*\s+)+-*", "-", kept).lstrip("-")


def _slug_of_name(site: HugoSite, name: str) -> str:
    """A site that reads dates from file names takes what follows for the slug.

    https://gohugo.io/configuration/front-matter/#dates
    """
    found = site.config.get("frontmatter")
    order = found.get("date") if isinstance(found, Mapping) else None
    dated = re.fullmatch(r"\d{4}-\d{2}-\d{2}[-_](.+)", name)
    return urlize(dated[1]) if dated and isinstance(order, list) and ":filename" in order else ""


def _is_ugly(site: HugoSite, folder: PurePosixPath) -> bool:
    """https://gohugo.io/configuration/ugly-urls/"""
    found = site.config.get("uglyurls")
    if isinstance(found, Mapping):
        return bool(folder.parts and found.get(folder.parts[0].lower()))
    return found is True


def _pattern(found: Any, section: str) -> str:
    if not isinstance(found, Mapping):
        return ""
    pages = found.get("page")
    own = pages.get(section.lower()) if isinstance(pages, Mapping) else None
    own = own or found.get(section.lower())
    return own if isinstance(own, str) else ""


def _filled(
    pattern: str,
    folder: PurePosixPath,
    slug: str,
    name: str,
    date: dt.datetime | None,
    title: str,
) -> str:
    values = {
        "slug": slug or urlize(title) or urlize(name),
        "slugorfilename": slug or urlize(name),
        "slugorcontentbasename": slug or urlize(name),
        "title": urlize(title) or urlize(name),
        "filename": urlize(name),
        "contentbasename": urlize(name),
        "section": urlize(folder.parts[0]) if folder.parts else "",
        "sections": urlize(folder.as_posix()) if folder.parts else "",
    }
    if date:
        values |= {
            "year": f"{date:%Y}",
            "month": f"{date:%m}",
            "day": f"{date:%d}",
            "monthname": f"{date:%B}",
            "yearday": f"{date.timetuple().tm_yday}",
            "weekday": f"{date.isoweekday() % 7}",
            "weekdayname": f"{date:%A}",
        }
    shown = re.sub(
        r":(\w+)(?:\[[^\]]*\])?", lambda match: values.get(match[1].lower(), match[0]), pattern
    )
    return re.sub(r"/{2,}", "/", shown).strip("/")
