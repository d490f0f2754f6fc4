"""CSL-JSON items → BibTeX, as biber and BibTeX read it.

http://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from anyascii import anyascii

from blog.papers.csl import issued_text

_TYPES = {
    "article-journal": "article",
    "paper-conference": "inproceedings",
    "chapter": "incollection",
    "book": "book",
    "thesis": "phdthesis",
    "report": "techreport",
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_STOP_WORDS = frozenset("a an the on in of for and to with from towards toward is are do".split())
_SPECIALS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "$": r"\$",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def format_bibtex(items: Iterable[Mapping[str, Any]]) -> str:
    """All items as one file in UTF-8; keys are stable, and unique within the file."""
    entries, taken = [], set()
    for item in items:
        key = base = citation_key(item)
        suffix = ord("a")
        while key in taken:
            suffix += 1
            key = f"{base}{chr(suffix)}" if suffix <= ord("z") else f"{base}{suffix}"
        taken.add(key)
        entries.append(_format_entry(item, key))
    return "\n".join(entries)


def citation_key(item: Mapping[str, Any]) -> str:
    """First author's family name, year, first word of the title that says something."""
    names = item.get("author") or [{}]
    family = names[0].get("family") or names[0].get("literal") or "anonymous"
    words = [_letters(word) for word in re.split(r"[\s\-–—:/]+", str(item.get("title", "")))]
    telling = next((word for word in words if word and word not in _STOP_WORDS), "untitled")
    return f"{_letters(family.split()[-1])}{issued_text(item)[:4]}{telling}"


def escape(text: str) -> str:
    return "".join(_SPECIALS.get(char, char) for char in text)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", anyascii(text).lower())


def _format_entry(item: Mapping[str, Any], key: str) -> str:
    fields = dict(_fields(item))
    width = max(map(len, fields), default=0)
    lines = [f"  {name:<{width}} = {value}," for name, value in fields.items()]
    return "\n".join([f"@{_entry_type(item)}{{{key},", *lines, "}", ""])


def _entry_type(item: Mapping[str, Any]) -> str:
    kind = _TYPES.get(str(item.get("type")), "misc")
    # BibTeX styles refuse an @inproceedings without booktitle and an @article without journal.
    needs_container = kind in ("inproceedings", "article", "incollection")
    return "misc" if needs_container and not item.get("container-title") else kind


def _fields(item: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    if item.get("author"):
        yield "author", "{" + " and ".join(_bibtex_name(name) for name in item["author"]) + "}"
    # The outer braces keep capitals ("RTFS-Net") from being lowered by a style.
    yield "title", "{{" + escape(str(item.get("title", ""))) + "}}"
    container = item.get("container-title")
    if container:
        field = {"article": "journal"}.get(_entry_type(item), "booktitle")
        yield field, "{" + escape(str(container)) + "}"
    date = issued_text(item)
    if date:
        yield "year", "{" + date[:4] + "}"
    if len(date) >= 7:
        yield "month", _MONTHS[int(date[5:7]) - 1]
    for source, target in (("volume", "volume"), ("issue", "number"), ("publisher", "publisher")):
        if item.get(source):
            yield target, "{" + escape(str(item[source])) + "}"
    if item.get("page"):
        yield "pages", "{" + re.sub(r"\s*[-–—]+\s*", "--", str(item["page"])) + "}"
    if item.get("DOI"):
        yield "doi", "{" + str(item["DOI"]) + "}"
    if item.get("arxiv"):
        yield "eprint", "{" + str(item["arxiv"]) + "}"
        yield "archiveprefix", "{arXiv}"
    if item.get("ISBN"):
        yield "isbn", "{" + str(item["ISBN"]) + "}"
    if item.get("URL"):
        yield "url", "{" + str(item["URL"]).replace("%", r"\%").replace("#", r"\#") + "}"
    if item.get("note"):
        yield "note", "{" + escape(str(item["note"])) + "}"


def _bibtex_name(name: Mapping[str, str]) -> str:
    if name.get("literal"):
        return "{" + escape(name["literal"]) + "}"
    particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
    family = f"{particle} {name.get('family', '')}".strip()
    parts = [family, name.get("suffix", ""), name.get("given", "")]
    return escape(", ".join(part for part in parts if part))
