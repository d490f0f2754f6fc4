"""BibTeX and biblatex files → CSL-JSON items.

http://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf ·
http://mirrors.ctan.org/macros/latex/contrib/biblatex/doc/biblatex.pdf
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any

import bibtexparser
from bibtexparser.library import Library
from bibtexparser.model import Block, DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry

from blog.core.errors import SourceError
from blog.papers.bibtex import UNPRINTED
from blog.papers.bibtex_names import are_commas_for_and, parse_bibtex_names
from blog.papers.csl import CslItem
from blog.papers.csl_json import clean_item
from blog.papers.identifiers import parse_identifier
from blog.papers.latex import decode, decode_verbatim
from blog.papers.reading import Reading
from blog.papers.schemes import LABELS, read_arxiv

_TYPES = {
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "incollection": "chapter",
    "inbook": "chapter",
    "book": "book",
    "proceedings": "book",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "online": "webpage",
    "dataset": "dataset",
    "software": "software",
}
_FIELDS = {
    "title": "title",
    "shorttitle": "title-short",
    "journal": "container-title",
    "journaltitle": "container-title",
    "booktitle": "container-title",
    "howpublished": "container-title",
    "publisher": "publisher",
    "institution": "publisher",
    "school": "publisher",
    "address": "publisher-place",
    "location": "publisher-place",
    "volume": "volume",
    "number": "issue",
    "edition": "edition",
    "series": "collection-title",
    "abstract": "abstract",
    "note": "note",
    "annote": "annote",
    "annotation": "annote",
    "language": "language",
    "langid": "language",
}
_VERBATIM = {"doi": "DOI", "url": "URL"}
_NUMBERS = {"isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID"}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MISSING_COMMA = re.compile(r"[}\"]\s+\w+\s*=\s*[{\"]")
_CONCATENATION = re.compile(r"\s*(\w+|\"[^\"]*\")(\s*#\s*(\w+|\"[^\"]*\"))+\s*")

# It prints a warning for every block that it cannot read; we say so ourselves.
logging.getLogger("bibtexparser").setLevel(logging.ERROR)


def parse_bibtex(text: str) -> Reading:
    """Every entry that can be read, whatever the others are like."""
    library = Library()
    try:
        bibtexparser.parse_string(text, library=library)
    except (ValueError, IndexError, KeyError, RecursionError) as error:
        return Reading([], [_problem(1, f"the file cannot be read ({error}).")])
    reading = Reading([], [])
    strings = {key.lower(): string.value for key, string in library.strings_dict.items()}
    # Gathered from scratch at each look.
    failed = {id(block) for block in library.failed_blocks}
    for found in library.blocks:
        line = (found.start_line or 0) + 1
        block: Block | None = found
        if isinstance(found, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
            # Two entries with one key are two papers; of a field given twice the first counts.
            block = _unwrapped(found.ignore_error_block, strings)
        if isinstance(block, Entry):
            _read_entry(block, line, strings, reading)
        elif id(found) in failed:
            reading.problems.append(
                _problem(line, "the braces or commas of this entry do not match.")
            )
    return reading


def _unwrapped(block: Block | None, strings: Mapping[str, str]) -> Block | None:
    """The entry without the braces around its values, which the parser leaves on in these."""
    for field in block.fields if isinstance(block, Entry) else ():
        value = str(field.value).strip()
        if _CONCATENATION.fullmatch(value):
            continue
        is_enclosed = len(value) > 1 and value[0] + value[-1] in ("{}", '""')
        field.value = value[1:-1] if is_enclosed else strings.get(value.lower(), value)
    return block


def _problem(line: int, what: str) -> SourceError:
    return SourceError(what, where=f"line {line}", mend="Mend the entry, or enter it by hand.")


def _read_entry(entry: Entry, line: int, strings: Mapping[str, str], reading: Reading) -> None:
    fields: dict[str, str] = {}
    for field in entry.fields:
        fields.setdefault(field.key.lower(), _resolved(str(field.value), strings))
    if any(_MISSING_COMMA.search(value) for value in fields.values()):
        reading.problems.append(_problem(line, f"a comma is missing in “{entry.key}”."))
        return
    try:
        item = clean_item(_raw_item(entry.entry_type.lower(), fields))
    except RecursionError:
        reading.problems.append(_problem(line, f"the braces of “{entry.key}” lie too deep."))
        return
    if item.get("title"):
        reading.items.append(item)
        reading.warnings.extend(_warnings(entry.key, line, fields))
    else:
        reading.problems.append(_problem(line, f"“{entry.key}” has no title."))


def _warnings(key: str, line: int, fields: Mapping[str, str]) -> Iterator[SourceError]:
    for role in ("author", "editor"):
        if are_commas_for_and(fields.get(role, "")):
            yield SourceError(
                f"the names in {role} of “{key}” stand between commas.",
                where=f"line {line}",
                mend="They were read as a list. Write “and” between two names.",
            )


def _resolved(value: str, strings: Mapping[str, str]) -> str:
    """`iclr # " 2024"`, which the parser leaves as it stands."""
    if not _CONCATENATION.fullmatch(value):
        return value
    parts = re.findall(r"\"[^\"]*\"|\w+", value)
    return "".join(
        part[1:-1] if part.startswith('"') else strings.get(part.lower(), part) for part in parts
    )


def _raw_item(kind: str, fields: Mapping[str, str]) -> CslItem:
    raw: CslItem = {"type": _TYPES.get(kind, "article")}
    for source, target in (_FIELDS | _NUMBERS).items():
        if fields.get(source):
            raw.setdefault(target, decode(fields[source]))
    for source, target in _VERBATIM.items():
        if fields.get(source):
            raw[target] = decode_verbatim(fields[source])
    for role in ("author", "editor"):
        if fields.get(role):
            raw[role] = parse_bibtex_names(fields[role])
    if fields.get("pages"):
        raw["page"] = re.sub(r"\s*(?:--+|[–—])\s*", "-", decode(fields["pages"]))
    raw["issued"] = _issued(fields)
    others = {scheme: decode_verbatim(fields[scheme]) for scheme in LABELS if scheme in fields}
    others = {
        key: value for key, value in others.items() if key not in (*_VERBATIM, *_NUMBERS, "arxiv")
    }
    eprint_type = (fields.get("eprinttype") or "").lower()
    if eprint_type in LABELS and eprint_type not in ("arxiv", "url") and fields.get("eprint"):
        others.setdefault(eprint_type, decode_verbatim(fields["eprint"]))
    for identifier in map(parse_identifier, (fields.get(field, "") for field in UNPRINTED)):
        if identifier and identifier.scheme not in ("url", "doi", "arxiv"):
            others.setdefault(identifier.scheme, identifier.value)
    for scheme, variable in (("pubmed", "PMID"), ("pmc", "PMCID")):
        if scheme in others:
            raw.setdefault(variable, others.pop(scheme))
    if others:
        raw["custom"] = {"identifiers": others}
    return _with_arxiv(raw, fields)


def _with_arxiv(raw: CslItem, fields: Mapping[str, str]) -> CslItem:
    """From `eprint`, and from what Google Scholar writes: journal={arXiv preprint arXiv:…}."""
    prefix = (fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv").lower()
    found = read_arxiv(fields.get("eprint", "")) if prefix == "arxiv" else None
    place = str(raw.get("container-title", ""))
    if re.match(r"arxiv\b|corr$|arxiv\.org", place, re.IGNORECASE):
        found = found or read_arxiv(" ".join([place, fields.get("volume", "").replace("abs/", "")]))
        raw = {key: value for key, value in raw.items() if key not in ("container-title", "volume")}
        raw["type"] = "article"
    if found:
        raw["arxiv"] = found.value
    return raw


def _issued(fields: Mapping[str, str]) -> dict[str, Any]:
    date = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", fields.get("date", ""))
    if date:
        return {"date-parts": [[part for part in date.groups() if part]]}
    year = re.search(r"\d{4}", fields.get("year", ""))
    if not year:
        return {"raw": fields.get("year", "")}
    month = fields.get("month", "").strip("{} ").lower()
    number = _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else month
    return {"date-parts": [[year.group(), number] if number else [year.group()]]}
