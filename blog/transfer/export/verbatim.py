"""Blocks that hold no prose, as they stand in Markdown: listings, formulas, players, shortcodes.
No Django.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from html import escape
from typing import Any

from blog.documents.kinds import kind_of
from blog.transfer.reading.dialect import Dialect

_SHORTCODE = re.compile(r"\{\{(?:(<)(?!/\*)(.*?)>|(%)(?!/\*)(.*?)%)\}\}", re.DOTALL)


def code(value: Mapping[str, Any]) -> str:
    code = value["code"]
    longest = max((len(run) for run in re.findall("(?m)^ *(`{3,})", code)), default=2)
    fence = "`" * (longest + 1)
    name = f' {{filename="{value["filename"]}"}}' if value.get("filename") else ""
    return f"{fence}{value['language']}{name}\n{escape_shortcodes(code)}\n{fence}"


def escape_shortcodes(text: str) -> str:
    """Text that Hugo would take for shortcodes, written so that it shows it."""
    return _SHORTCODE.sub(
        lambda found: f"{{{{{found[1] or found[3]}/*{found[2] or found[4] or ''}*/{found[0][-3:]}",
        text,
    )


def player(value: Mapping[str, Any]) -> str:
    """A recording as HTML that plays wherever the text is shown."""
    kind = kind_of(value["src"])
    tag = kind.medium if kind and kind.medium == "audio" else "video"
    pairs = [("src", value["src"]), ("poster", value["poster"]), ("title", value["title"])]
    shown = "".join(f' {name}="{escape(text)}"' for name, text in pairs if text)
    silent = " data-no-speech" if value["no_speech"] else ""
    track = ""
    if value["captions"]:
        language = escape(value["captions_language"])
        source = escape(value["captions"])
        track = f'<track kind="captions" src="{source}" srclang="{language}">'
    credit = f"\n<cite>{escape(value['credit'], quote=False)}</cite>" if value["credit"] else ""
    opened = f'<{tag} controls preload="none"{shown}{silent}>'
    return f"<figure>\n{opened}{track}</{tag}>{credit}\n</figure>"


def math(value: Mapping[str, Any], dialect: Dialect) -> str:
    opening, closing = dialect.display_signs
    is_labelled = value.get("label") and opening == "$$"
    label = f" ({value['label'].strip('()')})" if is_labelled else ""
    return f"{opening}\n{value['latex']}\n{closing}{label}"


def shortcode(name: str, parameters: Mapping[str, str], *, empty: Collection[str] = ()) -> str:
    """Parameters without a value are left out, but for those named in `empty`."""
    shown = " ".join(
        f"{key}={_quote_value(value)}" for key, value in parameters.items() if value or key in empty
    )
    return f"{{{{< {name} {shown} >}}}}"


def _quote_value(value: str) -> str:
    if '"' not in value and "\\" not in value and "\n" not in value:
        return f'"{value}"'
    if "`" not in value:
        return f"`{value}`"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
