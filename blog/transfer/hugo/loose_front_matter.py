"""Front matter that is broken: what can be read of it, line by line, so that no text is lost."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from blog.core.errors import SourceError
from blog.transfer.hugo.front_matter import (
    FrontMatter,
    Split,
    located,
    read_front_matter,
    split_source,
)
from blog.transfer.hugo.front_matter_yaml import read_yaml

_YAML_KEY = re.compile(r"""[ \t]*["']?([A-Za-z_][\w -]*?)["']?[ \t]*:(?:[ \t]+|$)""")
_TOML_KEY = re.compile(r"""[ \t]*["']?([A-Za-z_][\w-]*)["']?[ \t]*=[ \t]*""")
_JSON_KEY = re.compile(r"""[ \t{]*"([^"\n]+)"[ \t]*:[ \t]*""")
_KEYS = {"yaml": _YAML_KEY, "toml": _TOML_KEY, "json": _JSON_KEY}


def front_matter_of(source: bytes, place: str) -> FrontMatter:
    """As it is written; where it cannot be read as a whole, key by key, with a problem that says so.
    Never raises."""
    try:
        return read_front_matter(source, place)
    except SourceError as error:
        line = re.search(r"line (\d+)$", error.where or "")
        front = _loose(source)
        return replace(front, broken=(int(line[1]) if line else 1, error.what, error.mend))


def _loose(source: bytes) -> FrontMatter:
    split = split_source(source) or _unclosed(source)
    key = _KEYS[split.form]
    values: dict[str, Any] = {}
    places: dict[str, tuple[int, int]] = {}
    for name, start, end, text in _chunks(split.text, key):
        values[name] = _value(text, split.form, key)
        places[name] = (start, end)
    return located(values, places, split)


def _unclosed(source: bytes) -> Split:
    """Without an end it goes as far as lines look like keys."""
    lines = source.decode("utf-8", "surrogateescape").splitlines(keepends=True)
    form = "toml" if lines and lines[0].lstrip("\ufeff").startswith("+++") else "yaml"
    form = "json" if lines and lines[0].lstrip("\ufeff").startswith("{") else form
    first = 0 if form == "json" else 1
    end = first
    while end < len(lines) and (_KEYS[form].match(lines[end]) or re.match(r"\s+\S|- ", lines[end])):
        end += 1
    closes = end < len(lines) and lines[end].strip() == "}"
    head, text = "".join(lines[:first]), "".join(lines[first:end])
    start = len(head.encode("utf-8", "surrogateescape"))
    length = len("".join(lines[first : end + closes]).encode("utf-8", "surrogateescape"))
    return Split(form, text, start, start + length)


def _chunks(text: str, key: re.Pattern[str]) -> Iterator[tuple[str, int, int, str]]:
    """Each key with the lines up to the next one. A key that is indented by a tab, or that follows
    one with a value, is one of its own."""
    starts = []
    at = 0
    for line in text.splitlines(keepends=True):
        if (match := key.match(line)) and (not line.startswith("  ") or key is _JSON_KEY):
            starts.append((match[1].strip().lower(), at))
        at += len(line)
    for number, (name, start) in enumerate(starts):
        end = starts[number + 1][1] if number + 1 < len(starts) else len(text)
        yield name, start, end, text[start:end].strip()


def _value(text: str, form: str, key: re.Pattern[str]) -> Any:
    readers: dict[str, Callable[[str], dict[str, Any]]] = {
        "yaml": lambda chunk: read_yaml(chunk)[0],
        "toml": tomllib.loads,
    }
    try:
        read = readers[form](text)
        if len(read) == 1:
            return next(iter(read.values()))
    except (KeyError, SourceError, ValueError):
        pass
    bare = key.sub("", text, count=1)
    return _bare(bare.rstrip("}") if form == "json" else bare)


def _bare(text: str) -> Any:
    """Without the quotes around it, whatever quotes stand inside; a list between brackets."""
    first = text.split("\n")[0].strip().rstrip(",")
    if first.startswith("[") and first.endswith("]"):
        return [item for part in first[1:-1].split(",") if (item := _unquoted(part.strip()))]
    return _unquoted(first)


def _unquoted(text: str) -> str:
    is_quoted = len(text) > 1 and text[0] in "\"'" and text[-1] == text[0]
    return text[1:-1] if is_quoted else text
