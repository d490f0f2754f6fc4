"""What a section, or the whole site, hands down to the pages below it.

https://gohugo.io/content-management/front-matter/#cascade
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any

from blog.transfer.hugo.loose_front_matter import front_matter_of
from blog.transfer.hugo.read import RawRecord
from blog.transfer.hugo.site import HugoSite

Values = Mapping[str, Any]
_KEYS = ("target", "_target")


def handed_down(record: RawRecord, site: HugoSite) -> dict[str, Any]:
    """Values for a page that says nothing itself of these keys; the nearest section counts first."""
    found: dict[str, Any] = {}
    for folder in folders_above(record):
        for cascade in _of_section(folder, site):
            found = {**_meant(cascade, record, site), **found}
    configured = site.config.get("cascade")
    for cascade in _tables(configured):
        found = {**_meant(cascade, record, site), **found}
    return found


def folders_above(record: RawRecord) -> Iterator[Path]:
    """Those that hold the file, nearest first, the root of the content last."""
    for folder in record.file.parents:
        yield folder
        if folder == record.root:
            return
        if not folder.is_relative_to(record.root):
            return


def kind_of(record: RawRecord) -> str:
    """ "home", "section", "taxonomy", "term" or "page", as far as its path says."""
    path = PurePosixPath(record.unlocalised or record.source_id)
    if path.stem != "_index":
        return "page"
    return "section" if len(path.parts) > 1 else "home"


def values_of(source: bytes, place: str) -> Values:
    """Front matter, as far as it can be read: the page's own reader says what is wrong with it."""
    return front_matter_of(source, place).values


def lowered(item: Values) -> dict[str, Any]:
    return {str(key).lower(): value for key, value in item.items()}


def _of_section(folder: Path, site: HugoSite) -> list[Values]:
    if folder not in site.handed_down:
        found: list[Values] = []
        for file in sorted(folder.glob("_index*.md")) if folder.is_dir() else ():
            source = file.read_bytes() if file.is_file() else b""
            cascade = values_of(source, file.name).get("cascade") if b"ascade" in source else None
            found += _tables(cascade)
        site.handed_down[folder] = found
    return site.handed_down[folder]


def _tables(cascade: Any) -> list[Values]:
    items = cascade if isinstance(cascade, list) else [cascade]
    return [lowered(item) for item in items if isinstance(item, Mapping)]


def _meant(cascade: Values, record: RawRecord, site: HugoSite) -> dict[str, Any]:
    target = next((cascade[key] for key in _KEYS if key in cascade), {})
    if not isinstance(target, Mapping) or not _is_target(lowered(target), record, site):
        return {}
    return {key: value for key, value in cascade.items() if key not in _KEYS}


def _is_target(target: Values, record: RawRecord, site: HugoSite) -> bool:
    path = PurePosixPath(record.unlocalised or record.source_id)
    place = path.parent if path.stem in ("index", "_index") else path.with_suffix("")
    language = record.language or site.language
    is_meant = {
        "kind": lambda wanted: fnmatchcase(kind_of(record), wanted),
        "path": lambda wanted: fnmatchcase(f"/{place}".lower(), wanted.lower()),
        "lang": lambda wanted: fnmatchcase(language, wanted),
    }
    if "sites" in target or "environment" in target:
        return str(target.get("environment") or "production") == "production"
    return all(key in is_meant and is_meant[key](str(wanted)) for key, wanted in target.items())
