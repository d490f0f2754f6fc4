"""Words of front matter and parameters as a reader reads them, and what was mended in them."""

from __future__ import annotations

import re

from blog.transfer.document import Notice
from blog.transfer.reading.goldmark import make_parser
from blog.transfer.reading.inline import inline_to_text


def shown_text(text: str) -> str:
    """What is read of a line of Markdown or HTML."""
    if not re.search(r"[*_`\[<&]", text):
        return text
    inline = make_parser().parseInline(text)
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


def _around(text: str, other: str) -> str:
    """The word of `text` in which it first differs from `other`."""
    at = next((i for i, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), 0)
    start = text.rfind(" ", 0, at) + 1
    end = text.find(" ", at)
    return text[start : end if end > 0 else len(text)][:60]
