"""Files that Hugo reads but writes no page of.

https://gohugo.io/content-management/build-options/ · https://gohugo.io/content-management/page-bundles/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any

from blog.core.errors import SourceError
from blog.transfer.hugo.front_matter import read_front_matter
from blog.transfer.hugo.read import RawRecord
from blog.transfer.hugo.site import HugoSite

_INDEX = re.compile(r"index(?:\.[\w-]+)?\.(?:md|markdown|mdown)")
_UNWRITTEN = frozenset({"never", "link", "false"})
_MENTION = re.compile(rb"(?i)headless|build")

Values = Mapping[str, Any]


class Unwritten:
    """Asked of every file of one site; reads each section's own file once."""

    def __init__(self, site: HugoSite) -> None:
        self.site, self.root = site, site.content_root
        self._bundles: dict[Path, bool] = {}
        self._cascades: dict[Path, list[Values]] = {}

    def reason(self, record: RawRecord) -> str:
        """Why Hugo writes no page of it; "" when it writes one, or when nobody can tell."""
        if self._is_resource(record):
            return "Hugo writes no page of this: it is a part of the page in whose folder it lies."
        values = _values(record.source, record.path) if _MENTION.search(record.source) else {}
        if str(values.get("headless")).lower() == "true":
            return "Hugo writes no page of this: it is headless."
        render = _render(values) or self._cascaded(record)
        is_hidden = render in _UNWRITTEN
        return "Hugo writes no page of this, by its build options." if is_hidden else ""

    def _is_resource(self, record: RawRecord) -> bool:
        is_index = _INDEX.fullmatch(record.file.name) is not None
        folders = list(self._folders(record))
        return any(self._is_bundle(folder) for folder in (folders[1:] if is_index else folders))

    def _folders(self, record: RawRecord) -> Iterator[Path]:
        """Those above the file, nearest first, without the root of all content."""
        for folder in record.file.parents:
            if folder == self.root or not folder.is_relative_to(self.root):
                return
            yield folder

    def _is_bundle(self, folder: Path) -> bool:
        if folder not in self._bundles:
            self._bundles[folder] = any(_INDEX.fullmatch(file.name) for file in folder.iterdir())
        return self._bundles[folder]

    def _cascaded(self, record: RawRecord) -> str:
        """What the nearest section hands down for such a page."""
        for folder in (*self._folders(record), self.root):
            for cascade in self._section_cascades(folder):
                if _render(cascade) and self._is_meant(cascade, record):
                    return _render(cascade)
        return ""

    def _section_cascades(self, folder: Path) -> list[Values]:
        if folder not in self._cascades:
            file = folder / "_index.md"
            source = file.read_bytes() if file.is_file() else b""
            found = _values(source, file.name).get("cascade") if b"cascade" in source else None
            items = found if isinstance(found, list) else [found]
            self._cascades[folder] = [_lower(item) for item in items if isinstance(item, Mapping)]
        return self._cascades[folder]

    def _is_meant(self, cascade: Values, record: RawRecord) -> bool:
        target = cascade.get("target") or cascade.get("_target") or {}
        if not isinstance(target, Mapping):
            return False
        path = PurePosixPath(record.unlocalised or record.source_id)
        is_section = path.stem == "_index"
        kind = ("section" if len(path.parts) > 1 else "home") if is_section else "page"
        place = path.parent if path.stem in ("index", "_index") else path.with_suffix("")
        is_meant = {
            "kind": lambda wanted: fnmatchcase(kind, wanted),
            "path": lambda wanted: fnmatchcase(f"/{place}".lower(), wanted.lower()),
            "lang": lambda wanted: fnmatchcase(record.language or self.site.language, wanted),
        }
        return all(key in is_meant and is_meant[key](str(wanted)) for key, wanted in target.items())


def _values(source: bytes, place: str) -> Values:
    try:
        return read_front_matter(source, place).values
    except (SourceError, UnicodeDecodeError):
        return {}  # whoever reads the page says what is wrong


def _lower(item: Values) -> dict[str, Any]:
    return {str(key).lower(): value for key, value in item.items()}


def _render(values: Values) -> str:
    """The build option as declared: "never", "link", "always", "true", "false"; "" for none."""
    for name in ("build", "_build"):
        build = values.get(name)
        if isinstance(build, Mapping) and "render" in _lower(build):
            return str(_lower(build)["render"]).replace("True", "true").replace("False", "false")
    return ""
