"""The Highwire tags of a paper's own page, `<meta name="citation_title" …>`.

https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

from blog.core.http import Answer
from blog.papers.csl import CslItem
from blog.papers.csl_json import clean_item
from blog.papers.identifiers import Identifier, url_of
from blog.papers.lookup.sources.source import HTML, Source, unreadable
from blog.papers.names import parse_inverted_name, parse_name

Tags = dict[str, list[str]]
_PLACES = {
    "journal_title": "article-journal",
    "conference_title": "paper-conference",
    "conference": "paper-conference",
    "inbook_title": "chapter",
    "book_title": "chapter",
    "dissertation_institution": "thesis",
    "technical_report_institution": "report",
}


def _address(base: str, identifier: Identifier) -> str:
    """`base` is a pattern that holds {url}: a gateway of one's own, or nothing but the page."""
    return base.format(url=url_of(identifier)) if url_of(identifier) else ""


def _read(answer: Answer, identifier: Identifier) -> CslItem:
    tags = _tags(answer)
    if not tags.get("title"):
        return {}
    place = next((name for name in _PLACES if tags.get(name)), "")
    institution = place.endswith("institution")
    return clean_item(
        {
            "type": _PLACES.get(place, "article"),
            "title": tags["title"],
            "author": _authors(tags),
            "issued": _issued(tags),
            "container-title": tags.get(place) if place and not institution else "",
            "publisher": tags.get("publisher") or (tags.get(place) if institution else ""),
            "volume": tags.get("volume"),
            "issue": tags.get("issue"),
            "page": "-".join(tags[key][0] for key in ("firstpage", "lastpage") if tags.get(key)),
            "DOI": tags.get("doi"),
            "arxiv": tags.get("arxiv_id"),
            "PMID": tags.get("pmid"),
            "ISBN": tags.get("isbn"),
            "ISSN": tags.get("issn"),
            "abstract": tags.get("abstract"),
            "language": tags.get("language"),
        }
    )


def _tags(answer: Answer) -> Tags:
    parser = html.HTMLParser(encoding=answer.charset or "utf-8", no_network=True)
    try:
        root = html.document_fromstring(answer.body, parser=parser)
    except (etree.ParserError, etree.LxmlError, ValueError, LookupError) as error:
        raise unreadable(answer, "HTML") from error
    tags: Tags = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        content = " ".join((meta.get("content") or "").split())
        if name.startswith("citation_") and content:
            tags.setdefault(name.removeprefix("citation_"), []).append(content)
    return tags


def _authors(tags: Tags) -> list[dict[str, str]]:
    names = tags.get("author") or re.split(r"\s*;\s*", (tags.get("authors") or [""])[0])
    return [_name(name) for name in names if name]


def _name(text: str) -> dict[str, str]:
    return parse_inverted_name(text) if "," in text else parse_name(text)


def _issued(tags: Tags) -> dict[str, Any]:
    for key in ("publication_date", "date", "online_date", "year"):
        found = re.match(r"(\d{4})(?:[/-](\d{1,2}))?(?:[/-](\d{1,2}))?", (tags.get(key) or [""])[0])
        if found:
            return {"date-parts": [[part for part in found.groups() if part]]}
    return {}


PAGE = Source("page", "", HTML, _address, _read)
