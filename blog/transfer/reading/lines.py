"""Texts that stand in one line of the editor's form. No Django.

A browser takes the ends of lines out of such a field without leaving a space, so that a text with
one would be another text after it was opened and saved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_ONE_LINE = frozenset(
    "alt credit link title authors award disclosure heading attribution label filename src url "
    "language".split()
)
# What the fields of the form hold at most; with a longer text a page could not be published again.
_MOST = {
    ("heading", "text"): 300, ("image", "alt"): 1000, ("image", "credit"): 255,
    ("image", "link"): 1000, ("embed", "title"): 300, ("quote", "attribution"): 300,
    ("callout", "heading"): 200, ("code", "filename"): 120, ("table", "caption"): 300,
    ("media", "title"): 300, ("math", "label"): 20,
}  # fmt: skip
_ENDS = re.compile(r"[^\S\n\r]*[\n\r]\s*")


def one_line(text: str) -> str:
    """The same words with a space for every end of a line."""
    return _ENDS.sub(" ", text).strip() if "\n" in text or "\r" in text else text


def fits(kind: str, value: Mapping[str, Any]) -> bool:
    """True when the editor's form takes the block."""
    return all(
        len(str(value.get(name) or "")) <= most
        for (of_kind, name), most in _MOST.items()
        if of_kind == kind
    )


def with_single_lines(kind: str, value: Any) -> Any:
    """The value of a block whose one-line fields hold one line."""
    if isinstance(value, Mapping):
        return {name: _field(kind, name, item) for name, item in value.items()}
    if isinstance(value, list):
        return [with_single_lines(kind, item) for item in value]
    return value


def _field(kind: str, name: str, item: Any) -> Any:
    if isinstance(item, str):
        is_line = name in _ONE_LINE or (kind == "heading" and name == "text")
        return one_line(item) if is_line else item
    if name == "value":  # of a block inside another one, which its own kind describes
        return with_single_lines("", item)
    return with_single_lines(kind, item)
