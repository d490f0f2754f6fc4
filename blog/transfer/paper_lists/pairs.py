"""Two papers in one line: "[One](…) and [Other](…): both are about singing." No Django."""

from __future__ import annotations

import re
from itertools import pairwise

from blog.papers.identifiers import parse_identifier
from blog.transfer.paper_lists.generic_links import is_generic
from blog.transfer.paper_lists.lines import Line, Range

_JOINT = re.compile(
    r"[\s\"“”«»*]*(?:[,;/+&]|\b(?:and|und|et|y|e|i|と)\b|,\s*(?:and|und|et|y)\b)[\s\"“”«»*]*"
)
_TITLE_WORDS = 3


def names_two_papers(line: Line, title: Range) -> bool:
    """Whether the link of the title is followed at once by the title of another paper.

    Two links of one scheme lead to two papers; to another archive, or to the venue, leads a link of
    few words.
    """
    for first, second in pairwise(line.links):
        if first.start < title[0] or first.end > title[1]:
            continue
        one, other = parse_identifier(first.url), parse_identifier(second.url)
        is_joined = bool(_JOINT.fullmatch(line.text[first.end : second.start]))
        if not (is_joined and one and other) or one == other or is_generic(second.text):
            return False
        is_same_kind = one.scheme == other.scheme != "url"
        return is_same_kind or (other.scheme != "url" and _is_title(second.text))
    return False


def _is_title(text: str) -> bool:
    return len(text.split()) >= _TITLE_WORDS
