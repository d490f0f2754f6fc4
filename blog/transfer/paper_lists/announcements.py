"""What headings and introductions say of a list of papers, in the languages of our readers. No Django."""

from __future__ import annotations

import re

_LIST = re.compile(
    r"\b(papers?|top|best|favou?rites?|highlights?|mentions?|bonus|art[ií]culos|trabajos|mejores|"
    r"favoritos|destacad[oa]s|menciones|articles?|millors|preferits|destacats|mencions|meilleurs|"
    r"coups? de c(?:œ|oe)ur|beste|lieblings\w*|highlights|runners?[- ]up)\b",
    re.I,
)
_BONUS = re.compile(
    r"\b(bonus|special mentions?|honou?rable mentions?|runners?[- ]up|"
    r"menci(?:ones|ons?) (?:honor[íi]fic\w+|especial\w*))\b",
    re.I,
)
_FAVOURITES = re.compile(
    r"\b(?:top|best|favou?rite|mejores|favoritos|millors|preferits|meilleurs)\b.*"
    r"\b(?:papers|articles|art[ií]culos|trabajos)\b|"
    r"\b(?:papers|articles|art[ií]culos|trabajos)\b.*\b(?:favoritos|preferits|favorite|favourite)\b",
    re.I | re.S,
)
_COUNT = re.compile(
    r"\b(?:top|best|my|favou?rite|mejores|millors|meilleurs)\s+(\d{1,3})\b|"
    r"\b(\d{1,3})\s+(?:best|papers|mejores|millors|meilleurs)\b",
    re.I,
)
_RANKED = re.compile(r"\b(ranked|in order of (?:preference|interest)|countdown|from best)\b", re.I)
_UNRANKED = re.compile(
    r"\b(no (?:particular|specific|special) order|alphabetical\w*|random order|unranked|"
    r"sin ning[úu]n orden|sense cap ordre|sans ordre)\b",
    re.I,
)


def speaks_of_papers(heading: str) -> bool:
    return bool(_LIST.search(heading))


def is_bonus(heading: str) -> bool:
    return bool(_BONUS.search(heading))


def opens_list(paragraph: str) -> bool:
    """ "My ten favourite papers, in no particular order:" """
    return paragraph.rstrip().endswith(":") and bool(_FAVOURITES.search(paragraph[-300:]))


def expected_count(said: str) -> int | None:
    found = _COUNT.search(said)
    return int(found[1] or found[2]) if found else None


def is_ranked(said: str, *, numbered: bool) -> bool:
    """Numbers rank, unless the text says that they do not."""
    return bool(_RANKED.search(said)) or (numbered and not _UNRANKED.search(said))
