"""The main menu of a Hugo site: what its configuration and its pages put into it. No Django.

https://gohugo.io/configuration/menus/ · https://gohugo.io/content-management/menus/
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from blog.core.addresses import parse_address
from blog.transfer.hugo.site import HugoSite

_MAIN = "main"
_UNWEIGHTED = 1_000_000
MOST_ENTRIES = 12


@dataclass(frozen=True, slots=True)
class MenuItem:
    """`address` is a path that begins with "/", or an address elsewhere. `label` may be empty where
    a page put itself into the menu: it goes by its title."""

    label: str
    address: str
    weight: int = _UNWEIGHTED


def main_menu(
    site: HugoSite, pages: Iterable[tuple[str, Mapping[str, Any]]] = ()
) -> list[MenuItem]:
    """Top level only, in Hugo's order: by weight, those without one last, then by name.

    `pages` are address and front matter of each page.
    """
    items = [item for entry in _configured(site) if (item := _item(entry, site))]
    for address, front_matter in pages:
        entry = _own_entry(front_matter.get("menu") or front_matter.get("menus"))
        if entry is not None:
            label = str(entry.get("name") or front_matter.get("linktitle") or "")
            items.append(MenuItem(label, f"/{address.strip('/')}/", _weight(entry)))
    found: dict[str, MenuItem] = {}
    for item in items:
        found.setdefault(item.address, item)
    return sorted(found.values(), key=lambda item: (item.weight, item.label))[:MOST_ENTRIES]


def _configured(site: HugoSite) -> list[Mapping[str, Any]]:
    own = site.languages.get(site.language, {})
    places = (own.get("menus"), own.get("menu"), site.config.get("menus"), site.config.get("menu"))
    for menus in places:
        entries = menus.get(_MAIN) if isinstance(menus, Mapping) else None
        if isinstance(entries, list) and entries:
            return [entry for entry in entries if isinstance(entry, Mapping)]
    return []


def _item(entry: Mapping[str, Any], site: HugoSite) -> MenuItem | None:
    if entry.get("parent"):
        return None
    label = str(entry.get("name") or entry.get("title") or entry.get("identifier") or "").strip()
    target = str(entry.get("pageref") or entry.get("url") or "").strip()
    address = _address(target, site)
    return MenuItem(label, address, _weight(entry)) if label and address else None


def _address(target: str, site: HugoSite) -> str:
    """A path of this site, or an address elsewhere; "" for places on a page and other schemes."""
    if not target or target.startswith("#"):
        return ""
    parts, home = parse_address(target), parse_address(site.base_url)
    if parts is None:
        return ""
    if parts.scheme or parts.netloc:
        if home is None or parts.netloc != home.netloc:
            return target if parts.scheme in ("http", "https") else ""
        path = parts.path.removeprefix(home.path.rstrip("/"))
    else:
        path = parts.path
    path = path.removesuffix(".md").removesuffix("/_index").removesuffix("/index")
    bare = path.strip("/")
    return f"/{bare}/" if bare else "/"


def _own_entry(menus: Any) -> Mapping[str, Any] | None:
    """`menu: main`, `menu: [main]` or `menu: {main: {weight: 2}}` of a page."""
    if isinstance(menus, str):
        return {} if menus == _MAIN else None
    if isinstance(menus, list):
        return {} if _MAIN in menus else None
    if isinstance(menus, Mapping) and _MAIN in menus:
        entry = menus[_MAIN]
        return entry if isinstance(entry, Mapping) else {}
    return None


def _weight(entry: Mapping[str, Any]) -> int:
    try:
        return int(entry.get("weight") or 0) or _UNWEIGHTED
    except (TypeError, ValueError):
        return _UNWEIGHTED
