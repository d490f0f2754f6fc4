"""The schemes of identifiers: their normal form, their name, their address. No Django.

arXiv: https://info.arxiv.org/help/arxiv_identifier.html · DOI: ISO 26324 · ISBN: ISO 2108
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

from blog.core.addresses import parse_address


@dataclass(frozen=True, slots=True)
class Identifier:
    """`scheme` in lower case; `value` normalised, so that equal works have equal identifiers."""

    scheme: str
    value: str


LABELS = {
    "arxiv": "arXiv",
    "doi": "DOI",
    "openreview": "OpenReview",
    "acl": "ACL",
    "pmlr": "PMLR",
    "neurips": "NeurIPS",
    "iclr": "ICLR",
    "cvf": "CVF",
    "ismir": "ISMIR",
    "jmlr": "JMLR",
    "isca": "ISCA",
    "aaai": "AAAI",
    "ieee": "IEEE Xplore",
    "pii": "ScienceDirect",
    "pubmed": "PubMed",
    "pmc": "PubMed Central",
    "hal": "HAL",
    "s2": "Semantic Scholar",
    "isbn": "ISBN",
    "url": "URL",
}
_ADDRESSES = {
    "arxiv": "https://arxiv.org/abs/{}",
    "openreview": "https://openreview.net/forum?id={}",
    "acl": "https://aclanthology.org/{}/",
    "pmlr": "https://proceedings.mlr.press/{}.html",
    "ieee": "https://ieeexplore.ieee.org/document/{}",
    "pii": "https://www.sciencedirect.com/science/article/pii/{}",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmc": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
    "hal": "https://hal.science/{}",
    "jmlr": "https://jmlr.org/papers/{}.html",
    "isca": "https://www.isca-archive.org/{}.html",
}
# Schemes of which an address shows the parts.
_IN_PARTS = {
    "cvf": re.compile(r"[^/]+(?:/[^/]+){1,2}"),
    "ismir": re.compile(r"[^/]+/[^/]+"),
    "aaai": re.compile(r"[^/]+/[^/]+"),
}
_ARXIV_NEW = re.compile(r"(?<![\d.])(\d{2})(\d{2})\.(\d{4,5})(?:v\d+)?(?!\d)", re.IGNORECASE)
_ARXIV_OLD = re.compile(r"(?<![\w-])([a-z-]+)(?:\.[a-z]{2})?/(\d{7})(?:v\d+)?(?!\d)", re.IGNORECASE)
_DOI = re.compile(r"\b(10\.\d{4,9}(?:\.\d+)*/[^\s\"<>]+)(<)?", re.IGNORECASE)
# Serial Item and Contribution Identifiers, the only DOIs in use that hold angle brackets.
_SICI = re.compile(r"\b(10\.\d{4,9}/\(sici\)[^\s\"']+)", re.IGNORECASE)
_DOI_ENDINGS = (
    ".pdf", ".full", ".abstract", ".bib", "/pdf", "/abstract", "/full", "/meta", "/epdf", "/html",
    "/fulltext", "/fulltext.html", "/full/html", "/full.html", "/references", "/figures", "/citation", "/summary",
    "/download", "/short", "/pdfft",
)  # fmt: skip


def read_arxiv(text: str) -> Identifier | None:
    """The first arXiv number in a text, without its version. The month must be one."""
    for found in _ARXIV_NEW.finditer(text):
        year, month, number = found.groups()
        # Numbers have five digits since January 2015 (and such numbers began in April 2007).
        digits = 5 if int(year) >= 15 else 4
        if 1 <= int(month) <= 12 and len(number) == digits and year + month >= "0704":
            return Identifier("arxiv", f"{year}{month}.{number}")
    old = _ARXIV_OLD.search(text)
    if old and 1 <= int(old[2][2:4]) <= 12:
        return Identifier("arxiv", f"{old[1].lower()}/{old[2]}")
    return None


def read_doi(text: str) -> Identifier | None:
    """The first DOI in a text; arXiv's own DOIs are arXiv numbers.

    DOIs compare without regard to case (DOI Handbook §2.4); a sentence's full stop is not part of
    one. Text that goes on with "<" is no DOI but markup, or an attempt at it.
    """
    plain = unquote(text)
    found = _SICI.search(plain) or _DOI.search(plain)
    if not found or (found.re is _DOI and found[2]):
        return None
    value = _without_endings(found[1].lower().split(";jsessionid=")[0])
    if value.endswith("/"):
        return None
    arxiv = re.fullmatch(r"10\.48550/arxiv\.(.+)", value)
    return read_arxiv(arxiv[1]) if arxiv else Identifier("doi", value)


def _without_endings(value: str) -> str:
    shorter = value
    while True:
        shorter = re.sub(r"[.,:'\"’”]+$|(?<!\(sici\))/+$", "", shorter)
        for opening, closing in ("()", "[]", "{}"):
            if shorter.endswith(closing) and shorter.count(closing) > shorter.count(opening):
                shorter = shorter[:-1]
        if shorter.endswith(";"):
            shorter = shorter[:-1]
        for ending in _DOI_ENDINGS:
            shorter = shorter.removesuffix(ending)
        if shorter == value:
            return value
        value = shorter


# arXiv, bioRxiv and medRxiv, SSRN, PsyArXiv, OSF, ChemRxiv, Preprints.org, Research Square, TechRxiv.
_PREPRINT_DOI = re.compile(
    r"10\.(?:48550/|1101/(?:\d{4}\.\d\d\.\d\d\.)?\d{6}|2139/ssrn|31234/|31219/|26434/|20944/"
    r"|21203/|36227/)",
    re.IGNORECASE,
)


def is_preprint_doi(doi: str) -> bool:
    return bool(_PREPRINT_DOI.match(doi))


def names_publication(identifier: Identifier) -> bool:
    """Whether the work was published where this identifier comes from, and not put into an archive,
    an index or on a page."""
    if identifier.scheme == "doi":
        return not is_preprint_doi(identifier.value)
    return identifier.scheme not in ("arxiv", "hal", "s2", "url")


def read_isbn(text: str) -> Identifier | None:
    """As ISBN-13, when the check digit is right."""
    digits = re.sub(r"[^0-9Xx]", "", text).upper()
    if len(digits) == 10 and re.fullmatch(r"\d{9}[\dX]", digits):
        weighted = sum(
            (10 - at) * (10 if digit == "X" else int(digit)) for at, digit in enumerate(digits)
        )
        if weighted % 11:
            return None
        core = f"978{digits[:9]}"
        digits = core + str(-_ean_sum(core) % 10)
    if re.fullmatch(r"97[89]\d{10}", digits) and _ean_sum(digits) % 10 == 0:
        return Identifier("isbn", digits)
    return None


def _ean_sum(digits: str) -> int:
    return sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits))


def label_of(identifier: Identifier) -> str:
    return LABELS.get(identifier.scheme, identifier.scheme)


def url_of(identifier: Identifier) -> str:
    """Where the work is to be read, or "" for a scheme without addresses and a value that is none."""
    scheme, value = identifier.scheme, identifier.value
    if scheme in _IN_PARTS and not _IN_PARTS[scheme].fullmatch(value):
        return ""
    if scheme in _ADDRESSES:
        return _ADDRESSES[scheme].format(value)
    match scheme:
        case "url":
            # Whatever was stored: nothing but the web is linked to.
            parts = parse_address(value)
            return value if parts and parts.scheme in ("http", "https") else ""
        case "doi":
            return "https://doi.org/" + quote(value, safe="/:;()._-,+~!$&'*=@")
        case "neurips" | "iclr":
            return _proceedings_url(scheme, value)
        case "cvf":
            return _cvf_url(value)
        case "ismir":
            year, number = value.split("/")
            return f"https://archives.ismir.net/ismir{year}/paper/{number}.pdf"
        case "aaai":
            journal, number = value.split("/")
            return f"https://ojs.aaai.org/index.php/{journal}/article/view/{number}"
        case "s2":
            host = "api." if value.startswith("CorpusID:") else "www."
            path = value if value.startswith("CorpusID:") else f"paper/{value}"
            return f"https://{host}semanticscholar.org/{path}"
    return ""


def _proceedings_url(scheme: str, value: str) -> str:
    year, _, rest = value.partition("/")
    if not rest:  # the site's numbers until 2019
        return f"https://papers.nips.cc/paper/{value}"
    number, _, track = rest.partition("/")
    host = "proceedings.neurips.cc" if scheme == "neurips" else "proceedings.iclr.cc"
    if track.startswith("round"):
        host = "datasets-benchmarks-proceedings.neurips.cc"
    folder = "paper" if track.startswith("round") else "paper_files/paper"
    suffix = f"-{track}" if track else ""
    return f"https://{host}/{folder}/{year}/hash/{number}-Abstract{suffix}.html"


def _cvf_url(value: str) -> str:
    volume, *workshop, stem = value.split("/")
    folder = "".join(f"{name}/" for name in workshop)
    place = (
        f"content_{volume}/html/{folder}" if "_" in volume else f"content/{volume}/{folder}html/"
    )
    return f"https://openaccess.thecvf.com/{place}{stem}.html"


def implied(identifier: Identifier) -> Iterator[Identifier]:
    """Identifiers of other schemes that this one contains: ACL's DOIs end in the Anthology's id."""
    if identifier.scheme == "doi":
        acl = re.fullmatch(r"10\.18653/v1/([a-z]\d{2}-\d{4}|\d{4}\.[\w-]+\.\d+)", identifier.value)
        if acl:
            value = acl[1].upper() if acl[1][0].isalpha() else acl[1]
            yield Identifier("acl", value)
