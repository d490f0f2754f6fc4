"""A line that is a link to a paper: title, authors written in three ways, award, number."""

from __future__ import annotations

import re

from markdown_it.token import Token

from blog.papers.csl import PARTICLES
from blog.transfer.inline import inline_to_text
from blog.transfer.pieces import EntryLine

_NUMBER = re.compile(r"^\s*#?(\d{1,3})\s*[.):\-–]\s*")
_AWARD = re.compile(
    r"\b(awards?|prize|honou?rable mention|best paper|spotlight|oral)\b", re.IGNORECASE
)
_ET_AL = re.compile(r"\bet\.? al?\.?$", re.IGNORECASE)
_NAME_WORD = re.compile(r"^[^\W\d_][\w.'’\-]*\.?,?$")
_LONGEST_REST = 120
_LONGEST_MARKED = 1200
# What stands in brackets after a title and is nobody.
_NO_NAMES = frozenset(
    "award best code dataset demo extended full invited journal keynote long oral paper poster "
    "preprint short spotlight student talk track tutorial video workshop".split()
)


def entry_line(tokens: list[Token]) -> EntryLine | None:
    """The entry that this heading or list item announces; None when it is something else.

    Announced is: perhaps a number, one link, then perhaps authors or an award.
    """
    opens = [at for at, token in enumerate(tokens) if token.type == "link_open"]
    if len(opens) != 1:
        return None
    at = opens[0]
    close = next(i for i, token in enumerate(tokens) if token.type == "link_close")
    before = inline_to_text(tokens[:at])
    number = _NUMBER.match(f"{before} ") if before else None
    if before and not (number and not _NUMBER.sub("", f"{before} ").strip()):
        return None
    url = str(tokens[at].attrGet("href") or "")
    shown = inline_to_text(tokens[at + 1 : close])
    rest = inline_to_text(tokens[close + 1 :]).strip()
    longest = _LONGEST_MARKED if rest.startswith("· ") else _LONGEST_REST
    if not shown or not url or len(rest) > longest:
        return None
    award, more_authors = _split_rest(rest)
    title, authors = (shown, "") if more_authors else split_authors(shown)
    if rest and not award and not more_authors:
        return None
    inner_number = _NUMBER.match(title)
    if inner_number and not number:
        title = title[inner_number.end() :]
    number = number or inner_number
    return EntryLine(title, url, authors or more_authors, award, int(number[1]) if number else None)


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


def _split_rest(rest: str) -> tuple[str, str]:
    """What follows the link: an award, or authors, or (as our own exports write it) " · " and
    one of them, or both."""
    if rest.startswith("· "):
        parts = [part.strip() for part in rest.split("·")[1:]]
        award = next((part for part in parts if _AWARD.search(part)), "")
        award = parts[1] if len(parts) == 2 else award
        return award, parts[0] if parts[0] != award else ""
    cleaned = re.sub(r"^(?:[-–—,:|]|by\b)\s*|^\(|\)$", "", rest).strip()
    if not cleaned:
        return "", ""
    if _AWARD.search(cleaned):
        return cleaned.strip("()[] "), ""
    return ("", cleaned) if looks_like_names(cleaned) else ("", "")
