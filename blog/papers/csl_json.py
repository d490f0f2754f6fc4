"""CSL-JSON, in and out: what others wrote is trusted with nothing but its words.

https://docs.citationstyles.org/en/stable/specification.html ·
https://github.com/citation-style-language/schema (csl-data.json)
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from blog.core.errors import SourceError
from blog.core.text import writable
from blog.papers.csl import CslItem, effective_type, own_doi, preprint_doi
from blog.papers.names import SUFFIX
from blog.papers.reading import Reading

TYPES = frozenset(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter dataset
    document entry entry-dictionary entry-encyclopedia figure graphic interview legislation
    manuscript motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog report review review-book software song speech standard
    thesis webpage
    """.split()
)
_TEXTS = frozenset(
    """
    title title-short container-title container-title-short collection-title publisher
    publisher-place event event-title event-place volume issue page number edition DOI URL ISBN ISSN
    PMID PMCID abstract language note annote keyword genre archive archive_location source version arxiv id
    """.split()
)
_NAME_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
_LONG = {"abstract": 20_000, "note": 20_000, "annote": 20_000, "title": 2_000}
_MOST_NAMES = 5_000
_ARXIV_DOI = "10.48550/arXiv."


def parse_csl_json(text: str) -> Reading:
    """Items of a CSL-JSON file: a list, one item, or Zotero's {"items": […]}."""
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        problem = SourceError(
            "this is not JSON.", where=f"line {line}", mend="Export it again as CSL-JSON."
        )
        return Reading([], [problem])
    if isinstance(loaded, Mapping):
        loaded = loaded["items"] if isinstance(loaded.get("items"), list) else [loaded]
    reading = Reading([], [])
    for number, raw in enumerate(loaded if isinstance(loaded, list) else [loaded], 1):
        item = clean_item(raw) if isinstance(raw, Mapping) else {}
        if item.get("title"):
            reading.items.append(item)
        else:
            reading.problems.append(
                SourceError(
                    "it has no title.", where=f"item {number}", mend="Every item needs a “title”."
                )
            )
    return reading


def format_csl_json(items: Iterable[Mapping[str, Any]]) -> str:
    return "".join(stream_csl_json(items))


def stream_csl_json(items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A list, as `json.dumps` indents it."""
    before = "["
    for item in items:
        text = writable(json.dumps(_exported(item), ensure_ascii=False, indent=1))
        yield before + "\n " + text.replace("\n", "\n ")
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def _exported(item: Mapping[str, Any]) -> CslItem:
    """With names in two parts, "van der Berg" and "Ada, Jr.", which processors take apart again:
    Zotero keeps no more of a name (utilities_item.js, `itemFromCSLJSON`)."""
    public = public_item(item)
    for role in ("author", "editor"):
        if role in public:
            public[role] = [_in_two_parts(name) for name in public[role]]
    return public


def _in_two_parts(name: Mapping[str, str]) -> dict[str, str]:
    if name.get("literal"):
        return {"literal": name["literal"]}
    particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
    parts = {
        "family": f"{particle} {name.get('family', '')}".strip(),
        "given": ", ".join(name[part] for part in ("given", "suffix") if name.get(part)),
    }
    return {part: text for part, text in parts.items() if text}


def public_item(item: Mapping[str, Any]) -> CslItem:
    """The item in the schema's own variables: an arXiv number becomes the DOI and the number
    of a preprint.

    What was published has a DOI of its own or none: there the number goes to `custom`, which the
    schema leaves to writers."""
    public = {key: value for key, value in item.items() if key not in ("arxiv", "ids", "_")}
    is_preprint = effective_type(item) == "article"
    if item.get("DOI") and not own_doi(item):
        del public["DOI"]
    if preprint_doi(item):
        identifiers = public.get("custom", {}).get("identifiers", {})
        public["custom"] = {"identifiers": {**identifiers, "doi": preprint_doi(item)}}
    if item.get("arxiv"):
        arxiv_doi = f"{_ARXIV_DOI}{item['arxiv']}"
        if is_preprint:
            public.setdefault("DOI", arxiv_doi)
        if public.get("DOI", "").lower() != arxiv_doi.lower():
            identifiers = public.get("custom", {}).get("identifiers", {})
            public["custom"] = {"identifiers": {**identifiers, "arxiv": item["arxiv"]}}
        if item.get("type") == "article" and not item.get("container-title"):
            public |= {"number": f"arXiv:{item['arxiv']}", "publisher": "arXiv"}
    for role in ("author", "editor"):
        if role in public:
            public[role] = [
                {part: name[part] for part in _NAME_PARTS if name.get(part)}
                for name in public[role]
            ]
    public.setdefault("id", public.get("DOI") or public.get("URL") or public.get("title", ""))
    return public


def clean_item(raw: Mapping[str, Any]) -> CslItem:
    """Known variables of a foreign item, in their proper shapes and as plain text; {} when empty."""
    item: CslItem = {}
    for key in _TEXTS & raw.keys():
        text = plain_text(_first(raw[key]), most=_LONG.get(key, 1_000))
        if text:
            item[key] = text
    for role in ("author", "editor"):
        names = [_clean_name(name) for name in _listed(raw.get(role))[:_MOST_NAMES]]
        if any(names):
            item[role] = [name for name in names if name]
    for key in ("issued", "accessed"):
        date = _clean_date(raw.get(key))
        if date:
            item[key] = date
    custom = raw.get("custom")
    if isinstance(custom, Mapping) and isinstance(custom.get("identifiers"), Mapping):
        known = {
            str(scheme)[:20]: plain_text(value, most=500)
            for scheme, value in custom["identifiers"].items()
        }
        item["custom"] = {"identifiers": known}
    kind = raw.get("type")
    return {"type": kind if kind in TYPES else "article", **item} if item else {}


def plain_text(value: Any, *, most: int = 1_000) -> str:
    """One line of text without mark-up, control characters and entities."""
    if value is None or isinstance(value, bool | Mapping | list):
        return ""
    text = str(value)[: most * 4]
    # Only what can be a tag: "a < b and c > d" is none.
    text = html.unescape(re.sub(r"</?[A-Za-z][\w:.-]*(?:\s[^<>]*)?/?>", "", text))
    text = "".join(char for char in text if char.isprintable() or char.isspace())
    return " ".join(text.split())[:most]


def _first(value: Any) -> Any:
    return next(iter(value), "") if isinstance(value, list) else value


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else []


def _clean_name(raw: Any) -> dict[str, str]:
    if isinstance(raw, str):
        return {"literal": plain_text(raw, most=300)} if raw.strip() else {}
    if not isinstance(raw, Mapping):
        return {}
    name = {part: plain_text(raw.get(part), most=300) for part in _NAME_PARTS}
    name = {part: text for part, text in name.items() if text}
    orcid = re.search(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", str(raw.get("ORCID", "")))
    if name and orcid:
        name["ORCID"] = orcid.group()
    return _taken_apart(name)


def _taken_apart(name: dict[str, str]) -> dict[str, str]:
    """A particle in small letters before the family name, a suffix behind the given ones."""
    particle = re.match(r"((?:[a-zà-ÿ'’]+\s+)+)(?=\S)", name.get("family", ""))
    if particle and not name.get("non-dropping-particle") and name.get("given"):
        name["non-dropping-particle"] = particle[1].strip()
        name["family"] = name["family"][particle.end() :]
    given, comma, suffix = name.get("given", "").partition(",")
    if comma and SUFFIX.fullmatch(suffix.strip()) and not name.get("suffix"):
        name["given"], name["suffix"] = given, suffix.strip()
    return name


def _clean_date(raw: Any) -> dict[str, Any]:
    if not isinstance(raw, Mapping):
        return {}
    parts = _listed(_first(raw.get("date-parts")))[:3]
    numbers: list[int] = []
    for part, most in zip(parts, (9999, 12, 31), strict=False):
        text = str(part).strip()
        if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= most:
            break
        numbers.append(int(text))
    if numbers:
        return {"date-parts": [numbers]}
    words = plain_text(raw.get("raw") or raw.get("literal"), most=60)
    return {"raw": words} if words else {}
