"""What the parsers of others make of our citation files: bibtexparser, rispy and citeproc."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import bibtexparser
import rispy
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from citeproc.source.json import CiteProcJSON
from pylatexenc.latex2text import LatexNodes2Text

Name = tuple[str, str, str]
_LATEX = LatexNodes2Text(math_mode="verbatim")


@dataclass(frozen=True)
class Record:
    """`names` are (family with its particle, given, suffix); of an organisation (whole, "", "")."""

    title: str
    names: list[Name]
    year: str
    identifiers: dict[str, str] = field(default_factory=dict)


def record_of(item: Mapping[str, Any], identifiers: Iterable[tuple[str, str]] = ()) -> Record:
    """As it is stored: an item of CSL-JSON and the identifiers that all three forms can name."""
    parts = item.get("issued", {}).get("date-parts") or [[""]]
    known = {scheme: value for scheme, value in identifiers if scheme in ("doi", "arxiv")}
    names = [_name_of(name) for name in item.get("author", [])]
    return Record(item["title"], names, str(parts[0][0]), known)


def _name_of(name: Mapping[str, Any]) -> Name:
    particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
    family = f"{particle} {name.get('family', '')}".strip()
    if name.get("literal") or not (family and name.get("given")):
        return (name.get("literal") or name.get("given") or family, "", "")
    return (family, name["given"], name.get("suffix", ""))


def _found(**identifiers: str | None) -> dict[str, str]:
    return {scheme: value for scheme, value in identifiers.items() if value}


def read_bibtex(text: str) -> list[Record]:
    library = bibtexparser.parse_string(
        text, append_middleware=[SeparateCoAuthors(), SplitNameParts()]
    )
    assert library.failed_blocks == []
    return [_of_bibtex(entry) for entry in library.entries]


def _of_bibtex(entry: Any) -> Record:
    fields = {key: value.value for key, value in entry.fields_dict.items()}
    names = [
        (_plain([*name.von, *name.last]), _plain(name.first), _plain(name.jr))
        for name in fields.get("author", [])
    ]
    # `eprint` is a number on arXiv only where it says so (biblatex manual, §3.14.7).
    arxiv = fields.get("eprint") if fields.get("archiveprefix") == "arXiv" else None
    identifiers = _found(doi=fields.get("doi"), arxiv=arxiv)
    return Record(_plain([fields["title"]]), names, fields.get("year", ""), identifiers)


def _plain(words: Iterable[str]) -> str:
    """As bibtexparser's middleware decodes LaTeX, which leaves names that are split alone. Its
    decoder prints the modifier where a caret is meant."""
    return _LATEX.latex_to_text(" ".join(words)).replace("\u02c6", "^")


def read_ris(text: str) -> list[Record]:
    return [_of_ris(record) for record in rispy.loads(text)]


def _of_ris(record: Mapping[str, Any]) -> Record:
    names: list[Name] = []
    for name in record.get("authors", []):
        # EndNote's sign for an organisation: two commas for the one in its name.
        whole = ",," in name or "," not in name
        family, given, suffix, *_rest = [*name.split(", "), "", ""]
        names.append((name.replace(",,", ","), "", "") if whole else (family, given, suffix))
    arxiv = record.get("accession_number", "").removeprefix("arXiv:")
    identifiers = _found(doi=record.get("doi"), arxiv=arxiv)
    return Record(record["title"], names, record.get("year", ""), identifiers)


def read_csl(text: str) -> list[Record]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = CiteProcJSON(json.loads(text))
    return [_of_csl(source[key]) for key in source]


def _of_csl(item: Any) -> Record:
    # CSL has no variable for arXiv: its own DOI stands for it, and `custom` beside another DOI.
    doi, _, arxiv = str(item.get("DOI", "")).partition("10.48550/arXiv.")
    beside = re.search(r"'arxiv': '([^']+)'", str(item.get("custom", "")))
    identifiers = _found(doi=doi, arxiv=beside[1] if beside else arxiv)
    year = str(item["issued"]["year"]) if item.get("issued") else ""
    names = [_suffix_apart(_name_of(name)) for name in item.get("author") or []]
    return Record(str(item["title"]), names, year, identifiers)


def _suffix_apart(name: Name) -> Name:
    """As citeproc-js takes it from the given names (`parseSuffix`)."""
    family, given, suffix = name
    given, _, behind = given.partition(", ")
    return family, given, suffix or behind


READERS: dict[str, Callable[[str], list[Record]]] = {
    "bib": read_bibtex,
    "ris": read_ris,
    "json": read_csl,
}


def rewritten(suffix: str, text: str) -> str:
    """Read by a parser of others, and written again by it."""
    if suffix == "bib":
        return bibtexparser.write_string(bibtexparser.parse_string(text))
    if suffix == "ris":
        return rispy.dumps(rispy.loads(text))
    return json.dumps(json.loads(text), indent=None, sort_keys=True)
