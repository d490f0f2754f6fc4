"""Names of authors as posts write them beside a title. No Django."""

from __future__ import annotations

import re

from blog.papers.names import PARTICLES

_ET_AL = re.compile(r"\bet\.? al?\.?$", re.IGNORECASE)
_NAME_WORD = re.compile(r"^[^\W\d_][\w.'’\-]*\.?,?$")
# What stands beside a title and is nobody.
_NO_NAMES = frozenset(
    "abstract also arxiv article award best blog bonus code dataset day demo extended first full "
    "github here invited journal keynote link long monday new oral paper papers podcast post poster "
    "preprint project read see session short slides spotlight student talk the thursday track "
    "tuesday tutorial update video website wednesday friday workshop".split()
)


def split_authors(text: str) -> tuple[str, str]:
    """("Title", "Pasini & Schlüter") of "Title (Pasini & Schlüter)", "Title - Liu et al." and
    "Title by Ada Quill and Bruno Verso"; no authors where the end does not look like names."""
    bracket = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", text, re.DOTALL)
    if bracket and looks_like_names(bracket[2]):
        return bracket[1].strip(), bracket[2].strip()
    for separator in (r"\s+[-–—]+\s+", r"\s+by\s+"):
        cuts = list(re.finditer(separator, text))
        for cut in reversed(cuts):
            head, tail = text[: cut.start()].strip(), text[cut.end() :].strip()
            if head and looks_like_names(tail):
                return head, tail
    return text, ""


def looks_like_names(text: str) -> bool:
    """One to many names: "Liu et al.", "Chen & Su", "Ada Quill, Bruno Verso and C. Folio"."""
    if _ET_AL.search(text):
        names = _ET_AL.sub("", text).strip(" ,")
        return bool(names) and _are_names(names)
    return bool(re.search(r"&|,|\band\b|\s", text)) and _are_names(text)


def _are_names(text: str) -> bool:
    parts = [part for part in re.split(r"\s*(?:,|;|&|\band\b)\s*", text) if part]
    if not parts:
        return False
    for part in parts:
        words = part.split()
        if not 1 <= len(words) <= 5:
            return False
        for word in words:
            if word.lower().strip(".,") in _NO_NAMES:
                return False
            if word in PARTICLES or word.lower().rstrip(".") in ("jr", "sr", "ii", "iii"):
                continue
            if not _NAME_WORD.match(word) or not word[0].isupper():
                return False
    # A subtitle in title case reads like a name, but seldom like several short ones.
    return len(parts) > 1 or len(text.split()) <= 4
