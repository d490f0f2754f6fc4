"""What headings and introductions say of a list of papers, in the languages of our readers. No Django."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

_LIST = re.compile(
    r"\b(papers?|top|best|favou?rites?|highlights?|mentions?|bonus|art[ií]culos|trabajos|mejores|"
    r"favoritos|destacad[oa]s|menciones|articles?|millors|preferits|destacats|mencions|meilleurs|"
    r"coups? de c(?:œ|oe)ur|beste|lieblings\w*|runners?[- ]up|publications?|preprints?|reading list|"
    r"artikel|artigos|articoli|papiers?|publicaciones|publikationen|artykuły|makaleler)\b|論文|论文|논문|文献紹介",
    re.I,
)
_BONUS = re.compile(
    r"\b(bonus|special mentions?|honou?rable mentions?|runners?[- ]up|"
    r"menci(?:ones|ons?) (?:honor[íi]fic\w+|especial\w*))\b",
    re.I,
)
# Lists of other things, and what a text cites.
_OTHER = re.compile(
    r"^\W*(?:\d+[.)]\s*)?(?:references?|bibliograph\w+|works cited|literatur(?:e|verzeichnis)?|citations?|bibtex|"
    r"cite|footnotes?|sources|quellen\w*|r[ée]f[ée]rences|referencias|refer[èe]ncies|bibliograf\w+|riferimenti|"
    r"参考文献|參考文獻|引用文献|참고 ?문헌|acknowledge?ments?)\W*$|"
    r"\b(?:tools?|software|libraries|frameworks?|toolkits?|slides?|repositories|repos|herramientas|outils|werkzeuge)\b",
    re.I,
)
_CITED = re.compile(
    r"\b(?:further reading|see also|related (?:work|posts?|reading)|learn more|more reading|lecturas)\b",
    re.I,
)
_FAVOURITES = re.compile(
    r"\b(?:top|best|favou?rite|mejores|favoritos|millors|preferits|meilleurs)\b.*"
    r"\b(?:papers|articles|art[ií]culos|trabajos)\b|"
    r"\b(?:papers|articles|art[ií]culos|trabajos)\b.*\b(?:favoritos|preferits|favorite|favourite)\b",
    re.I | re.S,
)
_CLOSING = re.compile(
    r"\W*(?:(?:and )?that['’]s (?:all|it)|thanks? (?:you )?(?:for|to)|until next|see you|happy reading|"
    r"to (?:conclude|sum up)|in conclusion|all in all|overall,|if you (?:liked|enjoyed|have|spot)|"
    r"let me know|feel free|follow (?:me|us)|stay tuned|hasta|gr[aà]cies|gracias|merci|danke)",
    re.I,
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
Hint = Literal["papers", "cited", "other", ""]


def hint_of(headings: Iterable[str]) -> Hint:
    """What the headings above say of a list, the nearest first."""
    for heading in headings:
        if _OTHER.search(heading) and not re.search(r"(?i)\bpapers?\b", heading):
            return "other"
        if _CITED.search(heading):
            return "cited"
        if speaks_of_papers(heading):
            return "papers"
    return ""


def speaks_of_papers(heading: str) -> bool:
    return bool(_LIST.search(heading))


def is_bonus(heading: str) -> bool:
    return bool(_BONUS.search(heading))


def opens_list(paragraph: str) -> bool:
    """ "My ten favourite papers, in no particular order:" """
    return paragraph.rstrip().endswith(":") and bool(_FAVOURITES.search(paragraph[-300:]))


def closes_post(paragraph: str) -> bool:
    """ "That's all for this year": no commentary on the paper above."""
    return bool(_CLOSING.match(paragraph))


def expected_count(said: str) -> int | None:
    found = _COUNT.search(said)
    return int(found[1] or found[2]) if found else None


def is_ranked(said: str, *, numbered: bool) -> bool:
    """Numbers rank, unless the text says that they do not."""
    return bool(_RANKED.search(said)) or (numbered and not _UNRANKED.search(said))
