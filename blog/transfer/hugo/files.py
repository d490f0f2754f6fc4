"""Which file of a site an address means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from blog.core.addresses import parse_address
from blog.transfer.hugo.folders import inside
from blog.transfer.hugo.site import HugoSite

# Where repositories are read file by file: the path of the file ends the address.
_CODE_HOSTS = frozenset(
    "github.com raw.githubusercontent.com raw.github.com media.githubusercontent.com gitlab.com "
    "bitbucket.org codeberg.org gitee.com git.sr.ht cdn.jsdelivr.net rawgit.com cdn.rawgit.com "
    "raw.githack.com cdn.statically.io".split()
)


def file_for(site: HugoSite, address: str, beside: Path) -> Path | None:
    """Under static first, then content, as Hugo serves them; a relative one lies beside the post.
    None when there is none, or when it would leave the site's folders."""
    if "://" in address or address.startswith("//"):
        path = site.own_path(_bare(address))
        return _served(site, path, beside) if path else _in_repository(site, address)
    return _served(site, _bare(address), beside)


def spellings(path: str) -> Iterator[str]:
    """The names that a file of this address may have: as written, without its percent signs, and
    both with accents of their own and as part of their letters."""
    for text in dict.fromkeys((path, unquote(path))):
        yield from dict.fromkeys(
            (text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text))
        )


def _bare(address: str) -> str:
    return address.split("?")[0].split("#")[0]


def _served(site: HugoSite, path: str, beside: Path) -> Path | None:
    paths = [path, site.below_base(path)] if path.startswith("/") else [path]
    for name in dict.fromkeys(spelling for one in paths for spelling in spellings(one)):
        for root, inner in _places(site, name, beside):
            file = inside(root, inner)
            if file and file.is_file():
                return file
    return None


def _places(site: HugoSite, path: str, beside: Path) -> Iterator[tuple[Path, str]]:
    shared = [*site.static, *(root.folder for root in site.roots), *site.assets]
    inner = path.lstrip("/")
    for root in shared if path.startswith("/") else [beside, *shared]:
        yield root, inner
    for mount in site.mounted_files:
        if inner.startswith(f"{mount.prefix}/"):
            yield mount.folder, inner.removeprefix(f"{mount.prefix}/")


def _in_repository(site: HugoSite, address: str) -> Path | None:
    """The address on a code host of a file in one of the site's own folders."""
    parts = parse_address(address)
    if parts is None or parts.bare_host not in _CODE_HOSTS:
        return None
    folders = [*site.static, *(root.folder for root in site.roots), *site.assets]
    for folder in folders:
        is_own = folder != site.root and folder.is_relative_to(site.root)
        name = folder.relative_to(site.root).as_posix() if is_own else folder.name
        inner = re.search(rf"/{re.escape(name)}/(.+)", parts.path)
        for path in spellings(inner[1]) if inner else ():
            file = inside(folder, path)
            if file and file.is_file():
                return file
    return None
