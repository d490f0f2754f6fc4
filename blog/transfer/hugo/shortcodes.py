"""Hugo's shortcodes, found before Markdown is read, as Hugo does.

https://gohugo.io/content-management/shortcodes/
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from blog.transfer.reading.marks import MARK_SIGN

# A shortcode is replaced by its number between the first two private-use characters, padded with the
# third, and with spaces on further lines, so that every place in the text stays that of the source.
_OPEN, _CLOSE, _PAD = MARK_SIGN, "\ue002", "\ue006"
MARK = re.compile(f"{_OPEN}(\\d+){_PAD}*{_CLOSE}")
# Our own signs in a source would be taken for marks; U+FFFD keeps every place.
_FOREIGN = dict.fromkeys(map(ord, "\ue000\ue001\ue002\ue006"), "\ufffd")
_TAG = re.compile(
    r"\{\{(?P<kind>(?P<angle><)|%)(?P<comment>\s*/\*)?(?P<inside>.*?)(?:\*/\s*)?(?(angle)>|%)\}\}",
    re.DOTALL,
)
_ARGUMENT = re.compile(
    r"""(?:(?P<name>[\w-]+)\s*=\s*)?(?:"(?P<double>(?:[^"\\]|\\.)*)"|`(?P<raw>[^`]*)`|(?P<bare>[^\s"`]+))""",
    re.DOTALL,
)


# A quote stands inside of a value, where Hugo gives up: title="The "OH" picture".
_QUOTE_INSIDE = re.compile(r'="[^"]*"[^\s"/]')
# Neither an escaped quote nor one in a raw string ends anything.
_QUOTED_OTHERWISE = re.compile(r"\\.|`[^`]*`")
_LOOSE = re.compile(
    r"""([\w-]+)\s*=\s*(?:"(.*?)"(?=\s*[\w-]+\s*=\s*["\w]|\s*/?\s*$)|([^\s"]+))""", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Shortcode:
    """`start` and `end` are character offsets of all of it, closing tag included, in the text.

    An escaped one, `{{</* name */>}}`, is text: it has the name "" and `inner` is what is shown.
    What Jekyll left has `liquid`: it is no shortcode inside of code.
    """

    name: str
    params: dict[str, str] = field(default_factory=dict)
    args: tuple[str, ...] = ()
    inner: str | None = None
    source: str = ""
    start: int = 0
    end: int = 0
    liquid: str = ""

    def get(self, name: str, position: int | None = None) -> str:
        value = self.params.get(name)
        if value is None and position is not None and position < len(self.args):
            value = self.args[position]
        return value or ""


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    inside: str
    start: int
    end: int
    closing: bool
    self_closing: bool


def mark_shortcodes(
    text: str, more: Callable[[str], list[Shortcode]] = lambda text: []
) -> tuple[str, list[Shortcode]]:
    """The text with marks instead of shortcodes, and the shortcodes in order of their numbers. `more`
    finds what else stands for something; where both overlap, the shortcode wins."""
    # A lone CR ends a line for the Markdown parser, and for nothing else.
    text = re.sub(r"\r(?!\n)", " ", text.translate(_FOREIGN))
    found = _find(text)
    taken = [(item.start, item.end) for item in found]
    found += [item for item in more(text) if not _overlaps(item, taken)]
    found.sort(key=lambda shortcode: shortcode.start)
    parts, last = [], 0
    for number, shortcode in enumerate(found):
        parts.append(text[last : shortcode.start])
        parts.append(_mark(number, shortcode.source))
        last = shortcode.end
    return "".join([*parts, text[last:]]), found


def _overlaps(item: Shortcode, taken: list[tuple[int, int]]) -> bool:
    return any(start < item.end and item.start < end for start, end in taken)


def _find(text: str) -> list[Shortcode]:
    tags = _tags(text)
    found: list[Shortcode] = []
    at = 0
    while at < len(tags):
        tag = tags[at]
        closing = None if tag.closing or tag.self_closing else _closing_of(tags, at)
        if tag.closing:
            # A closing tag that nothing opened stays in the text as it is, like an unknown one.
            found.append(_shortcode(text, tag, None, tag.end))
        elif closing is None:
            found.append(_shortcode(text, tag, None, tag.end))
        else:
            found.append(
                _shortcode(text, tag, text[tag.end : tags[closing].start], tags[closing].end)
            )
            at = closing
        at += 1
    covered = [(shortcode.start, shortcode.end) for shortcode in found]
    for match in _TAG.finditer(text):
        if match["comment"] and not any(start <= match.start() < end for start, end in covered):
            shown = f"{{{{{match['kind']}{match['inside']}{match[0][-3]}}}}}"
            found.append(
                Shortcode("", {}, (), shown, match[0], start=match.start(), end=match.end())
            )
    return found


def _tags(text: str) -> list[_Tag]:
    found = []
    for match in _TAG.finditer(text):
        if match["comment"]:
            continue
        inside = match["inside"].strip()
        closing = inside.startswith("/")
        name = re.match(r"/?\s*([\w./-]*[\w])", inside)
        if not name:
            continue
        rest = inside[name.end() :]
        self_closing = rest.rstrip().endswith("/") and not re.search(r"=\s*\S*/$", rest.rstrip())
        found.append(
            _Tag(name[1], rest, match.start(), match.end(), closing, self_closing and not closing)
        )
    return found


def _closing_of(tags: list[_Tag], at: int) -> int | None:
    depth = 0
    for index in range(at + 1, len(tags)):
        if tags[index].name != tags[at].name:
            continue
        if not tags[index].closing:
            depth += not tags[index].self_closing
        elif depth:
            depth -= 1
        else:
            return index
    return None


def _shortcode(text: str, tag: _Tag, inner: str | None, end: int) -> Shortcode:
    params: dict[str, str] = {}
    args: list[str] = []
    inside = tag.inside.rstrip().removesuffix("/") if tag.self_closing else tag.inside
    for match in _ARGUMENT.finditer(inside):
        value = match["raw"] if match["raw"] is not None else match["bare"]
        if match["double"] is not None:
            value = re.sub(r"\\(.)", r"\1", match["double"])
        if match["name"]:
            params[match["name"].lower()] = value
        else:
            args.append(value)
    if params and _QUOTE_INSIDE.search(_QUOTED_OTHERWISE.sub("", inside)):
        params, args = _loose_params(inside), []
    name = f"/{tag.name}" if tag.closing else tag.name
    return Shortcode(name, params, tuple(args), inner, text[tag.start : end], tag.start, end)


def _loose_params(inside: str) -> dict[str, str]:
    """Named ones whose values hold quotes: each goes on as far as the next name."""
    return {match[1].lower(): match[2] or match[3] for match in _LOOSE.finditer(inside)}


def _mark(number: int, source: str) -> str:
    first, *rest = source.split("\n")
    mark = f"{_OPEN}{number}"
    # The shortest shortcode, "{{<a>}}", has seven characters, so a mark of five digits fits.
    shown = f"{mark.ljust(len(first) - 1, _PAD)}{_CLOSE}"
    return "\n".join([shown, *(" " * len(line) for line in rest)])
