"""What tells one paper from every other: arXiv ids, DOIs, OpenReview ids and their like. No Django.

arXiv: https://info.arxiv.org/help/arxiv_identifier.html · DOI: ISO 26324 ·
ACL: https://aclanthology.org/info/ids/ · ISBN: ISO 2108
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Identifier:
    """`scheme` in lower case; `value` normalised, so that equal works have equal identifiers."""

    scheme: str
    value: str


_ARXIV = re.compile(
    r"(?<!\d)(\d{4}\.\d{4,5})(v\d+)?(?!\d)|\b([a-z-]+(?:\.[A-Z]{2})?/\d{7})(v\d+)?\b"
)
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>]+)", re.IGNORECASE)
_LABELS = {
    "arxiv": "arXiv",
    "doi": "DOI",
    "openreview": "OpenReview",
    "acl": "ACL",
    "pmlr": "PMLR",
    "ismir": "ISMIR",
    "isbn": "ISBN",
    "pubmed": "PubMed",
    "url": "URL",
}
_ARXIV_HOSTS = frozenset(
    "arxiv.org export.arxiv.org ar5iv.org ar5iv.labs.arxiv.org alphaxiv.org scirate.com".split()
)


def parse_identifier(text: str) -> Identifier | None:
    """The identifier in an address or a bare spelling; None when there is none.

    An address that names no known scheme is itself the identifier ("url"), without fragment,
    "www." and a slash at the end.
    """
    cleaned = text.strip()
    if not cleaned:
        return None
    if re.match(r"(?i)arxiv:\s*", cleaned):
        return _arxiv(cleaned.split(":", 1)[1])
    if re.match(r"(?i)doi:\s*10\.", cleaned) or cleaned.startswith("10."):
        return _doi(cleaned)
    if re.match(r"(?i)isbn[:\s-]", cleaned):
        return _isbn(cleaned[5:])
    if re.match(r"(?i)https?://", cleaned):
        return _from_url(cleaned)
    bare = _ARXIV.fullmatch(cleaned)
    return _arxiv(cleaned) if bare else None


def url_of(identifier: Identifier) -> str:
    """Where the work is to be read, or "" for a scheme without addresses."""
    value = identifier.value
    match identifier.scheme:
        case "arxiv":
            return f"https://arxiv.org/abs/{value}"
        case "doi":
            return f"https://doi.org/{value}"
        case "openreview":
            return f"https://openreview.net/forum?id={value}"
        case "acl":
            return f"https://aclanthology.org/{value}/"
        case "pmlr":
            return f"https://proceedings.mlr.press/{value}.html"
        case "ismir":
            year, number = value.split("/")
            return f"https://archives.ismir.net/ismir{year}/paper/{number}.pdf"
        case "pubmed":
            return f"https://pubmed.ncbi.nlm.nih.gov/{value}/"
        case "url":
            return value
    return ""


def label_of(identifier: Identifier) -> str:
    return _LABELS.get(identifier.scheme, identifier.scheme)


def _from_url(url: str) -> Identifier | None:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower().removeprefix("www.")
    except ValueError:
        return None
    if not host:
        return None
    path = unquote(parts.path)
    for hosts, read in _READERS:
        if host in hosts:
            found = read(path, parts.query)
            if found:
                return found
    doi = _DOI.search(path)
    if doi:
        return _doi(doi[1])
    query = f"?{parts.query}" if parts.query else ""
    return Identifier("url", f"https://{host}{parts.path.rstrip('/')}{query}")


def _arxiv(text: str) -> Identifier | None:
    found = _ARXIV.search(text.removesuffix(".pdf"))
    if not found:
        return None
    return Identifier("arxiv", found[1] or re.sub(r"\.[A-Z]{2}/", "/", found[3]))


def _doi(text: str) -> Identifier | None:
    found = _DOI.search(unquote(text))
    if not found:
        return None
    # DOIs compare without regard to case (DOI Handbook §2.4); a sentence's full stop is not part.
    value = found[1].lower().rstrip(".,;:)]}'\"")
    for ending in (".pdf", "/pdf", "/abstract", "/full", "/meta", "/epdf"):
        value = value.removesuffix(ending)
    datacite = re.fullmatch(r"10\.48550/arxiv\.(.+)", value)
    return _arxiv(datacite[1]) if datacite else Identifier("doi", value)


def _isbn(text: str) -> Identifier | None:
    digits = re.sub(r"[^0-9Xx]", "", text).upper()
    if len(digits) == 10 and sum(
        (10 - at) * (10 if digit == "X" else int(digit)) for at, digit in enumerate(digits)
    ) % 11 == 0:  # fmt: skip
        core = f"978{digits[:9]}"
        digits = core + str(-sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(core)) % 10)
    if len(digits) == 13 and digits.isdigit() and not (
        sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10
    ):  # fmt: skip
        return Identifier("isbn", digits)
    return None


def _arxiv_address(path: str, query: str) -> Identifier | None:
    return _arxiv(path)


def _hugging_face(path: str, query: str) -> Identifier | None:
    return _arxiv(path) if path.startswith("/papers/") else None


def _openreview(path: str, query: str) -> Identifier | None:
    values = parse_qs(query)
    for name in ("id", "noteId"):
        if values.get(name) and re.fullmatch(r"[\w-]{5,40}", values[name][0]):
            return Identifier("openreview", values[name][0])
    return None


def _acl(path: str, query: str) -> Identifier | None:
    found = re.match(
        r"/(?:anthology/|papers/[^/]+/[^/]+/)?([A-Z]\d{2}-\d{4}|\d{4}\.[\w-]+\.\d+)", path
    )
    return Identifier("acl", found[1]) if found else None


def _pmlr(path: str, query: str) -> Identifier | None:
    found = re.match(r"/(v\d+|r\d+)/([\w-]+?)(?:/\2)?(?:\.html|\.pdf|/)?$", path)
    return Identifier("pmlr", f"{found[1]}/{found[2]}") if found else None


def _ismir(path: str, query: str) -> Identifier | None:
    found = re.match(r"/ismir(\d{4})/paper/(\d{6})\.pdf$", path)
    return Identifier("ismir", f"{found[1]}/{found[2]}") if found else None


def _zenodo(path: str, query: str) -> Identifier | None:
    found = re.match(r"/(?:record|records)/(\d+)", path)
    return Identifier("doi", f"10.5281/zenodo.{found[1]}") if found else None


def _nature(path: str, query: str) -> Identifier | None:
    found = re.match(r"/articles/(s\d{5}-\d{3}-\d{5}-[\w])", path)
    return Identifier("doi", f"10.1038/{found[1]}") if found else None


def _pubmed(path: str, query: str) -> Identifier | None:
    found = re.match(r"/(?:pubmed/)?(\d{5,9})/?$", path)
    return Identifier("pubmed", found[1]) if found else None


_READERS: tuple[tuple[frozenset[str], Callable[[str, str], Identifier | None]], ...] = (
    (_ARXIV_HOSTS, _arxiv_address),
    (frozenset({"huggingface.co"}), _hugging_face),
    (frozenset({"openreview.net"}), _openreview),
    (frozenset({"aclanthology.org", "aclweb.org"}), _acl),
    (frozenset({"proceedings.mlr.press"}), _pmlr),
    (frozenset({"archives.ismir.net"}), _ismir),
    (frozenset({"zenodo.org"}), _zenodo),
    (frozenset({"nature.com"}), _nature),
    (frozenset({"pubmed.ncbi.nlm.nih.gov"}), _pubmed),
)
