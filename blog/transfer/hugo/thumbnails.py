"""The picture of a post: what its front matter names, else a file beside it that is called so.

https://gohugo.io/content-management/page-resources/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from blog.transfer.hugo.read import RawRecord

_KEYS = (
    "thumbnail", "cover", "featured_image", "featuredimage", "featureimage", "feature_image",
    "featured", "image", "images", "coverimage", "cover_image", "banner", "hero", "heroimage",
    "header", "teaser", "preview",
)  # fmt: skip
_SOURCES = ("src", "image", "url", "filename", "path", "source")
_ALTS = ("alt", "alt_text", "alttext", "caption")
_ENDINGS = frozenset((".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".svg"))
_NAMES = re.compile(r"featured|feature|cover|thumbnail|thumb|header|hero|banner|teaser", re.I)


def find_thumbnail(values: Mapping[str, Any], record: RawRecord) -> tuple[str, str, str] | None:
    """Its key in the front matter, its address, and what it shows in words."""
    alt = ""
    for key in _KEYS:
        value = values.get(key)
        value = value[0] if isinstance(value, list) and value else value
        alt = alt or _alt(value)
        src = _source(value)
        if src:
            return key, src, _alt(value) or str(values.get(f"{key}_alt") or values.get("alt") or "")
    for key, src, said in (*_of_resources(values, record), *_of_files(record)):
        return key, src, alt or said
    return None


def _source(value: Any) -> str:
    if isinstance(value, Mapping):
        value = next((value[name] for name in _SOURCES if isinstance(value.get(name), str)), "")
    found = value.strip() if isinstance(value, str) else ""
    # "featured: true" and "image: none" name no file.
    return found if re.search(r"\.\w{3,4}(?:[?#]|$)|/", found) else ""


def _alt(value: Any) -> str:
    if not isinstance(value, Mapping):
        return ""
    found = next((value[name] for name in _ALTS if isinstance(value.get(name), str)), "")
    return " ".join(found.split())


def _of_resources(values: Mapping[str, Any], record: RawRecord) -> Iterator[tuple[str, str, str]]:
    """`resources: [{src: plot.png, name: cover, params: {alt: …}}]`"""
    listed = values.get("resources")
    for item in listed if isinstance(listed, list) else ():
        if not isinstance(item, Mapping) or not _NAMES.search(str(item.get("name") or "")):
            continue
        pattern = str(item.get("src") or "")
        src = next((name for name in _beside(record) if fnmatchcase(name, pattern)), pattern)
        if _source(src):
            yield "resources", src, _alt(item.get("params")) or str(item.get("title") or "")


def _of_files(record: RawRecord) -> Iterator[tuple[str, str, str]]:
    """Those of a bundle alone: elsewhere a file beside a post is everybody's."""
    if re.fullmatch(r"index(?:\.[\w-]+)?\.\w+", record.file.name):
        named = [name for name in _beside(record) if _NAMES.match(Path(name).stem)]
        named.sort(key=lambda name: (len(name), name))
        yield from (("", name, "") for name in named)


def _beside(record: RawRecord) -> list[str]:
    try:
        files = sorted(record.folder.iterdir())
    except OSError:
        return []
    return [file.name for file in files if file.suffix.lower() in _ENDINGS and file.is_file()]
