"""HTML that somebody indented, or parted by blank lines, is still HTML. No Django.

Markdown ends HTML at a blank line and takes what is indented after it for a listing. Old editors
wrote tables and players so; nobody meant them to be read as source.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

Group = list[Token]
_SHOWN = (
    "p|div|center|table|caption|colgroup|col|thead|tbody|tfoot|tr|td|th|img|iframe|object|param|embed|"
    "a|figure|figcaption|blockquote|ul|ol|li|dl|dt|dd|h[1-6]|b|i|u|strong|em|span|font|small|big|cite|"
    "br|hr|video|audio|source|picture|sup|sub"
)
_OPENS = re.compile(rf"(?i)\s*</?(?:{_SHOWN})\b[^<>]*/?>")
_PROGRAM = re.compile(r"(?i)<(?:\?|%|!doctype|/?(?:html|head|body|script|style|link|meta|input|form|button)\b)|\{[{%]")  # fmt: skip
# What makes no sense in pieces: a row without its table, an item without its list.
_WHOLE = frozenset(
    "table thead tbody tfoot tr td th ul ol dl object figure video audio picture".split()
)
_AROUND = frozenset("div center section article blockquote p span".split())
_FOLDED = frozenset(("details",))
_KNOWN = _WHOLE | _AROUND | _FOLDED
_FARTHEST = 60
_TAG = re.compile(r"(?i)<(/?)([a-z][\w-]*)\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(/?)>")


def with_whole_html(groups: list[Group], lines: list[str]) -> list[Group]:
    """Top-level groups of tokens in which such HTML is one `html_block`; `lines` are the text's."""
    found: list[Group] = []
    for group in groups:
        last = found[-1] if found else None
        opened = _left_open(last, lines)
        if group[0].type == "code_block" and _is_html(group[0].content, last, opened):
            group = [_html(group[0].map, lines)]
        is_html = group[0].type == "html_block"
        if last and opened & _WHOLE and is_html:
            found[-1] = [_html([_first(last), _end(group)], lines)]
        else:
            found.append(group)
    return _with_markdown_inside(found, lines)


def _with_markdown_inside(groups: list[Group], lines: list[str]) -> list[Group]:
    """A table or a folded text whose inside is Markdown stays one text."""
    found: list[Group] = []
    at = 0
    while at < len(groups):
        end = _closing(groups, at, lines)
        if end > at + 1:
            place = [_first(groups[at]), _end(groups[end])]
            found.append([Token("html_around_markdown", "", 0, map=place, block=True)])
            at = end + 1
        else:
            found.append(groups[at])
            at += 1
    return found


def _closing(groups: list[Group], at: int, lines: list[str]) -> int:
    """Where what this group opens is closed again; -1 for nowhere, or beyond a heading."""
    if not _left_open(groups[at], lines) & (_WHOLE | _FOLDED):
        return -1
    sources = [_source(groups[at], lines)]
    for end in range(at + 1, min(at + _FARTHEST, len(groups))):
        if groups[end][0].type == "heading_open":
            return -1
        if groups[end][0].type == "html_block":
            sources.append(_source(groups[end], lines))
            if not _open_in("\n".join(sources)) & (_WHOLE | _FOLDED):
                return end
    return -1


def _is_html(code: str, last: Group | None, opened: set[str]) -> bool:
    if not _OPENS.match(code) or not code.rstrip().endswith(">") or _PROGRAM.search(code):
        return False
    is_announced = last is not None and _words(last).rstrip().endswith(":")
    return bool(opened) or not is_announced


def _words(group: Group) -> str:
    return group[1].content if group[0].type == "paragraph_open" else ""


def _left_open(group: Group | None, lines: list[str]) -> set[str]:
    """Elements that HTML opens and does not close."""
    if group is None or group[0].type != "html_block":
        return set()
    return _open_in(_source(group, lines))


def _source(group: Group, lines: list[str]) -> str:
    return "\n".join(lines[_first(group) : _end(group)])


def _open_in(source: str) -> set[str]:
    counts: dict[str, int] = {}
    for closing, name, empty in _TAG.findall(re.sub(r"(?s)<!--.*?-->", "", source)):
        if not empty:
            counts[name.lower()] = counts.get(name.lower(), 0) + (-1 if closing else 1)
    return {name for name, count in counts.items() if count > 0 and name in _KNOWN}


def _html(place: list[int] | None, lines: list[str]) -> Token:
    first, end = place or [0, 0]
    content = "\n".join(lines[first:end]) + "\n"
    return Token("html_block", "", 0, content=content, map=[first, end], block=True)


def _first(group: Group) -> int:
    return (group[0].map or [0, 0])[0]


def _end(group: Group) -> int:
    return (group[0].map or [0, 0])[1]
