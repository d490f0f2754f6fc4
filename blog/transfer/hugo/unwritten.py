"""Files that Hugo reads but writes no page of.

https://gohugo.io/content-management/build-options/ · https://gohugo.io/content-management/page-bundles/
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from blog.transfer.hugo.cascade import (
    Values,
    folders_above,
    handed_down,
    kind_of,
    lowered,
    values_of,
)
from blog.transfer.hugo.read import RawRecord
from blog.transfer.hugo.site import HugoSite

_INDEX = re.compile(r"index(?:\.[\w-]+)?\.(?:md|markdown|mdown|html?)")
_UNWRITTEN = frozenset({"never", "link", "false"})
_MENTION = re.compile(rb"(?i)headless|build")


class Unwritten:
    """Asked of every file of one site; reads each section's own file once."""

    def __init__(self, site: HugoSite) -> None:
        self.site = site
        self._bundles: dict[Path, bool] = {}

    def reason(self, record: RawRecord) -> str:
        """Why Hugo writes no page of it; "" when it writes one, or when nobody can tell."""
        if self._is_resource(record):
            return "Hugo writes no page of this: it is a part of the page in whose folder it lies."
        if reason := self._is_turned_off(record):
            return reason
        values = values_of(record.source, record.path) if _MENTION.search(record.source) else {}
        if str(values.get("headless")).lower() == "true":
            return "Hugo writes no page of this: it is headless."
        render = _render(values) or _render(handed_down(record, self.site))
        is_hidden = render in _UNWRITTEN
        return "Hugo writes no page of this, by its build options." if is_hidden else ""

    def _is_turned_off(self, record: RawRecord) -> str:
        """By the settings of the site: kinds of pages, and languages."""
        kinds = {str(kind).lower() for kind in _listed(self.site.config.get("disablekinds"))}
        if kind_of(record) in kinds:
            return (
                f"Hugo writes no page of this: the site has no pages of the kind {kind_of(record)}."
            )
        off = {str(code).lower() for code in _listed(self.site.config.get("disablelanguages"))}
        language = self.site.languages.get(record.language, {})
        if record.language in off or language.get("disabled") is True:
            return "Hugo writes no page of this: its language is turned off."
        return ""

    def _is_resource(self, record: RawRecord) -> bool:
        is_index = _INDEX.fullmatch(record.file.name) is not None
        folders = [folder for folder in folders_above(record) if folder != record.root]
        return any(self._is_bundle(folder) for folder in (folders[1:] if is_index else folders))

    def _is_bundle(self, folder: Path) -> bool:
        if folder not in self._bundles:
            self._bundles[folder] = folder.is_dir() and any(
                _INDEX.fullmatch(file.name) for file in folder.iterdir()
            )
        return self._bundles[folder]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _render(values: Values) -> str:
    """The build option as declared: "never", "link", "always", "true", "false"; "" for none."""
    for name in ("build", "_build"):
        build = values.get(name)
        if isinstance(build, Mapping) and "render" in lowered(build):
            return str(lowered(build)["render"]).replace("True", "true").replace("False", "false")
    return ""
