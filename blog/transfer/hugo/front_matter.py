"""Front matter in YAML, TOML or JSON, with the place of every key.

https://gohugo.io/content-management/front-matter/
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import Any

from blog.core.errors import SourceError
from blog.core.text import writable
from blog.transfer.document import Span
from blog.transfer.hugo.front_matter_toml import read_toml
from blog.transfer.hugo.front_matter_yaml import Places, read_yaml, twice_named

MAX_BYTES = 256_000
# One for one, so that places in the text stay: YAML and TOML refuse a file for a bell.
_REMOVED = "\ue004"
_FENCES = {b"---": "yaml", b"+++": "toml"}
# Hugo passes over blank lines. `{{<` opens a shortcode, and `{.lead}` dresses a paragraph.
_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?(?P<blank>\s*)(?:(?P<fence>---|\+\+\+)[ \t]*\r?\n|(?=\{\s*[\"}]))"
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`values` with keys in lower case, as Hugo reads them; `spans` of "key: value" in bytes of the
    file; `lines` of each key, from 1; `start` is the offset of its first key, `body_start` that of
    the first byte after it; `cleaned` holds the keys whose values lost signs that no file of ours
    could hold, `twice` those that stand there twice. `broken` says why it cannot be read as a whole:
    line, what, how to fix it."""

    values: dict[str, Any] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    body_start: int = 0
    cleaned: tuple[str, ...] = ()
    start: int = 0
    twice: tuple[tuple[str, int], ...] = ()
    broken: tuple[int, str, str] | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """A file with front matter: `text` of it, which begins at the byte `start`; `body` is where the
    rest begins."""

    form: str
    text: str
    start: int
    body: int
    first_line: int = 2


def read_front_matter(source: bytes, place: str) -> FrontMatter:
    """Split and read. SourceError names the line when it cannot be read."""
    opening = _OPENING.match(source)
    if opening is None:
        return FrontMatter(body_start=3 if source.startswith(b"\xef\xbb\xbf") else 0)
    first_line = source.count(b"\n", 0, opening.end()) + 1
    if not opening["fence"]:
        return _json(source, opening.end(), place, first_line)
    split = split_source(source)
    if split is None and opening["blank"]:
        return FrontMatter()  # a rule, below blank lines
    if split is None:
        fence = opening["fence"].decode()
        raise SourceError(
            f"the front matter that opens with {fence} is never closed.",
            where=f"{place}, line {first_line - 1}",
            mend=f"Put a line with {fence} after it.",
        )
    if len(split.text) > MAX_BYTES:
        raise SourceError(
            f"the front matter is larger than {MAX_BYTES:,} bytes.",
            where=f"{place}, line 1",
            mend="Move what is not front matter into the text.",
        )
    read = read_yaml if split.form == "yaml" else read_toml
    text = writable(split.text, _REMOVED)
    values, places = read(text, place, first_line)
    front = located(values, places, split)
    if split.form == "toml":
        return front
    twice = tuple((name, line + first_line) for name, line in twice_named(text))
    return replace(front, twice=twice)


def split_source(source: bytes) -> Split | None:
    """Between two fences. As in Hugo any line that begins with the fence is the closing one, and what
    follows in it belongs to the text; more signs of the same kind do not."""
    opening = _OPENING.match(source)
    if opening is None or not opening["fence"]:
        return None
    fence = opening["fence"]
    more = re.escape(fence[:1])
    closing = re.compile(
        rb"^" + re.escape(fence) + rb"(?:" + more + rb"*[ \t]*\r?(?:\n|\Z)|[ \t]*)", re.M
    ).search(source, opening.end())
    if closing is None:
        return None
    text = source[opening.end() : closing.start()].decode("utf-8", "surrogateescape")
    line = source.count(b"\n", 0, opening.end()) + 1
    return Split(_FENCES[fence], text, opening.end(), closing.end(), line)


def cleaned(value: Any) -> Any:
    """Without signs that no file of ours could hold: a lone surrogate, a bell."""
    if isinstance(value, str):
        return writable(value).replace(_REMOVED, "")
    if isinstance(value, dict):
        return {cleaned(key): cleaned(item) for key, item in value.items()}
    return [cleaned(item) for item in value] if isinstance(value, list) else value


def with_params(values: dict[str, Any]) -> dict[str, Any]:
    """The values with those of the table `params` below them, as themes read both."""
    params = values.get("params")
    if not isinstance(params, dict):
        return values
    return {str(key).lower(): value for key, value in params.items()} | values


def located(values: dict[str, Any], places: Places, split: Split) -> FrontMatter:
    """The values with their places in the file."""
    writable_values = cleaned(values)
    changed = tuple(key for key in values if writable_values.get(key) != values[key])
    spans, lines = {}, {}
    for key, (first, last) in places.items():
        spans[key] = Span(
            split.start + _length(split.text[:first]),
            split.start + _length(split.text[:last].rstrip()),
        )
        lines[key] = split.text.count("\n", 0, first) + split.first_line
    return FrontMatter(writable_values, spans, lines, split.body, changed, split.start)


def _length(text: str) -> int:
    return len(text.encode("utf-8", "surrogateescape"))


def _json(source: bytes, start: int, place: str, first_line: int) -> FrontMatter:
    text = source[start : start + MAX_BYTES].decode("utf-8", "surrogateescape")
    try:
        values, end = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1) + first_line - 1
        raise SourceError(
            f"the front matter cannot be read: {getattr(error, 'msg', 'nested too deeply')}.",
            where=f"{place}, line {line}",
            mend="Mend the JSON between the first brace and its last.",
        ) from error
    lowered = {key.lower(): value for key, value in values.items()}
    split = Split("json", text, start, start + _length(text[:end]), first_line)
    return located(lowered, _json_places(text[:end]), split)


def _json_places(text: str) -> dict[str, tuple[int, int]]:
    """Where each `"key": value` of the outermost object stands."""
    decoder = json.JSONDecoder()
    places: dict[str, tuple[int, int]] = {}
    at = 1
    while found := re.compile(r"[\s,]*(?=\")").match(text, at):
        start = found.end()
        key, at = decoder.raw_decode(text, start)
        colon = re.compile(r"\s*:\s*").match(text, at)
        if not colon:
            break
        _value, at = decoder.raw_decode(text, colon.end())
        places[str(key).lower()] = (start, at)
    return places
