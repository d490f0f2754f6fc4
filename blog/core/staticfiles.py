"""One style sheet and one script, joined from component files.

No toolchain: the parts are plain files in layer order, and a group that wants to change one finds
it under its own name. A finder, so that collectstatic, the development server and tests all see the
joined files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

CSS_PARTS = (
    "reset",
    "tokens",
    "base",
    "layout",
    "components/masthead",
    "components/post",
    "components/paper",
    "components/blocks",
    "components/zoom",
    "components/placeholder",
    "components/math",
    "components/foreign",
    "components/listing",
    "components/search",
    "print",
    "theme",
)
JOINED = {
    "blog/site.css": tuple(f"blog/css/{name}.css" for name in CSS_PARTS),
    "blog/site.js": (
        "blog/js/site.js",
        "blog/js/formulas.js",
        "blog/js/zoom.js",
        "blog/js/keys.js",
    ),
}
# A group's own layer, out of THEME_DIR (docs/theming.md); the last word, where there is one.
THEME = "theme/theme.css"


class JoinedFilesFinder(BaseFinder):
    """Finds `blog/site.css` and `blog/site.js`, written anew when a part has changed."""

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any) -> None:
        self.folder = Path(settings.VAR_DIR) / "joined"
        super().__init__()

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path not in JOINED:
            return []
        found = str(self._write(path))
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        storage = FileSystemStorage(location=self.folder)
        for path in JOINED:
            self._write(path)
            yield path, storage

    def check(self, **kwargs: Any) -> Any:
        return []

    def _write(self, path: str) -> Path:
        target = self.folder / path
        text = _joined(path)
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            # Written beside it and moved, so that nobody reads half a file.
            half = target.with_name(f"{target.name}.{id(self)}")
            half.write_text(text, encoding="utf-8")
            half.replace(target)
        return target


def _joined(path: str) -> str:
    parts = [_source_of(part).read_text(encoding="utf-8") for part in JOINED[path]]
    if not path.endswith(".css"):
        return "\n".join(parts)
    own = finders.find(THEME)
    theme = [Path(str(own)).read_text(encoding="utf-8")] if own else []
    return "\n".join([_without_remarks(part) for part in parts] + theme)


def _without_remarks(css: str) -> str:
    """Smaller by a fifth. Our own files hold no remark inside of a string; a theme stays as it is."""
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", bare).strip()


def _source_of(part: str) -> Path:
    found = finders.find(part)
    if not found:
        raise FileNotFoundError(f"{part}, a part of the joined static files, is missing.")
    return Path(str(found))
