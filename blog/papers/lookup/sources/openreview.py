"""OpenReview's API, version 2. https://docs.openreview.net/reference/api-v2/openapi-definition"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from blog.core.http import Answer
from blog.papers.bibtex_reader import parse_bibtex
from blog.papers.csl import CslItem
from blog.papers.csl_json import clean_item
from blog.papers.identifiers import Identifier
from blog.papers.latex import decode
from blog.papers.lookup.sources.source import JSON, Source, listed, mapping, read_json
from blog.papers.names import parse_name

# "ICLR 2024 oral": how it was presented is no part of where it appeared.
_PRESENTATION = re.compile(r"\s+\(?(oral|poster|spotlight|talk|notable[ -].*)\)?$", re.IGNORECASE)


def _address(base: str, identifier: Identifier) -> str:
    if identifier.scheme != "openreview":
        return ""
    return f"{base}/notes?{urlencode({'id': identifier.value})}"


def _read(answer: Answer, identifier: Identifier) -> CslItem:
    notes = [mapping(note) for note in listed(read_json(answer).get("notes"))]
    note = next((note for note in notes if note.get("id") == identifier.value), {})
    return _item(note) if note else {}


def _item(note: Mapping[str, Any]) -> CslItem:
    content = {key: _value(value) for key, value in mapping(note.get("content")).items()}
    cited = next(iter(parse_bibtex(str(content.get("_bibtex") or "")).items), {})
    venue = _PRESENTATION.sub("", str(content.get("venue") or ""))
    accepted = bool(venue) and not re.match(r"submitted to|withdrawn|desk rejected", venue, re.I)
    return clean_item(
        {
            "type": "paper-conference" if accepted else "article",
            "title": decode(str(content.get("title") or "")),
            "abstract": content.get("abstract"),
            "author": [parse_name(str(name)) for name in listed(content.get("authors"))],
            "issued": cited.get("issued") or _day(note.get("pdate") or note.get("cdate")),
            "container-title": (cited.get("container-title") or venue) if accepted else "",
            "container-title-short": venue if accepted else "",
        }
    )


def _value(field: Any) -> Any:
    """Version 2 wraps every value, to say who may read it."""
    return field.get("value") if isinstance(field, Mapping) else field


def _day(milliseconds: Any) -> dict[str, Any]:
    if not isinstance(milliseconds, int | float) or not 0 < milliseconds < 1e14:
        return {}
    day = dt.datetime.fromtimestamp(milliseconds / 1000, dt.UTC)
    return {"date-parts": [[day.year, day.month, day.day]]}


OPENREVIEW = Source("openreview", "OpenReview", JSON, _address, _read)
