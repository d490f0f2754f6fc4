"""Links to other files of the site: `ref` and `relref`, and links in Markdown, as Hugo resolves them.

https://gohugo.io/shortcodes/ref/ · https://gohugo.io/render-hooks/links/#embedded
"""

from __future__ import annotations

import posixpath
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

from blog.core.errors import SourceError
from blog.transfer.hugo.addresses import clean_address
from blog.transfer.hugo.loose_front_matter import front_matter_of
from blog.transfer.hugo.metadata import Metadata
from blog.transfer.hugo.read import RawRecord, read_all_records
from blog.transfer.hugo.site import HugoSite, inside

_ENDINGS = (".md", ".markdown", ".mdown", ".html", ".htm")


def address_of(site: HugoSite, target: str, record: RawRecord | None = None) -> str:
    """ "posts/pitch.md#end" → "/2024/05/pitch/#end"; "" when there is no such page. A path without a
    slash before it counts from the folder of `record` first."""
    path, mark, anchor = target.strip().partition("#")
    if not path:
        return f"#{anchor}" if mark else ""
    found = _beside(site, path, record) or _known(site, path, record)
    found = found or _index(site).get(PurePosixPath(_key(path)).name, "")
    return f"{_public(found)}{mark}{anchor}" if found else ""


def link_target(site: HugoSite, href: str, record: RawRecord) -> str:
    """Where a link in the text of `record` leads: the page of a Markdown file, or a file in the
    folder of the page; as it is written where it is neither."""
    if "://" in href or href.startswith("//"):
        return own_address(site, href)
    href = own_address(site, href)
    path, mark, rest = _parted(unquote(href))
    if not path or "://" in href or href.startswith(("//", "mailto:")):
        return href
    if path.lower().endswith(_ENDINGS[:3]):
        found = _beside(site, path, record) or (
            _known(site, path, record) if path.startswith("/") else ""
        )
        return f"{_public(found)}{mark}{rest}" if found else href
    return _file_beside(site, path, record) + mark + rest if _is_file(path, record) else href


def own_address(site: HugoSite, href: str) -> str:
    """An address on the site itself as a path, without that of a site that lives below one."""
    if "://" not in href and not href.startswith("/"):
        return href
    path, mark, rest = _parted(href)
    if "://" in href or href.startswith("//"):
        # What Hugo serves has another name than its source.
        path = "" if path.lower().endswith(_ENDINGS[:3]) else site.own_path(path)
        return f"{path}{mark}{rest}" if path else href
    return f"{site.below_base(path)}{mark}{rest}"


def all_addresses(site: HugoSite) -> set[str]:
    """Those of all pages, and those that lead to them, without slashes at their ends."""
    _index(site)
    return site.addresses


def title_at(site: HugoSite, address: str) -> str:
    """Of the page that Hugo serves there; "" for none."""
    _index(site)
    return site.titles.get(_parted(address)[0].strip("/"), "")


def _parted(href: str) -> tuple[str, str, str]:
    at = min((href.find(sign) for sign in "?#" if sign in href), default=len(href))
    return href[:at], href[at : at + 1], href[at + 1 :]


def _beside(site: HugoSite, path: str, record: RawRecord | None) -> str:
    if record is None or path.startswith("/"):
        return ""
    folder = posixpath.dirname(record.unlocalised or record.source_id)
    return _known(site, posixpath.normpath(posixpath.join(folder, path)), record)


def _known(site: HugoSite, path: str, record: RawRecord | None) -> str:
    key = _key(path.removeprefix("/content/"))
    language = record.language if record else ""
    return _index(site).get(f"{language}:{key}") or _index(site).get(key) or ""


def _public(address: str) -> str:
    return f"/{address}" if address.endswith((".html", ".htm")) else f"/{address}/"


def _is_file(path: str, record: RawRecord) -> bool:
    found = None if path.startswith("/") else inside(record.folder, path)
    return found is not None and found.is_file() and found.is_relative_to(record.root.resolve())


def _file_beside(site: HugoSite, path: str, record: RawRecord) -> str:
    """Where the site serves a file that lies in the folder of a page, whatever its address is."""
    found = inside(record.folder, path)
    assert found is not None
    return "/" + quote(found.relative_to(record.root.resolve()).as_posix())


def _key(path: str) -> str:
    path = path.strip("/").lower()
    ending = next((item for item in _ENDINGS if path.endswith(item)), "")
    path = path.removesuffix(ending)
    return path.removesuffix("/index").removesuffix("/_index")


def _index(site: HugoSite) -> dict[str, str]:
    """Read once for a site: every file, as a path, with its language, and by its name alone."""
    if not site.references:
        for record in read_all_records(site):
            try:
                front = front_matter_of(record.source, record.path)
                page = Metadata(record, site, front, "")
                address = page.address()
                site.titles.setdefault(address, page.title())
                site.addresses.update(clean_address(old).casefold() for old in page.aliases())
            except (SourceError, UnicodeDecodeError):
                continue
            site.addresses.add(address.casefold())
            key = _key(record.unlocalised or record.source_id)
            site.references[f"{record.language}:{key}"] = address
            site.references[_key(record.source_id)] = address
            if record.language in ("", site.language):
                site.references[key] = address
            site.references.setdefault(key, address)
            site.references.setdefault(PurePosixPath(key).name, address)
        site.references.setdefault("", "")
    return site.references
