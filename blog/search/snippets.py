"""Where the words stand: the best piece of a text, with the words marked."""

from __future__ import annotations

from bisect import bisect_left

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from blog.search.terms import words

LENGTH = 190
_LEAD = 40


def mark(text: str, column: str, forms: frozenset[str]) -> SafeString:
    """The whole text; `column` holds its terms in order."""
    return _marked(text, _spans(text, column, forms), 0, len(text))


def snippet(text: str, column: str, forms: frozenset[str]) -> SafeString:
    """About LENGTH characters around the words that stand closest together, else the beginning."""
    spans = _spans(text, column, forms)
    first = _densest(spans)
    start, end = _edges(text, max(0, first - _LEAD) if spans else 0)
    shown = _marked(text, spans, start, end)
    before = "… " if start else ""
    after = " …" if end < len(text.rstrip()) else ""
    return mark_safe(f"{before}{' '.join(shown.split())}{after}")


def _spans(text: str, column: str, forms: frozenset[str]) -> list[tuple[int, int]]:
    """Start and end of each word that matched."""
    wanted = {form for form in forms if len(form) > 1 or form.isascii()}
    single = forms - wanted
    places = [
        at
        for at, term in enumerate(column.split())
        if term in wanted or any(char in single for char in term)
    ]
    if not places:
        return []
    found = list(words(text))
    return [(found[at].start, found[at].end) for at in places if at < len(found)]


def _densest(spans: list[tuple[int, int]]) -> int:
    """Where the window with the most words begins; the first of equals."""
    starts = [start for start, _end in spans]
    best, most = 0, 0
    for at, start in enumerate(starts):
        count = bisect_left(starts, start + LENGTH - _LEAD) - at
        if count > most:
            best, most = start, count
    return best


def _edges(text: str, start: int) -> tuple[int, int]:
    """At words, and not across the beginning of a block when one is near."""
    if start:
        line = text.rfind("\n", start, start + _LEAD)
        space = text.find(" ", start, start + _LEAD)
        start = line + 1 if line >= 0 else space + 1 if space >= 0 else start
    end = min(len(text), start + LENGTH)
    if end < len(text):
        space = text.rfind(" ", start + LENGTH // 2, end)
        end = space if space > 0 else end
    return start, end


def _marked(text: str, spans: list[tuple[int, int]], start: int, end: int) -> SafeString:
    parts, at = [], start
    for left, right in spans:
        if left < at or right > end:
            # Pairs of CJK characters overlap: the second half of a pair is marked on its own.
            if right <= at or right > end or left >= end:
                continue
            left = at
        parts += [escape(text[at:left]), "<mark>", escape(text[left:right]), "</mark>"]
        at = right
    parts.append(escape(text[at:end]))
    return mark_safe("".join(parts).replace("</mark><mark>", ""))
