"""Names of categories in one line of text, as the editor's field sends them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

# A quoted name ends where a comma or the end follows: quotes inside it are its own.
_NAME = re.compile(r'\s*(?:"(.*?)"|(.*?))\s*(?:,|$)', re.DOTALL)


def split_names(text: str) -> list[str]:
    """Parted by commas alone, so that a name of two words or with quotes stays one; sorted."""
    names = {quoted or bare for quoted, bare in _NAME.findall(text or "")}
    return sorted(filter(None, (name.strip() for name in names)))


def join_names(tags: Iterable[Any]) -> str:
    """What `split_names` reads back."""
    names = sorted(str(tag.name) for tag in tags)
    return ", ".join(f'"{name}"' if re.search(r'[\s,"]', name) else name for name in names)
