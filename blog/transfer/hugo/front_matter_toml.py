"""Front matter in TOML 1.0, with the place of every key."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from blog.core.errors import SourceError

Places = dict[str, tuple[int, int]]


# A day without quotes that the calendar does not have would take the whole text with it.
_TOML_DATE = re.compile(
    r"(?m)^(\s*[\w-]+\s*=\s*)(\d{4}-\d{2}-\d{2}(?:[Tt ][\d:.]+\S*)?)(?=\s*(?:#|$))"
)


def _toml_values(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        quoted = _TOML_DATE.sub(r'\1"\2"', text)
        if quoted == text:
            raise
        try:
            return tomllib.loads(quoted)
        except tomllib.TOMLDecodeError:
            pass
        raise


def read_toml(text: str, place: str = "", first_line: int = 2) -> tuple[dict[str, Any], Places]:
    try:
        values = _toml_values(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        match = re.search(r"line (\d+)", str(error))
        line = int(match[1]) + first_line - 1 if match else 1
        raise SourceError(
            f"the front matter cannot be read: {error}.",
            where=f"{place}, line {line}",
            mend="Put texts between quotes and write “key = value”, one a line.",
        ) from error
    starts = list(
        re.finditer(r"(?m)^(?:\[+\s*)?[\"']?([\w-]+)[\"']?(?=[\w.\s\"'-]*(?:=|\]))", text)
    )
    places: dict[str, tuple[int, int]] = {}
    top = True
    for at, found in enumerate(starts):
        end = starts[at + 1].start() if at + 1 < len(starts) else len(text)
        is_table = found[0].startswith("[")
        if is_table or top:
            top = top and not is_table
            first, _ = places.get(found[1].lower(), (found.start(), end))
            places[found[1].lower()] = (first, end)
        elif places:
            last = next(reversed(places))
            places[last] = (places[last][0], end)
    for name, (first, last_sign) in places.items():
        places[name] = (first, first + len(_without_comments(text[first:last_sign])))
    return {key.lower(): value for key, value in values.items()}, places


def _without_comments(written: str) -> str:
    """A key with its value, without comments behind it: those in the same line, and those in lines
    before the next key."""
    lines = written.rstrip().split("\n")
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()
    bare = "\n".join(lines)
    start = bare.rfind("\n") + 1
    for sign in re.finditer("#", bare[start:]):
        shorter = bare[: start + sign.start()].rstrip()
        try:
            if tomllib.loads(shorter) == tomllib.loads(bare):
                return shorter
        except tomllib.TOMLDecodeError:
            continue
    return bare
