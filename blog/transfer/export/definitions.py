"""Definitions of references and notes in a text: `[label]: …`, `[^label]: …`. No Django.

They stand anywhere in a Markdown text and belong to all of it: an edit of the block between whose
lines they stand must not take them away from others.
"""

from __future__ import annotations

import re

_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<label>(?:\\.|[^\[\]\\])+)\]:[ \t]*\S[^\n]*(?:\n|\Z)"
    r"(?:(?:[ \t]*\n)*(?: {4}|\t)[^\n]*(?:\n|\Z))*",
    re.MULTILINE,
)
_LABEL = re.compile(r"\[((?:\\.|[^\[\]\\])+)\]")


def without_definitions(text: str) -> str:
    """Only what is read where it stands."""
    if not _DEFINITION.search(text):
        return text
    return re.sub(r"\n{3,}", "\n\n", _DEFINITION.sub("", text)).strip("\n")


def kept_definitions(removed: str, others: str) -> str:
    """Those of `removed` to which `others` refer and which they do not have."""
    known = {_folded(found["label"]) for found in _DEFINITION.finditer(others)}
    wanted = {_folded(label) for label in _LABEL.findall(_DEFINITION.sub("", others))} - known
    found = [
        item[0].rstrip("\n")
        for item in _DEFINITION.finditer(removed)
        if _folded(item["label"]) in wanted
    ]
    return "\n".join(found)


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())
