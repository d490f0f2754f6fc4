"""What Jekyll's templates left in a text (Liquid, and kramdown's lists of attributes).

https://jekyllrb.com/docs/liquid/tags/ · https://kramdown.gettalong.org/syntax.html#inline-attribute-lists
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from blog.transfer.hugo.shortcodes import Shortcode

_TAG = re.compile(r"(?<!\{)\{%-?\s*(?P<name>\w+)\s*(?P<rest>.*?)-?%\}(?!\})")
_HIGHLIGHT = re.compile(
    r"(?<!\{)\{%-?\s*highlight\s+(?P<language>[\w+#-]+)[^%]*%\}\n?(?P<code>.*?)\{%-?\s*endhighlight\s*-?%\}",
    re.DOTALL,
)
_COMMENT = re.compile(r"(?<!\{)\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
_RAW = re.compile(r"((?<!\{)\{%-?\s*raw\s*-?%\})(.*?)(\{%-?\s*endraw\s*-?%\})", re.DOTALL)
_HOME = re.compile(r"\{\{\s*site\.(?:url|baseurl)\s*\}\}")
_VALUE = re.compile(r"\{\{\s*(?:site|page|post|include|content)\b[^{}]*\}\}")
_ATTRIBUTES = re.compile(
    r"""\{:(?:[ \t]*(?:[.#][\w-]+|[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s}]+)))+[ \t]*\}"""
)
_VIDEOS = frozenset(("youtube", "vimeo"))
_CODE = re.compile(r"(?ms)^[ \t]*(```|~~~).*?^[ \t]*\1|`[^`\n]+`|^(?: {4}|\t)[^\n]*$")


def find_liquid(text: str) -> list[Shortcode]:
    """What is understood, as shortcodes that show the same."""
    if "{%" not in text and "{{" not in text and "{:" not in text:
        return []
    shortcodes: list[Shortcode] = []
    for shortcode in sorted(_all(text), key=lambda item: (item.start, -item.end)):
        if not shortcodes or shortcode.start >= shortcodes[-1].end:
            shortcodes.append(shortcode)
    return shortcodes


def _all(text: str) -> Iterator[Shortcode]:
    for match in _HIGHLIGHT.finditer(text):
        code = match["code"].removesuffix("\n")
        yield _made("highlight", match, inner=code, args=(match["language"],))
    for match in _COMMENT.finditer(text):
        yield _made("", match)
    raws = list(_RAW.finditer(text))
    for match in raws:
        for group in (1, 3):
            start, end = match.span(group)
            yield Shortcode("", inner="", source=match[group], start=start, end=end, liquid="raw")
    inside = [match.span(2) for match in raws]
    for pattern in (_HOME, _ATTRIBUTES):
        for match in pattern.finditer(text):
            if not _is_inside(match.start(), inside):
                yield _made("", match)
    for match in _TAG.finditer(text):
        if not _is_inside(match.start(), inside):
            yield from _tag(match)


def _tag(match: re.Match[str]) -> Iterator[Shortcode]:
    name, words = match["name"], match["rest"].split()
    if name in ("post_url", "link") and words:
        target = words[0].removeprefix("_posts/")
        yield _made("ref", match, args=(target,))
    elif name in _VIDEOS and words:
        yield _made(name, match, args=(words[0].strip("\"'"),))
    elif name == "gist" and words and "/" in words[0]:
        yield _made("gist", match, args=tuple(words[0].split("/")[:2]))


def _made(
    name: str, match: re.Match[str], *, inner: str | None = "", args: tuple[str, ...] = ()
) -> Shortcode:
    start, end = match.span()
    return Shortcode(name, {}, args, inner, match[0], start, end, liquid="read")


def unread_liquid(text: str, read: list[Shortcode]) -> Iterator[tuple[int, str]]:
    """Where there is more of it, and what: outside of code, which shows it on purpose."""
    covered = [item.span() for item in _CODE.finditer(text)]
    covered += [item.span(2) for item in _RAW.finditer(text)]
    covered += [(item.start, item.end) for item in read]
    for pattern in (_TAG, _VALUE):
        for match in pattern.finditer(text):
            if not _is_inside(match.start(), covered):
                yield match.start(), match[0]


def _is_inside(at: int, ranges: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in ranges)
