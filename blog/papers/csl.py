"""CSL-JSON items: the record of a paper, and what is read off it.

https://docs.citationstyles.org/en/stable/specification.html (appendix IV: variables)
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

CslItem = dict[str, Any]
_JOURNAL = re.compile(r"\b(journal|transactions|letters|annals|magazine)\b", re.IGNORECASE)
_CONFERENCE = re.compile(
    r"\b(proceedings|proc\.|conference|symposium|workshop|meeting|congress|interspeech)\b",
    re.IGNORECASE,
)
# Words after a comma that belong to an organisation's name.
_COMPANY = re.compile(r"(inc|ltd|llc|gmbh|co|corp|plc|s\.a|s\.l)\.?$", re.IGNORECASE)
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d|21\d\d)\b")


def name_text(name: Mapping[str, str]) -> str:
    """One CSL name as it is read aloud: "Ada de la Quill, Jr."."""
    if name.get("literal"):
        return name["literal"]
    particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
    parts = [name.get("given", ""), particle, name.get("family", "")]
    text = " ".join(part for part in parts if part)
    return f"{text}, {name['suffix']}" if name.get("suffix") else text


def author_names(item: Mapping[str, Any]) -> list[str]:
    return [name_text(name) for name in item.get("author") or []]


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


def short_title(item: Mapping[str, Any]) -> str:
    """`title-short`, else the title up to its colon, else the title."""
    title = str(item.get("title", ""))
    if item.get("title-short"):
        return str(item["title-short"])
    head = title.split(": ", 1)[0]
    return head if 3 <= len(head) < len(title) else title


def parse_names(text: str) -> list[dict[str, str]]:
    """Names in a running list, "Ada de la Quill, Bruno Verso and C. Folio", as CSL names.

    What is not surely a list of persons ("Pasini et al.") becomes one literal name.
    """
    cleaned = " ".join(text.split()).strip(" ,;")
    if not cleaned:
        return []
    if re.search(r"\bet\s+al?\b", cleaned, re.IGNORECASE):
        return [{"literal": cleaned}]
    parts = re.split(r"\s*[;,]\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+", cleaned)
    return [parse_name(part) for part in parts if part]


PARTICLES = frozenset(
    "da de del della den der di do dos du el la las le los ten ter van von y zu".split()
)


def parse_name(text: str) -> dict[str, str]:
    words = text.split()
    if len(words) == 1:
        return {"literal": text}
    at = next((i for i, word in enumerate(words) if i and word in PARTICLES), len(words) - 1)
    end = at
    while end < len(words) - 1 and words[end] in PARTICLES:
        end += 1
    name = {"given": " ".join(words[:at]), "family": " ".join(words[end:])}
    if end > at:
        name["non-dropping-particle"] = " ".join(words[at:end])
    return name


def parse_inverted_name(text: str) -> dict[str, str]:
    """ "de la Quill, Ada, Jr."; an organisation has no comma, or one at its end, or two for one."""
    if ",," in text.rstrip(", "):
        return {"literal": text.replace(",,", ",", 1)}
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) < 2 or _COMPANY.match(parts[1]):
        return {"literal": text.strip().rstrip(",")}
    particle = re.match(r"((?:[a-zà-ÿ'’]+\s+)+)(?=\S)", parts[0])
    name = {"family": parts[0][particle.end() :] if particle else parts[0], "given": parts[1]}
    if particle:
        name["non-dropping-particle"] = particle[1].strip()
    return name | ({"suffix": parts[2]} if len(parts) > 2 else {})


def new_item(title: str, *, authors: Sequence[Mapping[str, str]] = (), **fields: Any) -> CslItem:
    item: CslItem = {"type": "article", "title": title}
    if authors:
        item["author"] = [dict(author) for author in authors]
    return item | fields
