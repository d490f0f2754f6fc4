"""Lists, quotations and tables: their tokens → the values of Blocks.

What they hold that our blocks cannot carry raises NotCarriedError.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from markdown_it.token import Token

from blog.core.prose import canonical_prose
from blog.transfer.reading.inline import NotCarriedError, inline_to_prose, inline_to_text
from blog.transfer.reading.pieces import Piece

_ALIGNMENTS = {"text-align:right": "number", "text-align:center": "centered"}
_ALERT = re.compile(r"^\[!([A-Za-z]+)\][+-]?[ \t]*([^\n]*)(?:\n|$)")
_ALERT_KINDS = {"tip": "tip", "warning": "warning", "caution": "warning"}
_LONGEST_ATTRIBUTION = 200
_CAPTION = re.compile(r"<p>Table: ([^<]{1,300})</p>")


def top_level(tokens: list[Token]) -> list[list[Token]]:
    """Tokens grouped into blocks: an opening one with all up to its closing one."""
    groups: list[list[Token]] = []
    depth = 0
    for token in tokens:
        if depth == 0:
            groups.append([])
        groups[-1].append(token)
        depth += token.nesting
    return groups


def list_html(group: list[Token], env: dict[str, Any]) -> str:
    parts: list[str] = []
    paragraphs = [0]
    for token in group:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            if token.attrGet("start") not in (None, 1):
                raise NotCarriedError("a list that does not begin at 1")
            parts.append(f"<{token.tag}>")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            parts.append(f"</{token.tag}>")
        elif token.type == "list_item_open":
            paragraphs.append(0)
            parts.append("<li>")
        elif token.type == "list_item_close":
            paragraphs.pop()
            parts.append("</li>")
        elif token.type == "inline":
            paragraphs[-1] += 1
            if paragraphs[-1] > 1 or re.match(r"\[[ xX]\] ", token.content):
                raise NotCarriedError("an item of several paragraphs, or a task")
            parts.append(inline_to_prose(token.children or [], env))
        elif token.type not in ("paragraph_open", "paragraph_close"):
            raise NotCarriedError(token.type)
    return "".join(parts)


def table_value(group: list[Token], env: dict[str, Any]) -> dict[str, Any]:
    columns: list[dict[str, str]] = []
    rows: list[list[str]] = []
    for at, token in enumerate(group):
        if token.type == "tr_open" and columns:
            rows.append([])
        elif token.type == "th_open":
            children = group[at + 1].children or []
            if any(child.type not in ("text", "text_special") for child in children):
                raise NotCarriedError("markup in the head of a table")
            align = _ALIGNMENTS.get(str(token.attrGet("style") or ""), "text")
            columns.append({"heading": inline_to_text(children), "align": align})
        elif token.type == "td_open":
            rows[-1].append(inline_to_prose(group[at + 1].children or [], env))
    return {"caption": "", "columns": columns, "rows": rows}


def quote_value(group: list[Token], env: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """("quote" or "callout", its value). `> [!NOTE]` opens a callout; a last line "— Ada Quill"
    says who said it."""
    parts = top_level(group[1:-1])
    first = parts[0][1] if parts and parts[0][0].type == "paragraph_open" else None
    alert = _ALERT.match(first.content) if first else None
    if first and alert:
        line, first.children = _first_line(first.children or [])
        if any(token.type not in ("text", "text_special") for token in line):
            raise NotCarriedError("markup in the heading of a callout")
        # A sign that follows at once says whether the callout is folded.
        heading = re.sub(r"\A[+-]", "", inline_to_text(line).partition("]")[2]).strip()
        kind = _ALERT_KINDS.get(alert[1].lower(), "note")
        return "callout", {"kind": kind, "heading": heading, "text": _inner(parts, env)}
    attribution, source = _attribution(parts)
    text = _inner(parts[:-1] if attribution else parts, env)
    if attribution and not canonical_prose(text):
        attribution, source, text = "", "", _inner(parts, env)
    return "quote", {"text": text, "attribution": attribution, "source": source}


def _inner(parts: list[list[Token]], env: dict[str, Any]) -> str:
    inner: list[str] = []
    for part in parts:
        if part[0].type == "paragraph_open":
            html = inline_to_prose(part[1].children or [], env)
            inner += [f"<p>{html}</p>"] if html else []
        elif part[0].type in ("bullet_list_open", "ordered_list_open"):
            inner.append(list_html(part, env))
        else:
            raise NotCarriedError(part[0].type)
    return "".join(inner)


def _first_line(children: list[Token]) -> tuple[list[Token], list[Token]]:
    """The tokens of the first line, and those of the others."""
    for at, token in enumerate(children):
        if token.type in ("softbreak", "hardbreak"):
            return children[:at], children[at + 1 :]
    return children, []


def _attribution(parts: list[list[Token]]) -> tuple[str, str]:
    if len(parts) < 2 or parts[-1][0].type != "paragraph_open":
        return "", ""
    breaks = ("softbreak", "hardbreak")
    children = [
        token
        for token in parts[-1][1].children or []
        if token.content or token.nesting or token.type in breaks
    ]
    if not children or not re.match(r"[—–]\s", children[0].content):
        return "", ""
    words = ("text", "text_special", "softbreak")
    kinds = [token.type for token in children if token.type not in words]
    text = re.sub(r"^[—–]\s+", "", inline_to_text(children))
    if len(text) > _LONGEST_ATTRIBUTION or not text:
        return "", ""
    if not kinds:
        return text, ""
    shown = children[0].content.strip(" —–")
    if kinds == ["link_open", "link_close"] and not shown and children[-1].type == "link_close":
        link = next(token for token in children if token.type == "link_open")
        return text, str(link.attrGet("href") or "")
    return "", ""


def with_captions(pieces: list[Piece]) -> list[Piece]:
    """ "Table: What it shows" below a table is its caption."""
    kept: list[Piece] = []
    for piece in pieces:
        last = kept[-1] if kept else None
        caption = (
            _CAPTION.fullmatch(piece.value["html"])
            if last and last.kind == "table" and piece.kind == "prose"
            else None
        )
        if last and caption:
            value = {**last.value, "caption": unescape(caption[1])}
            kept[-1] = Piece("table", value, last.start, piece.end)
        else:
            kept.append(piece)
    return kept
