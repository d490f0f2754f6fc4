"""Where the words stand: the best piece of a text, with the words marked."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from blog.core.terms import words

LENGTH = 190
_LEAD = 40
_WINDOW = 24  # words: about LENGTH characters


def mark(text: str, column: str, forms: frozenset[str]) -> SafeString:
    """The whole text; `column` holds its terms in order."""
    return _marked(text, _spans(text, _places(column, forms)), 0, len(text))


def snippet(text: str, column: str, forms: frozenset[str]) -> SafeString:
    """About LENGTH characters around the words that stand closest together, else the beginning."""
    spans = _spans(text, _densest(_places(column, forms)))
    start, end = _edges(text, max(0, spans[0][0] - _LEAD) if spans else 0)
    shown = _marked(text, spans, start, end)
    before = "… " if start else ""
    after = " …" if end < len(text.rstrip()) else ""
    return mark_safe(f"{before}{' '.join(shown.split())}{after}")


def _places(column: str, forms: frozenset[str]) -> list[int]:
    """Which words of the text matched, counted from its beginning."""
    single = {form for form in forms if len(form) == 1 and not form.isascii()}
    found = column.split()
    if single:
        # One character was asked for; texts are indexed in pairs.
        return [at for at, term in enumerate(found) if term in forms or not single.isdisjoint(term)]
    return [at for at, term in enumerate(found) if term in forms]


def _densest(places: list[int]) -> list[int]:
    """Those of the window with the most matches; of the first such window."""
    best, most = 0, 0
    for at, place in enumerate(places):
        count = bisect_left(places, place + _WINDOW) - at
        if count > most:
            best, most = at, count
    return places[best : best + most]


def _spans(text: str, places: list[int]) -> list[tuple[int, int]]:
    """Start and end of each of these words."""
    if not places:
        return []
    found = list(islice(words(text), places[-1] + 1))
    return [(found[at].start, found[at].end) for at in places if at < len(found)]


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
