"""One style sheet and one script, joined from component files when static files are collected.

No toolchain: the parts are plain files in layer order, and a group that wants to change one finds
it under its own name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

CSS_PARTS = (
    "reset",
    "tokens",
    "base",
    "layout",
    "components/masthead",
    "components/post",
    "components/paper",
    "components/blocks",
    "components/math",
    "components/foreign",
    "components/listing",
    "print",
    "theme",
)
JOINED = {
    "blog/site.css": tuple(f"blog/css/{name}.css" for name in CSS_PARTS),
    "blog/site.js": ("blog/js/site.js",),
}


def joined_source(name: str) -> str:
    """The parts of a joined file, one after the other, as they lie in the source."""
    texts = []
    for part in JOINED[name]:
        path = finders.find(part)
        if path is None:
            raise FileNotFoundError(part)
        with open(str(path), encoding="utf-8") as stream:
            texts.append(stream.read())
    return "\n".join(texts)


class JoinedManifestStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Adds the joined files before names are hashed and contents compressed."""

    def post_process(
        self, paths: Mapping[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        paths = dict(paths)
        if not dry_run:
            for name in JOINED:
                self.delete(name)
                self._save(name, ContentFile(joined_source(name).encode()))
                paths[name] = (self, str(PurePosixPath(name)))
        yield from super().post_process(paths, dry_run, **options)
