"""`ref` and `relref`: the address of another page by its file.

https://gohugo.io/shortcodes/ref/
"""

from __future__ import annotations

from pathlib import PurePosixPath

from blog.core.errors import SourceError
from blog.transfer.hugo.front_matter import read_front_matter
from blog.transfer.hugo.metadata import Metadata
from blog.transfer.hugo.read import read_all_records
from blog.transfer.hugo.site import HugoSite


def address_of(site: HugoSite, target: str) -> str:
    """ "posts/pitch.md#end" → "/2024/05/pitch/#end"; "" when there is no such page."""
    path, mark, anchor = target.strip().partition("#")
    if not path:
        return f"#{anchor}" if mark else ""
    found = _index(site).get(_key(path)) or _index(site).get(PurePosixPath(_key(path)).name)
    return f"/{found}/{mark}{anchor}" if found else ""


def _key(path: str) -> str:
    path = path.strip("/").lower().removesuffix(".md").removesuffix(".markdown")
    return path.removesuffix("/index").removesuffix("/_index")


def _index(site: HugoSite) -> dict[str, str]:
    """Read once for a site: every file, as a path and by its name alone."""
    if not site.references:
        for record in read_all_records(site):
            try:
                front = read_front_matter(record.source, record.path)
                address = Metadata(record, site, front, "").address()
            except (SourceError, UnicodeDecodeError):
                continue
            key = _key(record.source_id)
            site.references[key] = address
            site.references.setdefault(PurePosixPath(key).name, address)
        site.references.setdefault("", "")
    return site.references
