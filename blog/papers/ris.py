"""RIS, in and out: the form that every reference manager reads.

https://en.wikipedia.org/wiki/RIS_(file_format) (the maker's own page is gone)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import rispy

from blog.core.errors import SourceError
from blog.core.text import one_line
from blog.papers.bibtex import citation_key
from blog.papers.csl import OTHERS, CslItem, effective_type, issued_text, own_doi, preprint_doi
from blog.papers.csl_json import clean_item
from blog.papers.identifiers import parse_identifier
from blog.papers.names import Name, parse_inverted_name, with_others
from blog.papers.reading import Reading
from blog.papers.schemes import Identifier, url_of

_TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "paper-conference": "CONF",
    "chapter": "CHAP",
    "book": "BOOK",
    "thesis": "THES",
    "report": "RPRT",
    "dataset": "DATA",
    "software": "COMP",
    "post-weblog": "BLOG",
    "webpage": "ELEC",
    "article": "UNPB",
}
_CSL_TYPES = {ris: csl for csl, ris in _TYPES.items()} | {
    "CPAPER": "paper-conference",
    "EJOUR": "article-journal",
    "JFULL": "article-journal",
    "INPR": "article-journal",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "PREPRINT": "article",
}


def format_ris(items: Iterable[Mapping[str, Any]]) -> str:
    return "".join(stream_ris(items))


def stream_ris(items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for number, item in enumerate(items):
        yield ("\n" if number else "") + "\r\n".join([*_lines(item), "ER  - ", ""])


def _lines(item: Mapping[str, Any]) -> Iterator[str]:
    for tag, value in _tags(item):
        text = one_line(str(value))
        if text:
            yield f"{tag}  - {text}"


def _tags(item: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "TY", _TYPES.get(effective_type(item), "GEN")
    yield "ID", citation_key(item)
    yield "TI", item.get("title", "")
    for role, tag in (("author", "AU"), ("editor", "ED")):
        for name in item.get(role) or []:
            yield tag, _ris_name(name)
    date = issued_text(item)
    if date:
        yield "PY", date[:4]
        # Year, month, day and a word, as much as is known.
        yield "DA", "/".join([*date.split("-"), "", "", ""][:4])
    yield "T2", item.get("container-title", "")
    if effective_type(item) == "paper-conference":
        # Where EndNote and Zotero keep the title of the proceedings; T2 is the conference there.
        yield "C3", item.get("container-title", "")
    yield "J2", item.get("container-title-short", "")
    first, _, last = re.sub(r"\s*[-–—]+\s*", "-", str(item.get("page", ""))).partition("-")
    for tag, value in (
        ("SP", first),
        ("EP", last),
        ("VL", item.get("volume")),
        ("IS", item.get("issue")),
        ("PB", item.get("publisher")),
        ("CY", item.get("publisher-place")),
        ("LA", item.get("language")),
        ("SN", item.get("ISBN") or item.get("ISSN")),
        ("DO", own_doi(item)),
        ("AN", f"arXiv:{item['arxiv']}" if item.get("arxiv") else ""),
        ("AB", item.get("abstract")),
        ("N1", item.get("note")),
        ("N1", item.get("annote")),
    ):
        yield tag, value or ""
    yield from (("UR", url) for url in _urls(item))


def _urls(item: Mapping[str, Any]) -> list[str]:
    others = item.get("custom", {}).get("identifiers", {})
    if preprint_doi(item):
        others = {**others, "doi": preprint_doi(item)}
    urls = [url_of(Identifier(scheme, value)) for scheme, value in others.items()]
    return list(dict.fromkeys(url for url in (item.get("URL", ""), *urls) if url))


def _ris_name(name: Mapping[str, str]) -> str:
    """As EndNote reads and writes names: two commas stand for the one in an organisation's name."""
    if name.get("literal"):
        return name["literal"].replace(", ", ",, ", 1)
    particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
    family = f"{particle} {name.get('family', '')}".strip()
    parts = (family, name.get("given"), name.get("suffix"))
    # A comma within a part would make it two.
    return ", ".join(part.replace(",", "") for part in parts if part)


def parse_ris(text: str) -> Reading:
    """Every record that can be read; a record without its ER ends where the next begins."""
    reading = Reading([], [])
    for line, block in _records(text):
        try:
            [record] = rispy.loads(block)
            item = clean_item(_raw_item(record))
        except (OSError, ValueError, KeyError, AttributeError):
            item = {}
        if item.get("title"):
            reading.items.append(item)
        else:
            reading.problems.append(
                SourceError(
                    "this record has no title that can be read.",
                    where=f"line {line}",
                    mend="Every record needs a line “TI  - …”.",
                )
            )
    return reading


def _records(text: str) -> Iterator[tuple[int, str]]:
    lines, start = [], 0
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        # Some programs write one space before the hyphen, or three.
        tag = re.match(r"\s*([A-Z][A-Z0-9])\s{1,4}-\s?(.*)", line)
        if tag and tag[1] == "TY":
            if lines:
                yield start, "\n".join([*lines, "ER  - "])
            lines, start = [f"TY  - {tag[2].strip()}"], number
        elif tag and tag[1] != "ER" and not lines:
            # A record whose first line was lost is a record all the same.
            lines, start = ["TY  - GEN", f"{tag[1]}  - {tag[2]}"], number
        elif tag and tag[1] == "ER" and lines:
            yield start, "\n".join([*lines, "ER  - "])
            lines = []
        elif lines and (tag or line.strip()):
            lines.append(f"{tag[1]}  - {tag[2]}" if tag else line.strip())
    if lines:
        yield start, "\n".join([*lines, "ER  - "])


def _raw_item(record: Mapping[str, Any]) -> CslItem:
    def first(*keys: str) -> Any:
        return next((record[key] for key in keys if record.get(key)), "")

    raw: CslItem = {
        "type": _CSL_TYPES.get(record.get("type_of_reference", ""), "article"),
        "title": first("title", "primary_title", "translated_title"),
        "container-title": first("secondary_title", "journal_name", "alternate_title1"),
        "container-title-short": first("alternate_title2"),
        "volume": first("volume"),
        "issue": first("number"),
        "publisher": first("publisher"),
        "publisher-place": first("place_published"),
        "language": first("language"),
        "abstract": first("abstract", "notes_abstract"),
        "note": " ".join(record.get("notes") or []),
        "page": "-".join(page for page in (first("start_page"), first("end_page")) if page),
        "author": _names(first("authors", "first_authors")),
        "editor": _names(first("editors", "secondary_authors")),
        "issued": _issued(first("date"), first("year", "publication_year")),
        **_identifying(record, first),
    }
    return raw


def _names(texts: Any) -> list[Name]:
    names = [parse_inverted_name(text) for text in texts or []]
    return with_others(names[:-1]) if OTHERS in names[-1:] else names


def _identifying(record: Mapping[str, Any], first: Any) -> CslItem:
    urls = [url for url in (record.get("urls") or []) if isinstance(url, str)]
    known = [found for found in map(parse_identifier, urls) if found and found.scheme != "url"]
    item: CslItem = {
        "URL": urls[0] if urls else "",
        "DOI": first("doi"),
        "custom": {"identifiers": {found.scheme: found.value for found in reversed(known)}},
    }
    accession = str(first("accession_number"))
    if accession.lower().startswith("arxiv:"):
        item["arxiv"] = accession[6:]
    number = str(first("issn"))
    item["ISSN" if re.fullmatch(r"\d{4}-?\d{3}[\dXx]", number) else "ISBN"] = number
    return item


def _issued(date: str, year: str) -> dict[str, Any]:
    parts = [part for part in re.split(r"[/-]", str(date))[:3] if part.strip().isdigit()]
    if parts and len(parts[0]) == 4:
        return {"date-parts": [parts]}
    found = re.search(r"\d{4}", f"{year} {date}")
    return {"date-parts": [[found.group()]]} if found else {}
