"""Front matter with some keys changed and every other byte as it was; or written anew. No Django."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from typing import Any

import yaml

from blog.core.errors import SourceError
from blog.core.text import decoded, writable
from blog.transfer.document import Span
from blog.transfer.hugo.front_matter import FrontMatter, read_front_matter
from blog.transfer.hugo.loose_front_matter import front_matter_of

_PLAIN = re.compile(r"[\w(¿¡][^\n:#\[\]{},&*!|>'\"%@`]*(?:[:#](?=\S)[^\n:#\[\]{},&*!|>'\"%@`]*)*")
_WORDS = frozenset("true false null yes no on off y n ~".split())
# Signs that JSON leaves as they are, and that end a line or a file elsewhere.
_SIGNS = re.compile("[\u0085\u2028\u2029\ufeff]")
_TEXT = "tag:yaml.org,2002:str"


def edit_front_matter(source: bytes, changes: Mapping[str, Any]) -> bytes:
    """`source`, a whole file, with these keys written anew; None removes a key.

    A key keeps its spelling and place; a new one comes last.
    """
    front = front_matter_of(source, "")
    if not changes:
        return source
    form = _form(source)
    edited = source
    for key, span in sorted(front.spans.items(), key=lambda item: -item[1].start):
        if key in changes:
            edited = _replaced(edited, span, key, changes[key], form)
    added = {
        key: value for key, value in changes.items() if key not in front.spans and value is not None
    }
    try:
        edited = _with_added(edited, added, form) if added else edited
    except SourceError:
        return _anew(source, front, changes, form)
    return edited if _reads_as(edited, front, changes) else _anew(source, front, changes, form)


def write_front_matter(values: Mapping[str, Any]) -> str:
    """YAML between its fences."""
    lines = [_yaml_key(key, value, '"', "  ") for key, value in values.items()]
    return "---\n" + "\n".join(lines) + "\n---\n"


def _form(source: bytes) -> str:
    head = source.removeprefix(b"\xef\xbb\xbf").lstrip()[:3]
    if head == b"+++":
        return "toml"
    return "json" if head[:1] == b"{" and head[:2] != b"{{" else "yaml"


def _replaced(source: bytes, span: Span, key: str, value: Any, form: str) -> bytes:
    old = decoded(source[span.start : span.end])
    if value is None:
        return _without(source, span, form)
    spelled = re.match(r"""[\[\s]*["']?([^"'\]:=\s]+)""", old)
    name = spelled[1] if spelled else key
    if form == "toml":
        text = _toml_key(name, value, table=old.startswith("["))
    elif form == "json":
        text = _json_key(name, value)
    else:
        text = _yaml_key(name, value, _quote_of(old), _indent_of(old), flow=_is_flow(old))
    newline = "\r\n" if "\r\n" in source[:2000].decode("utf-8", "replace") else "\n"
    return source[: span.start] + text.replace("\n", newline).encode() + source[span.end :]


def _without(source: bytes, span: Span, form: str) -> bytes:
    """The key, its comma, and the end of its line; the last key of JSON takes the comma before."""
    before, after = source[: span.start], source[span.end :]
    if form == "json" and not re.match(rb"\s*,", after):
        before = re.sub(rb",\s*\Z", b"", before)
        return before + after
    return before + re.sub(rb"\A[ \t]*,?[ \t]*\r?\n?", b"", after)


def _with_added(source: bytes, added: Mapping[str, Any], form: str) -> bytes:
    front = front_matter_of(source, "")
    newline = b"\r\n" if b"\r\n" in source[: max(front.body_start, 5)] else b"\n"
    if form == "json":
        lines = [f"  {_json_key(key, value)}" for key, value in added.items()]
        at = source.index(b"{") + 1
        comma = b"," if front.values else b""
        return source[:at] + b"\n" + ",\n".join(lines).encode() + comma + source[at:]
    if not front.body_start:
        return write_front_matter(added).encode() + source
    if form == "toml":
        text = "\n".join(_toml_key(key, value, table=False) for key, value in added.items())
        at = front.start
        return source[:at] + text.replace("\n", newline.decode()).encode() + newline + source[at:]
    text = "\n".join(_yaml_key(key, value, '"', "  ") for key, value in added.items())
    head = source[: front.body_start]
    closing = re.search(rb"^-{3,}[ \t]*\r?\n?\Z", head, re.M)
    at = closing.start() if closing else front.body_start
    return source[:at] + text.replace("\n", newline.decode()).encode() + newline + source[at:]


def _reads_as(edited: bytes, front: FrontMatter, changes: Mapping[str, Any]) -> bool:
    wanted = {**front.values, **changes}
    try:
        found = read_front_matter(edited, "").values
    except (SourceError, UnicodeDecodeError):
        return False
    kept = {key: value for key, value in wanted.items() if value is not None}
    found = {key: value for key, value in found.items() if value is not None}
    return _normal(found) == _normal(kept)


def _normal(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _normal(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_normal(item) for item in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return str(value)


def _anew(source: bytes, front: FrontMatter, changes: Mapping[str, Any], form: str) -> bytes:
    values = {key: value for key, value in {**front.values, **changes}.items() if value is not None}
    body = source[front.body_start :]
    if form == "json":
        return json.dumps(_normal(values), ensure_ascii=False, indent=2).encode() + body
    if form == "toml":
        # Tables last: what stands behind the head of one would belong to it.
        ordered = sorted(values.items(), key=lambda item: isinstance(item[1], Mapping))
        lines = [_toml_key(key, value, table=False) for key, value in ordered]
        return ("+++\n" + "".join(f"{line}\n" for line in lines) + "+++\n").encode() + body
    return write_front_matter(values).encode() + body


def _json_key(name: str, value: Any) -> str:
    return f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False, default=_iso)}"


def _iso(value: Any) -> str:
    return str(value.isoformat())


def _quote_of(old: str) -> str:
    found = re.search(r"""[:\-\[]\s*(["'])""", old)
    return found[1] if found else ""


def _indent_of(old: str) -> str:
    found = re.search(r"\n([ \t]*)\S", old)
    return found[1] if found else "  "


def _is_flow(old: str) -> bool:
    return bool(re.match(r"[^\n]*?:\s*[\[{]", old))


def _yaml_key(name: str, value: Any, quote: str, indent: str, *, flow: bool = False) -> str:
    if isinstance(value, Mapping):
        lines = [_yaml_key(key, item, quote, indent) for key, item in value.items()]
        inner = indent or "  "
        return f"{name}:\n" + "\n".join(inner + line.replace("\n", "\n" + inner) for line in lines)
    if isinstance(value, list | tuple):
        items = [_yaml_scalar(item, quote) for item in value if not isinstance(item, Mapping)]
        if flow or not items or len(items) != len(value):
            return f"{name}: {_flow(value)}" if len(
                items
            ) != len(value) else f"{name}: [{', '.join(items)}]"  # fmt: skip
        return f"{name}:\n" + "\n".join(f"{indent}- {item}" for item in items)
    return f"{name}: {_yaml_scalar(value, quote)}"


def _yaml_scalar(value: Any, quote: str) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    text = str(value)
    if quote == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return text if not quote and _is_plain(text) else _quoted(text)


def _is_plain(text: str) -> bool:
    """True when YAML reads the bare words as this text, and as nothing else."""
    if not _PLAIN.fullmatch(text) or not text.isprintable() or text != text.strip():
        return False
    kind = yaml.SafeLoader("").resolve(yaml.ScalarNode, text, (True, False))
    return text.lower() not in _WORDS and kind == _TEXT


def _quoted(text: str) -> str:
    """In the double quotes that YAML, TOML and JSON have in common."""
    return _flow(writable(text))


def _flow(value: Any) -> str:
    written = writable(json.dumps(_normal(value), ensure_ascii=False))
    return _SIGNS.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def _toml_key(name: str, value: Any, *, table: bool) -> str:
    if isinstance(value, Mapping) and table:
        lines = [_toml_key(key, item, table=False) for key, item in value.items()]
        return f"[{name}]\n" + "\n".join(lines)
    return f"{name} = {_toml_value(value)}"


def _toml_value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        inner = ", ".join(f"{json.dumps(key)} = {_toml_value(item)}" for key, item in value.items())
        return f"{{ {inner} }}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_toml_value(item) for item in value) + "]"
    return _quoted(str(value))
