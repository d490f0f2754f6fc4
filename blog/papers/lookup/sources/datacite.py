"""DataCite's API. https://support.datacite.org/docs/api-get-doi ·
https://datacite-metadata-schema.readthedocs.io/"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from blog.core.http import Answer
from blog.papers.csl import CslItem
from blog.papers.csl_json import TYPES, clean_item
from blog.papers.identifiers import Identifier
from blog.papers.lookup.sources.source import JSON, Source, first, listed, mapping, read_json

_GENERAL = {
    "Preprint": "article",
    "JournalArticle": "article-journal",
    "ConferencePaper": "paper-conference",
    "BookChapter": "chapter",
    "Book": "book",
    "Dissertation": "thesis",
    "Report": "report",
    "Dataset": "dataset",
    "Software": "software",
}


def _address(base: str, identifier: Identifier) -> str:
    """arXiv's numbers have DOIs here."""
    doi = {"doi": identifier.value, "arxiv": f"10.48550/arXiv.{identifier.value}"}
    found = doi.get(identifier.scheme)
    return f"{base}/dois/{quote(found, safe='')}" if found else ""


def _read(answer: Answer, identifier: Identifier) -> CslItem:
    work = mapping(mapping(read_json(answer).get("data")).get("attributes"))
    kinds, container = mapping(work.get("types")), mapping(work.get("container"))
    kind = _GENERAL.get(str(kinds.get("resourceTypeGeneral"))) or str(kinds.get("citeproc"))
    arxiv = identifier.scheme == "arxiv"
    return clean_item(
        {
            "type": kind if kind in TYPES else "article",
            "title": mapping(first(work.get("titles"))).get("title"),
            "author": [_name(mapping(name)) for name in listed(work.get("creators"))],
            "issued": _issued(work),
            "container-title": container.get("title"),
            "volume": container.get("volume"),
            "issue": container.get("issue"),
            "page": "-".join(
                str(container[key]) for key in ("firstPage", "lastPage") if container.get(key)
            ),
            "publisher": "" if arxiv else _publisher(work.get("publisher")),
            "language": work.get("language"),
            "abstract": _abstract(work),
            "DOI": "" if arxiv else work.get("doi"),
            "arxiv": identifier.value if arxiv else "",
        }
    )


def _name(creator: Mapping[str, Any]) -> dict[str, Any]:
    if creator.get("familyName") and creator.get("nameType") != "Organizational":
        identifiers = [mapping(known) for known in listed(creator.get("nameIdentifiers"))]
        orcid = next(
            (known.get("nameIdentifier") for known in identifiers
             if str(known.get("nameIdentifierScheme")).upper() == "ORCID"), "")  # fmt: skip
        return {
            "family": creator["familyName"],
            "given": creator.get("givenName"),
            "ORCID": orcid,
        }
    family, comma, given = str(creator.get("name") or "").partition(", ")
    if comma and creator.get("nameType") == "Personal":
        return {"family": family, "given": given}
    return {"literal": creator.get("name")}


def _issued(work: Mapping[str, Any]) -> dict[str, Any]:
    days = {
        str(mapping(date).get("dateType")): str(mapping(date).get("date"))
        for date in reversed(listed(work.get("dates")))
    }
    text = days.get("Issued") or days.get("Submitted") or str(work.get("publicationYear"))
    found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text)
    return {"date-parts": [[part for part in found.groups() if part]]} if found else {}


def _publisher(value: Any) -> Any:
    return value.get("name") if isinstance(value, Mapping) else value


def _abstract(work: Mapping[str, Any]) -> str:
    for description in map(mapping, listed(work.get("descriptions"))):
        if description.get("descriptionType") == "Abstract":
            return str(description.get("description") or "")
    return ""


DATACITE = Source("datacite", "DataCite", JSON, _address, _read)
