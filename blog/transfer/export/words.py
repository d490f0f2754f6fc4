"""A three-way merge of words: what changed between two texts, carried over to a third that says the
same as the first in another form. No Django.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


def merge_words(base: str, new: str, source: str) -> str:
    """`source` with the changes from `base` to `new`; all else is its own characters.

    Where a change borders on words that `base` and `source` do not share, a little more than the
    change is replaced.
    """
    base_tokens, new_tokens, source_tokens = (_TOKEN.findall(text) for text in (base, new, source))
    base_keys, new_keys, source_keys = (
        [_key(token) for token in tokens] for tokens in (base_tokens, new_tokens, source_tokens)
    )
    there = _places(base_keys, source_keys)
    parts: list[str] = []
    done = 0
    for start, end, first, last in _changes(base_keys, new_keys):
        while start > 0 and (start - 1) not in there:
            start, first = start - 1, first - 1
        while end < len(base_keys) and end not in there:
            end, last = end + 1, last + 1
        source_start = there[start - 1] + 1 if start else 0
        source_end = there[end] if end < len(base_keys) else len(source_tokens)
        if source_start < done or source_end < source_start:
            continue
        parts += source_tokens[done:source_start]
        parts += new_tokens[max(first, 0) : last]
        done = source_end
    return "".join([*parts, *source_tokens[done:]])


def _key(token: str) -> str:
    if not token.isspace():
        return token
    return "\n\n" if token.count("\n") > 1 else " "


def _places(base: list[str], source: list[str]) -> dict[int, int]:
    """Token of `base` → its place in `source`, for those that both share."""
    matcher = SequenceMatcher(None, base, source, autojunk=False)
    return {
        block.a + step: block.b + step
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }


def _changes(base: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    matcher = SequenceMatcher(None, base, new, autojunk=False)
    return [
        (start, end, first, last)
        for tag, start, end, first, last in matcher.get_opcodes()
        if tag != "equal"
    ]
