"""Records in the three forms of reference managers, and their identifiers. No Django."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from blog.core.errors import SourceError
from blog.papers.bibtex import stream_bibtex
from blog.papers.bibtex_reader import parse_bibtex
from blog.papers.csl import CslItem
from blog.papers.csl_json import parse_csl_json, stream_csl_json
from blog.papers.identifiers import Identifier, implied, parse_identifier, url_of
from blog.papers.reading import Reading
from blog.papers.ris import parse_ris, stream_ris

MAX_RECORD_BYTES = 5_000_000
# How a record begins in the forms that mark it; definitions of BibTeX are no records.
RECORD_STARTS = {
    "ris": re.compile(r"^[^\S\n]*TY\s{1,4}-", re.MULTILINE),
    "bib": re.compile(r"@\s*(?!(?:string|comment|preamble)\b)\w+\s*[{(]", re.IGNORECASE),
}
_VARIABLES = {"arxiv": "arxiv", "doi": "DOI", "isbn": "ISBN", "pubmed": "PMID", "pmc": "PMCID"}


@dataclass(frozen=True, slots=True)
class RecordFormat:
    """`suffix` is also the last part of the public address: cite.bib, papers.ris."""

    suffix: str
    name: str
    content_type: str
    stream: Callable[[Iterable[Mapping[str, Any]]], Iterator[str]]
    read: Callable[[str], Reading]

    def write(self, items: Iterable[Mapping[str, Any]]) -> str:
        return "".join(self.stream(items))


FORMATS = {
    made.suffix: made
    for made in (
        RecordFormat("bib", "BibTeX", "application/x-bibtex", stream_bibtex, parse_bibtex),
        RecordFormat("ris", "RIS", "application/x-research-info-systems", stream_ris, parse_ris),
        RecordFormat(
            "json",
            "CSL-JSON",
            "application/vnd.citationstyles.csl+json",
            stream_csl_json,
            parse_csl_json,
        ),
    )
}


def read_records(text: str) -> Reading:
    """The records of a pasted text or a file, in whichever of the forms it is."""
    text = text.lstrip("\ufeff").replace("\x00", "")
    kind = kind_of(text)
    if len(text) > MAX_RECORD_BYTES:
        return Reading([], [SourceError("this is too long.", mend="Cut it in parts of 5 MB.")])
    if not kind:
        mend = "Paste BibTeX, RIS or CSL-JSON."
        return Reading([], [SourceError("there is no record in this text.", mend=mend)])
    return FORMATS[kind].read(text)


def kind_of(text: str) -> str:
    if text.lstrip()[:1] in ("{", "["):
        return "json"
    return next((kind for kind, start in RECORD_STARTS.items() if start.search(text)), "")


def identifiers_of(item: Mapping[str, Any]) -> list[Identifier]:
    """The identifiers in an item's variables, each once, the most telling first."""
    spellings = [
        f"arXiv:{item['arxiv']}" if item.get("arxiv") else "",
        str(item.get("number", "")) if "arxiv" in str(item.get("number", "")).lower() else "",
        f"doi:{re.sub(r'^(?:https?://(?:dx[.])?doi[.]org/|doi:)', '', str(item.get('DOI', '')).strip())}",
        str(item.get("URL", "")),
        f"PMID:{item['PMID']}" if item.get("PMID") else "",
        f"PMCID:{item['PMCID']}" if item.get("PMCID") else "",
        # The ISBN of proceedings is not that of a paper in them.
        f"ISBN:{item['ISBN']}" if item.get("ISBN") and item.get("type") == "book" else "",
    ]
    found = {parsed: None for parsed in map(parse_identifier, spellings) if parsed}
    for scheme, value in item.get("custom", {}).get("identifiers", {}).items():
        # Through its address and back, so that a foreign spelling becomes ours or nothing.
        parsed = parse_identifier(url_of(Identifier(scheme, str(value))))
        found |= {parsed: None} if parsed else {}
    for identifier in list(found):
        found |= dict.fromkeys(implied(identifier))
    ours = [identifier for identifier in found if identifier.scheme != "url"]
    return ours + [identifier for identifier in found if identifier.scheme == "url" and not ours]


def with_identifiers(item: Mapping[str, Any], identifiers: Iterable[Identifier]) -> CslItem:
    """The item with its identifiers in the variables that citation styles and readers know."""
    filled, others = dict(item), {}
    for identifier in identifiers:
        variable = _VARIABLES.get(identifier.scheme)
        if variable:
            filled.setdefault(variable, identifier.value)
        elif identifier.scheme != "url":
            others.setdefault(identifier.scheme, identifier.value)
        if url_of(identifier):
            filled.setdefault("URL", url_of(identifier))
    if others:
        filled["custom"] = {"identifiers": others}
    return filled
