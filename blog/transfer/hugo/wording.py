"""Words of front matter and parameters as a reader reads them, and what was mended in them."""

from __future__ import annotations

import re

from blog.transfer.document import Notice
from blog.transfer.hugo.shortcodes import Shortcode
from blog.transfer.reading.dialect import Dialect
from blog.transfer.reading.goldmark import make_parser
from blog.transfer.reading.inline import inline_to_text

# "<words>" is no element: a reader of HTML would lose it.
_UNKNOWN_TAG = re.compile(
    r"<(/?(?!(?:a|abbr|b|bdi|big|blockquote|br|center|cite|code|dd|del|div|dl|dt|em|figure|font|h[1-6]|hr|i|img"
    r"|ins|kbd|li|mark|ol|p|pre|q|s|samp|small|span|strike|strong|sub|sup|table|t[bdhr]\w*|u|ul|var)\b)[A-Za-z])",
    re.IGNORECASE,
)


def shown_text(text: str, dialect: Dialect = Dialect()) -> str:  # noqa: B008 (frozen)
    """What is read of a line of Markdown or HTML. Words between angles that name no element of HTML
    are words."""
    if not re.search(r"[*_`\[<&]", text):
        return text
    inline = make_parser(dialect).parseInline(_UNKNOWN_TAG.sub(r"&lt;\1", text))
    return inline_to_text(inline[0].children or []) if inline else text


def repair_notice(path: str, line: int, before: str, after: str) -> Notice:
    return Notice(
        "warning",
        f"{path}, line {line}",
        f"wrongly decoded text was repaired: “{_around(before, after)}” is now "
        f"“{_around(after, before)}”.",
        "Nothing to do, if this reads right.",
    )


def removed_signs_notice(path: str, line: int) -> Notice:
    return Notice(
        "warning",
        f"{path}, line {line}",
        "signs that no page, feed or file can hold (control signs and the like) were removed.",
        "Nothing to do, if this reads right.",
    )


def unread_liquid_notice(path: str, line: int, source: str) -> Notice:
    return Notice(
        "warning",
        f"{path}, line {line}",
        f"“{source[:80]}” is left over from Jekyll and not read; it is shown as it is written.",
        "Write what it stood for.",
    )


def unknown_shortcode_notice(path: str, line: int, name: str) -> Notice:
    return Notice(
        "warning",
        f"{path}, line {line}",
        f"the shortcode “{name}” is not known; it is kept as it is written, and readers see what "
        "stands inside of it.",
        "Replace it in the editor when the post has come in.",
    )


def unread_shortcode_notice(path: str, line: int, shortcode: Shortcode) -> Notice:
    return Notice(
        "warning",
        f"{path}, line {line}",
        f"“{shortcode.source[:80]}” does not say what to show; readers see nothing of it.",
        "Give it its id or file, or put the film, picture or text there in the editor.",
    )


def _around(text: str, other: str) -> str:
    """The word of `text` in which it first differs from `other`."""
    at = next((i for i, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), 0)
    start = text.rfind(" ", 0, at) + 1
    end = text.find(" ", at)
    return text[start : end if end > 0 else len(text)][:60]
