"""Who is to find a page, as front matter says it. No Django.

https://gohugo.io/content-management/build-options/ · https://gohugo.io/configuration/sitemap/
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from blog.core.addresses import parse_address
from blog.transfer.hugo.cascade import lowered
from blog.transfer.hugo.site import HugoSite

# "false" is what "never" was called before Hugo 0.145. A page of its section alone would need a list
# that this site does not have, so it stands in none.
_IN_NO_LIST = frozenset(("never", "local", "false"))


def is_unlisted(values: Mapping[str, Any]) -> bool:
    for name in ("build", "_build"):
        build = values.get(name)
        if isinstance(build, Mapping) and "list" in lowered(build):
            return str(lowered(build)["list"]).lower() in _IN_NO_LIST
    return False


def is_noindex(values: Mapping[str, Any]) -> bool:
    """As PaperMod and its like call it, or as the page says it to search engines itself."""
    named = (str(values.get(key)).lower() == "true" for key in ("robotsnoindex", "noindex"))
    return any(named) or "noindex" in str(values.get("robots") or "").lower()


def is_outside_sitemap(values: Mapping[str, Any]) -> bool:
    sitemap = values.get("sitemap")
    disable = lowered(sitemap).get("disable") if isinstance(sitemap, Mapping) else None
    return str(disable).lower() == "true"


def canonical_elsewhere(values: Mapping[str, Any], site: HugoSite) -> str:
    """Where the text first appeared; "" for an address of the site itself."""
    written = (values.get(key) for key in ("canonicalurl", "canonical_url", "canonical"))
    address = str(next(filter(None, written), "")).strip()
    parts = parse_address(address)
    is_web = parts is not None and parts.scheme in ("http", "https") and bool(parts.host)
    return address if is_web and len(address) <= 500 and not site.own_path(address) else ""
