"""What tells one paper from every other: arXiv ids, DOIs, OpenReview ids and their like. No Django."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from blog.papers.addresses import read_address, read_corpus_id
from blog.papers.schemes import (
    Identifier,
    implied,
    label_of,
    read_arxiv,
    read_doi,
    read_isbn,
    url_of,
)

__all__ = [
    "Identifier",
    "find_identifiers",
    "implied",
    "label_of",
    "parse_identifier",
    "url_of",
]

_BARE_ARXIV = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?", re.IGNORECASE)
# What stands before the number in lists of references.
_CITED_AS = re.compile(
    r"^(?:arXiv preprint\s+(?=arXiv)|(?:CoRR,?\s+)?abs/(?=\d{4}\.\d))", re.IGNORECASE
)
_LABELLED = re.compile(
    r"(?:urn:|info:)?(arxiv|doi|isbn|openreview|pmid|pmcid|acl|corpusid|s2cid)"
    r"(?:-1[03])?\s*(?:id)?\s*[:/ ]\s*(?=\S)",
    re.IGNORECASE,
)


def parse_identifier(text: str) -> Identifier | None:
    """The identifier in an address or a bare spelling; None when there is none.

    An address that names no known scheme is itself the identifier ("url"), without fragment,
    "www." and a slash at the end.
    """
    cleaned = _without_wrapping(text)
    return _read(cleaned) if cleaned and len(cleaned) <= 2000 else None


# A post that comes in is asked for the same links by its entries, its mentions and its report.
@lru_cache(maxsize=1024)
def _read(cleaned: str) -> Identifier | None:
    if re.match(r"https?://", cleaned, re.IGNORECASE):
        return read_address(cleaned)
    labelled = _LABELLED.match(cleaned)
    if labelled:
        rest = cleaned[labelled.end() :]
        # "doi: https://doi.org/…", as people paste it
        if re.match(r"https?://", rest, re.IGNORECASE):
            return read_address(rest)
        return _labelled(labelled[1].lower(), rest)
    return _bare(cleaned)


def _without_wrapping(text: str) -> str:
    """Without the brackets around it, and the characters that nobody sees, which PDFs put into it."""
    seen = "".join(char for char in text if unicodedata.category(char) not in ("Cf", "Cs")).strip()
    closing = {"(": ")", "[": "]", "<": ">", "“": "”", '"': '"', "'": "'"}
    while len(seen) > 1 and closing.get(seen[0]) == seen[-1]:
        seen = seen[1:-1].strip()
    return _CITED_AS.sub("", seen)


def find_identifiers(text: str) -> list[Identifier]:
    """The identifiers in a pasted text, a line or a word each, each once and in order."""
    found: dict[Identifier, None] = {}
    for line in text.splitlines():
        whole = parse_identifier(line)
        candidates = [whole] if whole else [parse_identifier(word) for word in line.split()]
        found.update(dict.fromkeys(candidate for candidate in candidates if candidate))
    return list(found)


def _labelled(label: str, rest: str) -> Identifier | None:
    match label:
        case "arxiv":
            return read_arxiv(rest) if _BARE_ARXIV.match(rest) else None
        case "doi":
            return read_doi(rest) if rest.startswith("10.") else None
        case "isbn":
            return read_isbn(rest)
        case "corpusid" | "s2cid":
            return read_corpus_id(rest)
        case "acl":
            return _typed("acl", rest, r"[A-Z]\d{2}-\d{4}|\d{4}\.[\w-]+\.\d+")
        case "openreview":
            return _typed("openreview", rest, r"[\w-]{5,40}")
        case "pmid":
            return _typed("pubmed", rest, r"\d{1,9}")
    return _typed("pmc", rest.upper(), r"PMC\d{4,9}")


def _typed(scheme: str, value: str, pattern: str) -> Identifier | None:
    return Identifier(scheme, value) if re.fullmatch(pattern, value) else None


def _bare(text: str) -> Identifier | None:
    if text.startswith("10."):
        return None if re.search(r"\s", text) else read_doi(text)
    if _BARE_ARXIV.fullmatch(text):
        return read_arxiv(text)
    if re.fullmatch(r"97[89][\d -]{10,14}|\d[\d-]{10,11}-[\dX]", text):
        return read_isbn(text)
    if re.fullmatch(r"PMC\d{4,9}", text):
        return Identifier("pmc", text)
    if re.fullmatch(r"[A-Z]\d{2}-\d{4}|20\d\d\.[a-z]+-[a-z]+\.\d+", text):
        return Identifier("acl", text)
    if re.match(r"[\w-]+(\.[\w-]+)+/\S*$", text):
        # Without "https://" an address counts only where it names a paper.
        found = read_address(f"https://{text}")
        return found if found and found.scheme != "url" else None
    return None
