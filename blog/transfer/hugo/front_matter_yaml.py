"""Front matter in YAML 1.2 (§10.2, core schema): scalars stay text but for booleans and null, so that a
title of 2018 stays "2018"; with the place of every key."""

from __future__ import annotations

import re
from typing import Any

import yaml

from blog.core.errors import SourceError

MAX_ALIASES = 10
Places = dict[str, tuple[int, int]]


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


def _construct_plain(loader: _Loader, node: Any) -> Any:
    """What stands behind a tag that is not YAML's own: as Hugo does, its value is read without it."""
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor(None, _construct_plain)


def twice_named(text: str) -> list[tuple[str, int]]:
    """Keys of the outermost table that stand there more than once, with the line of the last."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError:
        node = yaml.compose(_PLAIN_QUESTION.sub(_STAND_IN, text), Loader=_Loader)
    keys: dict[str, list[int]] = {}
    for key, _value in node.value if isinstance(node, yaml.MappingNode) else ():
        keys.setdefault(str(key.value).lower(), []).append(key.start_mark.line)
    return [(name, lines[-1]) for name, lines in keys.items() if len(lines) > 1]


# "[/?p=1]" is YAML 1.2, where only a question mark that stands alone opens a key; PyYAML reads 1.1.
_PLAIN_QUESTION = re.compile(r"\?(?=\S)|(?<=[^\s\[{,])\?")
_STAND_IN = "\ue003"


class _QuestionLoader(_Loader):
    """Reads a text in which question marks have a stand-in, and gives them back."""

    def construct_scalar(self, node: Any) -> Any:
        value = super().construct_scalar(node)
        return value.replace(_STAND_IN, "?") if isinstance(value, str) else value


def read_yaml(text: str, place: str = "", first_line: int = 2) -> tuple[dict[str, Any], Places]:
    try:
        return _read_yaml(text, place, first_line, _Loader)
    except SourceError as first:
        if not _PLAIN_QUESTION.search(text) or _STAND_IN in text:
            raise
        try:
            return _read_yaml(
                _PLAIN_QUESTION.sub(_STAND_IN, text), place, first_line, _QuestionLoader
            )
        except SourceError:
            raise first from None


def _read_yaml(
    text: str, place: str, first_line: int, loader: type[_Loader]
) -> tuple[dict[str, Any], Places]:
    try:
        _refuse_bombs(text, place, first_line)
        reader = loader(text)
        node = reader.get_single_node()
        values = reader.construct_document(node) if node else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + first_line if mark else 1
        problem = getattr(error, "problem", None) or "it is not YAML"
        raise SourceError(
            f"the front matter cannot be read: {problem}.",
            where=f"{place}, line {line}",
            mend="Put the value between quotes, or fix the indentation.",
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
            where=f"{place}, line {first_line}",
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


def _refuse_bombs(text: str, place: str, first_line: int) -> None:
    """An alias may stand for a list of aliases: a few lines could unfold to gigabytes."""
    aliases = 0
    for event in yaml.parse(text, Loader=_Loader):
        aliases += isinstance(event, yaml.AliasEvent)
        if aliases > MAX_ALIASES:
            line = event.start_mark.line + first_line if event.start_mark else 1
            raise SourceError(
                f"the front matter refers to itself more than {MAX_ALIASES} times.",
                where=f"{place}, line {line}",
                mend="Write the values out instead of using * and &.",
            )
