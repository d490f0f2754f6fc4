"""CSL-JSON items: the record of a paper, and what is read off it.

https://docs.citationstyles.org/en/stable/specification.html (appendix IV: variables)
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from blog.papers.schemes import is_preprint_doi

CslItem = dict[str, Any]
_JOURNAL = re.compile(r"\b(journal|transactions|letters|annals|magazine)\b", re.IGNORECASE)
_CONFERENCE = re.compile(
    r"\b(proceedings|proc\.|conference|symposium|workshop|meeting|congress|interspeech)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d|21\d\d)\b")


# Behind the last name where there are more; a word that BibTeX and pandoc know, and no person.
OTHERS: Mapping[str, str] = {"literal": "others"}


def name_text(name: Mapping[str, str]) -> str:
    """One CSL name as it is read aloud: "Ada de la Quill, Jr."."""
    if name == OTHERS:
        return "et al."
    if name.get("literal"):
        return name["literal"]
    particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
    parts = [name.get("given", ""), particle, name.get("family", "")]
    text = " ".join(part for part in parts if part)
    return f"{text}, {name['suffix']}" if name.get("suffix") else text


def persons(item: Mapping[str, Any], role: str = "author") -> list[dict[str, str]]:
    """Those who are named."""
    return [name for name in item.get(role) or [] if name != OTHERS]


def author_names(item: Mapping[str, Any]) -> list[str]:
    """As they are printed; "et al." belongs to the last one."""
    texts = [name_text(name) for name in persons(item)]
    if len(texts) < len(item.get("author") or []):
        return [*texts[:-1], f"{texts[-1] if texts else ''} et al.".strip()]
    return texts


def names_text(names: Sequence[Mapping[str, str]]) -> str:
    return ", ".join(author_names({"author": names}))


def issued_text(item: Mapping[str, Any]) -> str:
    """The date of issue as ISO 8601, as exact as the record is: "2024", "2024-05" or "2024-05-07"."""
    issued = item.get("issued") or {}
    parts = (issued.get("date-parts") or [[]])[0]
    if parts:
        return "-".join(
            [f"{int(parts[0]):04d}", *(f"{int(part):02d}" for part in parts[1:3] if part)]
        )
    found = _YEAR.search(str(issued.get("raw") or issued.get("literal") or ""))
    return found.group() if found else ""


def issued_year(item: Mapping[str, Any]) -> int | None:
    text = issued_text(item)
    return int(text[:4]) if text else None


def venue(item: Mapping[str, Any]) -> str:
    """Where it appeared, in the shortest form that the record has."""
    for key in ("container-title-short", "container-title", "event-title", "event", "publisher"):
        if item.get(key):
            return str(item[key])
    return ""


def effective_type(item: Mapping[str, Any]) -> str:
    """The type, or what the place of publication says of an "article", which alone is a preprint."""
    kind = str(item.get("type") or "article")
    place = str(item.get("container-title") or "")
    if kind != "article" or not place:
        return kind
    if _JOURNAL.search(place) or item.get("volume") or item.get("issue"):
        return "article-journal"
    return "paper-conference" if _CONFERENCE.search(place) or _YEAR.search(place) else kind


def own_doi(item: Mapping[str, Any]) -> str:
    """ "" where it is that of the preprint of something published."""
    doi = str(item.get("DOI") or "")
    return "" if is_preprint_doi(doi) and effective_type(item) != "article" else doi


def preprint_doi(item: Mapping[str, Any]) -> str:
    """The DOI that is not the paper's own, unless a number on arXiv says the same."""
    return "" if own_doi(item) or item.get("arxiv") else str(item.get("DOI") or "")


def short_title(item: Mapping[str, Any]) -> str:
    """`title-short`, else the title up to its colon, else the title."""
    title = str(item.get("title", ""))
    if item.get("title-short"):
        return str(item["title-short"])
    head = title.split(": ", 1)[0]
    return head if 3 <= len(head) < len(title) else title


def new_item(title: str, *, authors: Sequence[Mapping[str, str]] = (), **fields: Any) -> CslItem:
    item: CslItem = {"type": "article", "title": title}
    if authors:
        item["author"] = [dict(author) for author in authors]
    return item | fields
