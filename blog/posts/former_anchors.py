"""Ids of headings and terms on a former site: links that end in one lead on to the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from blog.core.html import is_own_id

_HEADING = re.compile(r"<h[1-6]\b[^>]*>")
_TERM = re.compile(r"<dt\b[^>]*>")
_TEXT = re.compile(r"<(?:p|li|th|td|dt|dd|figcaption|pre|div)\b[^>]*>")


def with_anchors(html: str, names: Sequence[str], taken: set[str]) -> SafeString:
    """The HTML of a block with a target for each name that nothing on the page has; the first
    heading, or term, has the first, and what has neither all. Their names become `taken`."""
    free = [name for name in dict.fromkeys(names) if name not in taken and not is_own_id(name)]
    taken.update(free)
    named = list(_HEADING.finditer(html)) or list(_TERM.finditer(html))
    places = named or list(_TEXT.finditer(html))[:1]
    parts, last = [], 0
    for at, place in enumerate(places):
        here = free[at:] if place is places[-1] else free[at : at + 1]
        parts += [html[last : place.end()], *map(_target, here)]
        last = place.end()
    before = [] if places else list(map(_target, free))
    return mark_safe("".join([*before, *parts, html[last:]]))


def _target(name: str) -> SafeString:
    return format_html('<span id="{}"></span>', name)
