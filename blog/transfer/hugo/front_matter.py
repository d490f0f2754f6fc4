"""Front matter in YAML, TOML or JSON, with the place of every key.

https://gohugo.io/content-management/front-matter/ · YAML 1.2 §10.2 (core schema, scalars kept as
text but for booleans and null, so that a title of 2018 stays "2018") · TOML 1.0
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

import yaml

from blog.core.errors import SourceError
from blog.core.text import writable
from blog.transfer.document import Span

MAX_BYTES = 256_000
MAX_ALIASES = 10
# One for one, so that places in the text stay: YAML and TOML refuse a file for a bell.
_REMOVED = "\ue004"
_FENCES = {b"---": "yaml", b"+++": "toml"}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`values` with keys in lower case, as Hugo reads them; `spans` of "key: value" in bytes of the
    file; `lines` of each key, from 1; `body_start` is the offset of the first byte after it;
    `cleaned` holds the keys whose values lost signs that no file of ours could hold."""

    values: dict[str, Any] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    body_start: int = 0
    cleaned: tuple[str, ...] = ()


def read_front_matter(source: bytes, place: str) -> FrontMatter:
    """Split and read. SourceError names the line when it cannot be read."""
    start = 3 if source.startswith(b"\xef\xbb\xbf") else 0
    head = source[start : start + 3]
    if head in _FENCES:
        return _fenced(source, start, head, place)
    if source[start : start + 1] == b"{":
        return _json(source, start, place)
    return FrontMatter(body_start=start)


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


def _fenced(source: bytes, start: int, fence: bytes, place: str) -> FrontMatter:
    opening = re.match(rb"(?:---|\+\+\+)[ \t]*\r?\n", source[start:])
    closing = opening and re.compile(
        rb"^" + re.escape(fence) + rb"[ \t]*\r?(?:\n|\Z)", re.M
    ).search(source, start + opening.end())
    if not opening or not closing:
        raise SourceError(
            f"the front matter that opens with {fence.decode()} is never closed.",
            where=f"{place}, line 1",
            mend=f"Put a line with {fence.decode()} after it.",
        )
    inner_start = start + opening.end()
    inner = source[inner_start : closing.start()]
    if len(inner) > MAX_BYTES:
        raise SourceError(
            f"the front matter is larger than {MAX_BYTES:,} bytes.",
            where=f"{place}, line 1",
            mend="Move what is not front matter into the text.",
        )
    text = inner.decode("utf-8")
    read = _yaml if _FENCES[fence] == "yaml" else _toml
    values, places = read(writable(text, _REMOVED), place)
    return _located(values, places, text, inner_start, closing.end())


def _located(
    values: dict[str, Any], places: dict[str, tuple[int, int]], text: str, start: int, body: int
) -> FrontMatter:
    writable_values = cleaned(values)
    changed = tuple(key for key in values if writable_values.get(key) != values[key])
    spans, lines = {}, {}
    for key, (first, last) in places.items():
        spans[key] = Span(
            start + len(text[:first].encode()), start + len(text[:last].rstrip().encode())
        )
        lines[key] = text.count("\n", 0, first) + 2
    return FrontMatter(writable_values, spans, lines, body, changed)


class _Loader(yaml.SafeLoader):
    """Scalars stay text, but for true, false and null."""

    yaml_implicit_resolvers: dict[str, Any] = {}


for _first in "tTfF":
    _Loader.yaml_implicit_resolvers.setdefault(_first, []).append(
        ("tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"))
    )
for _first in ["n", "N", "~", ""]:
    _Loader.yaml_implicit_resolvers.setdefault(_first, []).append(
        ("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"))
    )


# "[/?p=1]" is YAML 1.2, where only a question mark that stands alone opens a key; PyYAML reads 1.1.
_PLAIN_QUESTION = re.compile(r"\?(?=\S)|(?<=[^\s\[{,])\?")
_STAND_IN = "\ue003"


class _QuestionLoader(_Loader):
    """Reads a text in which question marks have a stand-in, and gives them back."""

    def construct_scalar(self, node: Any) -> Any:
        value = super().construct_scalar(node)
        return value.replace(_STAND_IN, "?") if isinstance(value, str) else value


def _yaml(text: str, place: str) -> tuple[dict[str, Any], dict[str, tuple[int, int]]]:
    try:
        return _read_yaml(text, place, _Loader)
    except SourceError as first:
        if not _PLAIN_QUESTION.search(text) or _STAND_IN in text:
            raise
        try:
            return _read_yaml(_PLAIN_QUESTION.sub(_STAND_IN, text), place, _QuestionLoader)
        except SourceError:
            raise first from None


def _read_yaml(
    text: str, place: str, loader: type[_Loader]
) -> tuple[dict[str, Any], dict[str, tuple[int, int]]]:
    try:
        _refuse_bombs(text, place)
        reader = loader(text)
        node = reader.get_single_node()
        values = reader.construct_document(node) if node else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        problem = getattr(error, "problem", None) or "it is not YAML"
        raise SourceError(
            f"the front matter cannot be read: {problem}.",
            where=f"{place}, line {line}",
            mend="Put the value between quotes, or mend the indentation.",
        ) from error
    except (RecursionError, ValueError) as error:
        raise SourceError(
            "the front matter cannot be read: it is nested too deeply or holds a wrong value.",
            where=f"{place}, line 1",
            mend="Write it as plain keys and values.",
        ) from error
    if values is None:
        return {}, {}
    if not isinstance(values, dict) or not isinstance(node, yaml.MappingNode):
        raise SourceError(
            "the front matter is not a list of keys.",
            where=f"{place}, line 2",
            mend="Write “key: value”, one a line.",
        )
    places = {
        str(key.value).replace(_STAND_IN, "?").lower(): (key.start_mark.index, _end_of(value))
        for key, value in node.value
    }
    return {str(key).lower(): value for key, value in values.items()}, places


def _end_of(node: Any) -> int:
    """Where a value ends. A block's own mark lies behind the comments that follow it."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end_of(last[1] if isinstance(last, tuple) else last)


def _refuse_bombs(text: str, place: str) -> None:
    """An alias may stand for a list of aliases: a few lines could unfold to gigabytes."""
    aliases = 0
    for event in yaml.parse(text, Loader=_Loader):
        aliases += isinstance(event, yaml.AliasEvent)
        if aliases > MAX_ALIASES:
            line = event.start_mark.line + 2 if event.start_mark else 1
            raise SourceError(
                f"the front matter refers to itself more than {MAX_ALIASES} times.",
                where=f"{place}, line {line}",
                mend="Write the values out instead of using * and &.",
            )


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


def _toml(text: str, place: str) -> tuple[dict[str, Any], dict[str, tuple[int, int]]]:
    try:
        values = _toml_values(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) + 1 if found else 1
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


def _json(source: bytes, start: int, place: str) -> FrontMatter:
    text = source[start : start + MAX_BYTES].decode("utf-8", "ignore")
    try:
        values, end = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise SourceError(
            f"the front matter cannot be read: {getattr(error, 'msg', 'nested too deeply')}.",
            where=f"{place}, line {line}",
            mend="Mend the JSON between the first brace and its last.",
        ) from error
    body = start + len(text[:end].encode())
    places = _json_places(text[:end])
    lowered = {key.lower(): value for key, value in values.items()}
    located = _located(lowered, places, text, start, body)
    return FrontMatter(located.values, located.spans, located.lines, body, located.cleaned)


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
