"""Links inside of a site that lead to nothing it has."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from blog.core.addresses import absolute_address, parse_address
from blog.transfer.document import Notice
from blog.transfer.hugo.files import file_for
from blog.transfer.hugo.read import RawRecord
from blog.transfer.hugo.references import all_addresses
from blog.transfer.hugo.site import HugoSite

# What Hugo writes beside pages: feeds, further pages of lists, files for machines.
_WRITTEN = re.compile(
    r"(?:^|/)(?:(?:index|feed|atom|rss|sitemap)\.(?:xml|json)|robots\.txt|page/\d+)$"
)
_NOWHERE = "site.invalid"
_ANYWHERE = f"https://{_NOWHERE}"


def dead_link_notices(
    links: list[tuple[int, str]], site: HugoSite, record: RawRecord, address: str
) -> list[Notice]:
    """`links` are (line of the file, target); `address` is that of the page. Only of a whole site
    can be told what it does not have."""
    dead = [item for item in links if site.is_whole and _is_dead(item[1], site, record, address)]
    return [
        Notice(
            "warning",
            f"{record.path}, line {line}",
            f"the link {href} leads to nothing on this site.",
            "Correct it at the source, or in the editor.",
        )
        for line, href in dict.fromkeys(dead)
    ]


def _is_dead(href: str, site: HugoSite, record: RawRecord, address: str) -> bool:
    base = "/".join(part for part in (_ANYWHERE, address) if part) + "/"
    parts = parse_address(absolute_address(base, href))
    if parts is None or parts.host != _NOWHERE or "{" in href or href.startswith("#"):
        return False
    path = unquote(parts.path)
    bare = path.strip("/").removesuffix("index.html").strip("/")
    addresses = all_addresses(site)
    if not bare or bare.casefold() in addresses or _WRITTEN.search(bare):
        return False
    return not (_is_list(bare, site) or file_for(site, path, record.folder))


def _is_list(bare: str, site: HugoSite) -> bool:
    first = bare.split("/")[0]
    if first in site.languages or first in site.taxonomies.values():
        return True
    return any(Path(root.folder, bare).is_dir() for root in site.roots)
