"""Where Hugo serves lists, as far as a site's configuration moves them. No Django.

https://gohugo.io/configuration/permalinks/ · https://gohugo.io/configuration/pagination/
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def list_addresses(config: Mapping[str, Any]) -> dict[str, Any]:
    """`pages` is the word before the number of a page, `term_patterns` have a taxonomy for their
    key, `section_patterns` are paths. Only what differs from Hugo's own."""
    permalinks = _table(config, "permalinks")
    pages = _table(config, "pagination").get("path") or config.get("paginatepath")
    terms = {key: value for key, value in _table(permalinks, "term").items() if _is_path(value)}
    sections = [
        str(value).replace(":section", key).strip("/")
        for key, value in _table(permalinks, "section").items()
        if _is_path(value)
    ]
    found = {"pages": pages, "term_patterns": terms, "section_patterns": sections}
    return {name: value for name, value in found.items() if value}


def _table(config: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = config.get(name)
    return found if isinstance(found, Mapping) else {}


def _is_path(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip("/"))
