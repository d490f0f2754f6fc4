"""A site's own shortcodes, declared in a small TOML file: what each shows.

    [note]
    block = "callout"
    heading = "{title|0}"
    text = "{inner}"

    [audio]
    template = '<audio controls src="{src|0}"></audio>'

    [year]
    inline = "{0}"

    [spacer]
    ignore = true

`{title|0|=Note}` is the parameter of that name, else the first by position, else the word "Note";
`{inner}` is what stands between the tags.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from blog.core.errors import SourceError
from blog.transfer.hugo.shortcodes import Shortcode

BLOCKS = {
    "image": ("src", "alt", "caption", "credit", "width", "link"),
    "embed": ("provider", "id", "title", "caption"),
    "callout": ("kind", "heading", "text"),
    "quote": ("text", "attribution", "source"),
    "code": ("language", "filename", "code"),
    "math": ("latex", "label"),
    "prose": ("text",),
}
_FORMS = ("block", "template", "inline", "ignore")
_SLOT = re.compile(r"\{([^{}\s][^{}]*)\}")


def read_declarations(file: Path | None) -> dict[str, dict[str, Any]]:
    """Name → declaration. SourceError names the file, the shortcode and what is wrong."""
    if file is None:
        return {}
    try:
        loaded = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SourceError(
            f"the declarations of shortcodes cannot be read: {error}.",
            where=str(file),
            mend="Mend the file.",
        ) from error
    for name, declaration in loaded.items():
        _check(file, name, declaration)
    return {name.lower(): declaration for name, declaration in loaded.items()}


def _check(file: Path, name: str, declaration: Any) -> None:
    forms = [form for form in _FORMS if isinstance(declaration, dict) and form in declaration]
    if len(forms) != 1:
        raise SourceError(
            f"the shortcode “{name}” does not say what it shows.",
            where=str(file),
            mend=f"Give it one of {', '.join(_FORMS)}.",
        )
    block = declaration.get("block")
    allowed = {"block", *BLOCKS.get(block, ())} if forms == ["block"] else set(forms)
    unknown = sorted(set(declaration) - allowed)
    if (forms == ["block"] and block not in BLOCKS) or unknown:
        raise SourceError(
            f"the shortcode “{name}” names {', '.join(unknown) or f'the block {block}'}.",
            where=str(file),
            mend=f"Use only {', '.join(sorted(allowed) if unknown else BLOCKS)}.",
        )


def fill(pattern: str, shortcode: Shortcode, *, as_html: bool = False) -> str:
    """The pattern with its slots filled; parameters are escaped where they go into HTML."""

    def value(match: re.Match[str]) -> str:
        for name in match[1].split("|"):
            if name == "inner":
                return (shortcode.inner or "").strip("\n")
            if name.startswith("="):
                return name[1:]
            position = int(name) if name.isdigit() else None
            found = shortcode.get("" if position is not None else name.lower(), position)
            if found:
                return escape(found) if as_html else found
        return ""

    return _SLOT.sub(value, pattern)


def filled_values(declaration: Mapping[str, Any], shortcode: Shortcode) -> dict[str, str]:
    names = BLOCKS[declaration["block"]]
    return {name: fill(str(declaration.get(name, "")), shortcode) for name in names}
