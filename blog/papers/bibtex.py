"""CSL-JSON items → BibTeX, as biber and BibTeX read it.

http://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from anyascii import anyascii

from blog.core.text import one_line
from blog.papers.bibtex_names import format_bibtex_names
from blog.papers.csl import effective_type, issued_text, own_doi, persons, preprint_doi
from blog.papers.identifiers import Identifier, parse_identifier, url_of
from blog.papers.latex import escape, escape_text, escape_verbatim
from blog.papers.schemes import LABELS

_TYPES = {
    "article-journal": "article",
    "paper-conference": "inproceedings",
    "chapter": "incollection",
    "book": "book",
    "thesis": "phdthesis",
    "report": "techreport",
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NOT_IN_KEYS = re.compile(r"[^\w:.+/-]")
_STOP_WORDS = frozenset("a an the on in of for and to with from towards toward is are do".split())


def format_bibtex(items: Iterable[Mapping[str, Any]]) -> str:
    """All items as one file in UTF-8; keys are unique within the file."""
    return "".join(stream_bibtex(items))


def stream_bibtex(items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The same, piece by piece: only the keys are kept."""
    taken: set[str] = set()
    for item in items:
        key = next_key(citation_key(item), taken)
        yield ("\n" if taken else "") + _format_entry(item, key)
        taken.add(key)


def next_key(base: str, taken: Collection[str]) -> str:
    """`base`, or with b, c … behind it, whichever comes first that is not taken."""
    key, number = base, 1
    while key in taken:
        number += 1
        key = nth_key(base, number)
    return key


def nth_key(base: str, number: int) -> str:
    """What the second, third … of the same words is called: quill2024harbourb, …c."""
    return f"{base}{chr(ord('a') + number - 1)}" if number <= 26 else f"{base}{number}"


# For which biblatex has words and links of its own (biblatex manual, §3.14.7).
_EPRINTS = ("arxiv", "pubmed")
# For the use of those who write the file; no style prints them (biblatex manual, §2.2.4).
UNPRINTED = ("verba", "verbb", "verbc")


def citation_key(item: Mapping[str, Any]) -> str:
    """The key that the item was given, else one of its own words."""
    return _NOT_IN_KEYS.sub("", str(item.get("citation-key") or "")) or computed_key(item)


def computed_key(item: Mapping[str, Any]) -> str:
    """First author's family name, year, first word of the title that says something."""
    names = item.get("author") or [{}]
    family = (names[0].get("family") or names[0].get("literal") or "").strip() or "anonymous"
    words = [_letters(word) for word in re.split(r"[\s\-–—:/]+", str(item.get("title", "")))]
    telling = next((word for word in words if word and word not in _STOP_WORDS), "untitled")
    return f"{_letters(family.split()[-1])}{issued_text(item)[:4]}{telling}"


def can_be_cited(item: Mapping[str, Any]) -> bool:
    """Whether a key of its author and year can be computed."""
    return bool(persons(item) and issued_text(item))


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", anyascii(text).lower())


def _format_entry(item: Mapping[str, Any], key: str) -> str:
    fields = dict(_fields(item))
    width = max(map(len, fields), default=0)
    lines = [f"  {name:<{width}} = {value}," for name, value in fields.items()]
    return "\n".join([f"@{_entry_type(item)}{{{key},", *lines, "}", ""])


def _entry_type(item: Mapping[str, Any]) -> str:
    kind = _TYPES.get(effective_type(item), "misc")
    # BibTeX styles refuse an @inproceedings without booktitle and an @article without journal.
    needs_container = kind in ("inproceedings", "article", "incollection")
    return "misc" if needs_container and not item.get("container-title") else kind


def _fields(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    kind = _entry_type(item)
    if item.get("ids"):
        # Keys by which a manuscript may know it from before (biblatex manual, §2.2.3).
        yield "ids", "{" + ", ".join(item["ids"]) + "}"
    for role in ("author", "editor"):
        if item.get(role):
            yield role, format_bibtex_names(item[role])
    # The outer braces keep capitals ("RTFS-Net") from being lowered by a style.
    yield "title", "{" + _braced(item.get("title", "")) + "}"
    if item.get("container-title"):
        field = {"article": "journal", "misc": "howpublished"}.get(kind, "booktitle")
        yield field, _braced(item["container-title"])
    date = issued_text(item)
    if date:
        yield "year", "{" + date[:4] + "}"
    if len(date) >= 7:
        yield "month", _MONTHS[int(date[5:7]) - 1]
    publisher = {"techreport": "institution", "phdthesis": "school"}.get(kind, "publisher")
    plain = (("volume", "volume"), ("issue", "number"), ("publisher", publisher),
             ("publisher-place", "address"), ("edition", "edition"), ("language", "language"))  # fmt: skip
    for source, target in plain:
        if item.get(source):
            yield target, _braced(item[source])
    if item.get("page"):
        pages = re.split(r"\s*[-–—]+\s*", one_line(str(item["page"])))
        yield "pages", "{" + "--".join(escape(page) for page in pages) + "}"
    yield from _identifying_fields(item)
    # Every style prints a note, none an annotation.
    for name in ("abstract", "note", "annote"):
        if item.get(name):
            yield name, _braced(item[name])


def _identifying_fields(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Addresses and their like are verbatim in biblatex; a number of a book is text."""
    if own_doi(item):
        yield "doi", _verbatim(own_doi(item))
    for key in ("ISBN", "ISSN"):
        if item.get(key):
            yield key.lower(), _braced(item[key])
    eprint, url, others = _places(item)
    if eprint:
        yield "eprint", _verbatim(eprint.value)
        # BibTeX's styles read the one, biblatex the other.
        yield "eprinttype", _verbatim(eprint.scheme)
        if eprint.scheme == "arxiv":
            yield "archiveprefix", "{arXiv}"
    if url:
        yield "url", _verbatim(url)
    for field, identifier in zip(UNPRINTED, others, strict=False):
        yield field, _verbatim(url_of(identifier))


def _places(item: Mapping[str, Any]) -> tuple[Identifier | None, str, list[Identifier]]:
    """Where identifiers go that have no field of their own (biber warns of fields that it does not
    know): `eprint`, the address, and those that are left.

    An address that only repeats the DOI or the number on arXiv makes way for another one.
    """
    url = str(item.get("URL") or "")
    of_url = parse_identifier(url)
    identifiers = list(_without_field(item))
    eprint = next((each for each in identifiers if each.scheme in _EPRINTS), None)
    others = [each for each in identifiers if each not in (eprint, of_url)]
    if others and of_url in (None, eprint, Identifier("doi", own_doi(item).lower())):
        url = url_of(others.pop(0))
    if others and not eprint:
        eprint = others.pop(0)
    return eprint, url, others


def _without_field(item: Mapping[str, Any]) -> Iterator[Identifier]:
    for key, scheme in (("arxiv", "arxiv"), ("PMID", "pubmed"), ("PMCID", "pmc")):
        if item.get(key):
            yield Identifier(scheme, str(item[key]))
    if preprint_doi(item):
        yield Identifier("doi", preprint_doi(item).lower())
    for scheme, value in item.get("custom", {}).get("identifiers", {}).items():
        if scheme in LABELS and scheme not in ("url", "doi", "arxiv", "isbn"):
            yield Identifier(scheme, str(value))


def _verbatim(text: Any) -> str:
    return "{" + escape_verbatim(str(text)) + "}"


def _braced(text: Any) -> str:
    return "{" + escape_text(one_line(str(text))) + "}"
