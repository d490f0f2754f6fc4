"""Which extensions of Markdown a text is written in. No Django."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

# What themes call the switch for formulas, in a site's parameters and in front matter.
_MATH_KEYS = ("math", "katex", "mathjax", "usemathjax", "use_math", "enablemath", "latex")
_OFF = ("math", "math_blocks", "math_brackets", "math_escaped")


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a site's configuration, or a page's own front matter, turns on.

    Formulas stand between `$` and `$$` (`math`), `$$` alone (`math_blocks`), `\\(` and `\\[`
    (`math_brackets`), or the same with the backslash escaped (`math_escaped`), as a script in the
    page needs them where Hugo knows nothing of formulas. `passthrough`: the site's configuration
    says which of these. `heading_ids` and `term_ids`: in which way headings, and terms of
    definitions, get ids, "" where they get none.
    """

    math: bool = False
    emoji: bool = False
    typographer: bool = True
    math_blocks: bool = False
    math_brackets: bool = False
    math_escaped: bool = False
    passthrough: bool = False
    mark: bool = False
    insert: bool = False
    subscript: bool = False
    superscript: bool = False
    strikethrough: bool = True
    block_attributes: bool = False
    heading_attributes: bool = True
    heading_ids: str = "github"
    hard_wraps: bool = False
    term_ids: str = ""

    def to_json(self) -> dict[str, bool | str]:
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Dialect:
        types = {item.name: type(item.default) for item in fields(cls)}
        return cls(**{name: types[name](item) for name, item in value.items() if name in types})

    @property
    def formula_signs(self) -> tuple[str, str]:
        """Between which a formula in a line is written."""
        if self.math or not (self.math_brackets or self.math_escaped):
            return "$", "$"
        return ("\\(", "\\)") if self.math_brackets else ("\\\\(", "\\\\)")

    @property
    def display_signs(self) -> tuple[str, str]:
        """Between which a formula on lines of its own is written."""
        if self.math or self.math_blocks or not (self.math_brackets or self.math_escaped):
            return "$$", "$$"
        return ("\\[", "\\]") if self.math_brackets else ("\\\\[", "\\\\]")

    def for_page(self, values: Mapping[str, Any]) -> Dialect:
        """That of a page with this front matter."""
        wanted = wants_math(values)
        if wanted is None or (wanted and self.passthrough):
            return self
        if not wanted:
            off: dict[str, Any] = dict.fromkeys(_OFF, False)
            return replace(self, **off)
        return replace(self, math=True, math_escaped=True)


def wants_math(values: Mapping[str, Any]) -> bool | None:
    """What parameters say of formulas; None when they say nothing."""
    for key in _MATH_KEYS:
        value = values.get(key)
        if isinstance(value, Mapping):
            value = value.get("enable", value.get("enabled"))
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.strip():
            return value.strip().lower() not in ("false", "no", "none", "off")
    return None


def dialect_of(config: Mapping[str, Any]) -> Dialect:
    """https://gohugo.io/configuration/markup/#goldmark, with keys in lower case."""
    extras = _table(config, "extensions", "extras")
    passthrough = _table(config, "extensions", "passthrough")
    found = Dialect(
        emoji=bool(config.get("enableemoji")),
        typographer=_is_on(config, "typographer"),
        strikethrough=_is_on(config, "strikethrough"),
        mark=_enabled(extras, "mark"),
        insert=_enabled(extras, "insert"),
        subscript=_enabled(extras, "subscript"),
        superscript=_enabled(extras, "superscript"),
        block_attributes=_table(config, "parser", "attribute").get("block") is True,
        heading_attributes=_table(config, "parser", "attribute").get("title") is not False,
        hard_wraps=_table(config, "renderer").get("hardwraps") is True,
        **_id_types(_table(config, "parser")),
    )
    if passthrough.get("enable") is True:
        return replace(found, passthrough=True, **_delimiters(passthrough.get("delimiters")))
    params = config.get("params")
    is_wanted = isinstance(params, Mapping) and wants_math(params)
    return replace(found, math=True, math_escaped=True) if is_wanted else found


def _id_types(parser: Mapping[str, Any]) -> dict[str, Any]:
    """https://gohugo.io/configuration/markup/#autoheadingidtype and #autodefinitiontermid"""
    named = str(parser.get("autoidtype") or parser.get("autoheadingidtype") or "github").lower()
    return {
        "heading_ids": "" if parser.get("autoheadingid") is False else named,
        "term_ids": named if parser.get("autodefinitiontermid") is True else "",
    }


def _delimiters(found: Any) -> dict[str, Any]:
    """Those of Hugo where the site names none: https://gohugo.io/content-management/mathematics/"""
    named = found if isinstance(found, Mapping) else {}
    pairs = [*_pairs(named.get("inline")), *_pairs(named.get("block"))]
    opening = {str(pair[0]) for pair in pairs} or {"\\[", "$$", "\\("}
    return {
        "math": "$" in opening,
        "math_blocks": "$$" in opening and "$" not in opening,
        "math_brackets": bool({"\\[", "\\("} & opening),
        "math_escaped": bool({"\\\\[", "\\\\("} & opening),
    }


def _pairs(value: Any) -> list[Any]:
    items = value if isinstance(value, list) else []
    return [pair for pair in items if isinstance(pair, list) and pair]


def _table(config: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    found: Any = config
    for name in ("markup", "goldmark", *names):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _is_on(config: Mapping[str, Any], name: str) -> bool:
    """An extension that is on unless it is turned off, as a table or as a word."""
    value = _table(config, "extensions").get(name)
    if isinstance(value, Mapping):
        return not value.get("disable")
    return value is not False


def _enabled(table: Mapping[str, Any], name: str) -> bool:
    found = table.get(name)
    return isinstance(found, Mapping) and found.get("enable") is True
