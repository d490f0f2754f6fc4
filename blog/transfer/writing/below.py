"""A source that lives below a path of its own: addresses and links as they are at the source ↔ as they
are here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from blog.core.addresses import parse_address
from blog.posts.address_book import normalise_path
from blog.transfer.document import Document

# In HTML and in Markdown; an address that begins with two slashes names another host.
_LINK = re.compile(r"""((?:href|src)=["']|\]\()/(?!/)""")
_ADDRESSES = frozenset({"address", "link", "url"})


def below(document: Document, prefix: str) -> Document:
    if not prefix:
        return document
    return replace(
        document,
        address=f"{prefix}/{document.address}".rstrip("/"),
        aliases=tuple(f"/{prefix}/{former_path(alias)}" for alias in document.aliases),
    )


def former_path(alias: str) -> str:
    parts = parse_address(alias if "://" in alias else f"//x/{alias.lstrip('/')}")
    if parts is None:
        return normalise_path(alias)
    query = f"?{parts.query}" if parts.query else ""
    return normalise_path(f"{parts.path.strip('/')}{query}")


def links_below(raw: Any, prefix: str) -> Any:
    """Stored blocks whose links lead to where the source lives here."""
    return _each(raw, lambda text: _LINK.sub(rf"\1/{prefix}/", text), f"/{prefix}/", "/")


def links_at_source(raw: Any, prefix: str) -> Any:
    """The other way."""
    own = re.compile(rf"{_LINK.pattern.removesuffix('/(?!/)')}/{re.escape(prefix)}/")
    return _each(raw, lambda text: own.sub(r"\1/", text), "/", f"/{prefix}/")


def _each(value: Any, text: Callable[[str], str], new: str, old: str, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _each(item, text, new, old, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_each(item, text, new, old, key) for item in value]
    if not isinstance(value, str):
        return value
    if key in _ADDRESSES and value.startswith(old) and not value.startswith("//"):
        return new + value.removeprefix(old)
    return text(value)
