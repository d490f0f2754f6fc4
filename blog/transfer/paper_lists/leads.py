"""What stands before a title: a bullet, a number, an award, authors, a word about it. No Django."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from blog.transfer.paper_lists.lines import BREAKS, Line, Range
from blog.transfer.paper_lists.paper_names import looks_like_names, without_marks
from blog.transfer.paper_lists.titles import Title

_NUMBER = re.compile(
    r"\s*(?:#?(\d{1,3})\s*[.):\-–]+\s+|\[(\d{1,3})\]\s+|#(\d{1,3})\s+|(\d{1,2})\ufe0f?\u20e3\s*)"
)
AWARD = re.compile(
    r"\b(awards?|prize|honou?rable mention|(?:best|outstanding|distinguished) (?:\w+ ){0,2}paper|"
    r"runner[- ]up|spotlight|oral)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\s*[(\[]?(?:19|20)\d\d[a-z]?[)\]]?\s*$")
_SIGNS = frozenset(("So", "Sk", "Zs", "Zl", "Mn", "Cf", "Sm", "Co"))
_QUOTES = "\"“”„«»‘’'"


def past_signs(text: str, start: int) -> tuple[int, int | None]:
    """Where the words begin, after bullets, emoji and a number; and the number."""
    number = None
    while start < len(text):
        numbered = _NUMBER.match(text, start) if number is None else None
        if numbered:
            number = int(next(filter(None, numbered.groups())))
            start = numbered.end()
        elif unicodedata.category(text[start]) in _SIGNS or text[start] in " *•·\u20e3":
            start += 1
        else:
            break
    return start, number


def award_before(text: str, start: int) -> str:
    """ "Best paper award: ", "Oral – "."""
    award = re.compile(rf"[^:{BREAKS}]{{3,60}}?(?:[:：]|\s[–—-])\s*").match(text, start)
    return award[0] if award and AWARD.search(award[0]) and len(award[0].split()) <= 8 else ""


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a title: authors, an award, or other words, that stay."""

    authors: str = ""
    award: str = ""
    year: str = ""
    note: Range | None = None


_CLOSED = re.compile(r"[:：\])|·—–]\s*$|\s-\s*$")


def read_lead(line: Line, start: int, title: Title) -> Lead | None:
    if title.authors:
        return Lead(title.authors, year=title.year)
    raw = line.text[start : title.start]
    text = " ".join(raw.translate({ord(sign): " " for sign in BREAKS}).split())
    bare = re.sub(rf"[\s(\[|·:,.;*{_QUOTES}–—-]+$", "", text)
    written = _YEAR.search(bare)
    bare = _YEAR.sub("", bare).strip(" ,(")
    year = re.sub(r"\D", "", written[0]) if written else ""
    if not any(sign.isalnum() for sign in bare):
        return Lead(year=year)
    if AWARD.search(bare) and len(bare) <= 60:
        return Lead(award=bare)
    names = without_marks(bare)
    names = f"{names}." if re.search(r" (?:al|[A-Z])$", names) else names
    if looks_like_names(names):
        return Lead(names, year=year)
    is_short = len(bare.split()) <= 6 and not re.search(r"[.!?]\s", bare)
    if is_short and (_CLOSED.search(raw) or any(sign in BREAKS for sign in raw[-2:])):
        return Lead(note=(start, title.start))
    return None
