"""Crossref's API. https://www.crossref.org/documentation/retrieve-metadata/rest-api/"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from blog.core.http import Answer
from blog.papers.csl import CslItem
from blog.papers.csl_json import clean_item, plain_text
from blog.papers.identifiers import Identifier
from blog.papers.lookup.sources.source import JSON, Source, first, listed, mapping, read_json

_TYPES = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "posted-content": "article",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "reference-entry": "entry",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "proceedings": "book",
    "dissertation": "thesis",
    "report": "report",
    "dataset": "dataset",
    "standard": "standard",
    "peer-review": "review",
}


def _address(base: str, identifier: Identifier) -> str:
    if identifier.scheme == "doi":
        return f"{base}/works/{quote(identifier.value, safe='')}"
    if identifier.scheme == "isbn":
        query = {"filter": f"isbn:{identifier.value},type:book", "rows": 1}
        return f"{base}/works?{urlencode(query)}"
    return ""


def _read(answer: Answer, identifier: Identifier) -> CslItem:
    return next(iter(_items(answer)), {})


def _search(base: str, title: str) -> str:
    return f"{base}/works?{urlencode({'query.bibliographic': title, 'rows': 5})}"


def _items(answer: Answer) -> list[CslItem]:
    message = mapping(read_json(answer).get("message"))
    works = message["items"] if isinstance(message.get("items"), list) else [message]
    return [item for item in map(_item, map(mapping, works)) if item.get("title")]


def _item(work: Mapping[str, Any]) -> CslItem:
    # A later part of the title, as it stands on the page: "Attention: Is it all?"
    title, subtitle = (
        plain_text(first(work.get(key)), most=2_000) for key in ("title", "subtitle")
    )
    raw = {key: work.get(key) for key in ("volume", "issue", "page", "DOI", "publisher", "language",
                                          "ISBN", "ISSN", "issued")}  # fmt: skip
    return clean_item(
        raw
        | {
            "type": _TYPES.get(str(work.get("type")), "article"),
            "abstract": _abstract(str(work.get("abstract") or "")),
            "title": f"{title}: {subtitle}" if subtitle and subtitle not in title else title,
            "container-title": first(work.get("container-title")) or work.get("group-title"),
            "container-title-short": first(work.get("short-container-title")),
            "event-title": mapping(work.get("event")).get("name"),
            "event-place": mapping(work.get("event")).get("location"),
            "publisher-place": work.get("publisher-location"),
            "author": [_name(mapping(name)) for name in listed(work.get("author"))],
            "editor": [_name(mapping(name)) for name in listed(work.get("editor"))],
        }
    )


def _abstract(jats: str) -> str:
    """Its own heading says nothing, and its paragraphs are words apart."""
    unheaded = re.sub(r"<jats:title>\s*abstract\s*</jats:title>", "", jats, flags=re.IGNORECASE)
    return re.sub(r"(?=</jats:(?:p|title|sec)>)", " ", unheaded)


def _name(name: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"literal": name["name"]} if name.get("name") else name


CROSSREF = Source("crossref", "Crossref", JSON, _address, _read, _search, _items)
