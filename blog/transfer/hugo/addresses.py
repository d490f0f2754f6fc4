"""Where Hugo serves a page.

https://gohugo.io/content-management/urls/ · https://gohugo.io/configuration/permalinks/
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from blog.core.addresses import parse_address
from blog.transfer.hugo.site import HugoSite


def clean_address(url: str) -> str:
    """The path of an address, without slashes at its ends, as people write it."""
    parts = parse_address(url) if "://" in url else None
    path = parts.path if parts else url.split("?")[0].split("#")[0]
    path = unquote(path).strip("/")
    return path.removesuffix("index.html").strip("/")


def permalink(
    site: HugoSite,
    path: str,
    slug: str,
    date: dt.datetime | None,
    title: str = "",
    *,
    former: bool = False,
) -> str:
    """By the site's pattern for the section, else by folder and file name. `former`: as Hugo before
    0.123 wrote names with several signs in a row."""
    source = PurePosixPath(path)
    folder, name = source.parent, source.stem
    as_path = _former_path if former or site.config.get("disablepathtolower") else _path
    if name == "_index":
        return as_path(site, folder.as_posix().strip("./"))
    if name == "index":
        name, folder = folder.name, folder.parent
    slug = _styled(site, slug) if slug else _slug_of_name(site, name)
    pattern = _pattern(site.config.get("permalinks"), folder.parts[0] if folder.parts else "")
    if pattern and (date or not re.search(r":(year|month|day)", pattern)):
        written = filled(site, pattern, folder, slug, name, date, title)
    else:
        written = "/".join(
            [as_path(site, folder.as_posix()).strip("."), slug or as_path(site, name)]
        )
    return written.strip("/") + (".html" if _is_ugly(site, folder) and written.strip("/") else "")


def urlize(name: str) -> str:
    """As Hugo makes a path of a title: small letters, hyphens for spaces, and none of the signs that
    an address cannot bear."""
    return _joined(name.lower())


def _joined(name: str) -> str:
    return re.sub(r"(?:-*\s+)+-*", "-", _borne(name.strip())).lstrip("-")


def _borne(name: str) -> str:
    return re.sub(r"[^\w\s./\\#+~@%-]", "", name)


def _styled(site: HugoSite, name: str) -> str:
    """The same, as far as the site wants it."""
    if site.config.get("removepathaccents"):
        parts = unicodedata.normalize("NFD", name)
        name = unicodedata.normalize("NFC", "".join(c for c in parts if not _is_accent(c)))
    return _joined(name) if site.config.get("disablepathtolower") else urlize(name)


def _is_accent(sign: str) -> bool:
    return unicodedata.category(sign) == "Mn"


def _path(site: HugoSite, name: str) -> str:
    """Of a folder or a file's own name Hugo makes one hyphen for every space."""
    return _borne(re.sub(r"\s", "-", name.strip().lower())).lstrip("-")


def _former_path(site: HugoSite, name: str) -> str:
    return _styled(site, name)


def _slug_of_name(site: HugoSite, name: str) -> str:
    """A site that reads dates from file names takes what follows for the slug.

    https://gohugo.io/configuration/front-matter/#dates
    """
    found = site.config.get("frontmatter")
    order = found.get("date") if isinstance(found, Mapping) else None
    dated = re.fullmatch(r"\d{4}-\d{2}-\d{2}[-_](.+)", name)
    return (
        _styled(site, dated[1])
        if dated and isinstance(order, list) and ":filename" in order
        else ""
    )


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


def filled(
    site: HugoSite,
    pattern: str,
    folder: PurePosixPath,
    slug: str,
    name: str,
    date: dt.datetime | None,
    title: str,
) -> str:
    """The pattern with its tokens filled: https://gohugo.io/configuration/permalinks/#tokens"""
    own = _styled(site, name)
    sections = [_styled(site, part) for part in _sections(site, folder)]
    values = {
        "slug": slug or _styled(site, title) or own,
        "slugorfilename": slug or own,
        "slugorcontentbasename": slug or own,
        "title": _styled(site, title) or own,
        "filename": own,
        "contentbasename": own,
        "section": sections[0] if sections else "",
        "sectionslug": sections[-1] if sections else "",
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

    def value(match: re.Match[str]) -> str:
        token = match[1].lower()
        if token in ("sections", "sectionslugs"):
            return "/".join(_sliced(sections, match[2] or ""))
        return values.get(token, match[0])

    shown = re.sub(r":(\w+)(?:\[([^\]]*)\])?", value, pattern)
    return re.sub(r"/{2,}", "/", shown).strip("/")


def _sections(site: HugoSite, folder: PurePosixPath) -> list[str]:
    """The first folder is a section; those below it are where they have an `_index` of their own."""
    found = list(folder.parts[:1])
    for depth in range(2, len(folder.parts) + 1):
        inner = site.content_root.joinpath(*folder.parts[:depth])
        if inner.is_dir() and any(inner.glob("_index*")):
            found.append(folder.parts[depth - 1])
    return found


def _sliced(parts: list[str], bounds: str) -> list[str]:
    """ "1:", ":last", "last", "0" as Hugo reads them."""
    if not bounds:
        return parts
    last = len(parts) - 1

    def place(text: str, otherwise: int) -> int:
        return last if text == "last" else int(text) if text.isdigit() else otherwise

    first, colon, second = bounds.partition(":")
    if not colon:
        at = place(first, -1)
        return parts[at : at + 1] if at >= 0 else []
    return parts[place(first, 0) : place(second, len(parts))]
