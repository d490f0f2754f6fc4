"""Does an address lead to a paper, as far as an address can say? No Django."""

from __future__ import annotations

import re

from blog.core.addresses import parse_address
from blog.papers.identifiers import parse_identifier

_HOSTS = re.compile(
    r"(ieeexplore\.ieee\.org|isca-(?:speech|archive)\.org|papers\.nips\.cc|proceedings\.neurips\.cc|"
    r"openaccess\.thecvf\.com|jmlr\.org|semanticscholar\.org|sciencedirect\.com|program\.ismir|"
    r"ojs\.aaai\.org|biorxiv\.org|medrxiv\.org|dafx|transactions\.ismir)",
    re.I,
)
# The contents of a volume or a conference, a list of papers, a whole site.
_INDEX = re.compile(
    r"(?i)v?\d{1,4}|[a-z]+[_-]?\d{2,4}|papers?|paper_files|proceedings|volumes?|events?|archive|list|"
    r"index(?:\.html?)?|toc|home|group|program(?:me)?|schedule|accepted[\w-]*|menu"
)
_SHELVES = frozenset(("volumes", "events", "venues", "list"))
_NOT_PAPERS = re.compile(
    r"(?i)(?:slides?|poster|talk|supp(?:l\w*)?|supplementary|program(?:me)?|cv|flyer|schedule)[\w-]*\.pdf$"
)


def is_paper_address(url: str) -> bool:
    """True when the address leads to a paper, as far as an address can say."""
    return has_identifier(url) or _is_file_or_archive(url)


def has_identifier(url: str) -> bool:
    """Of a scheme that is made for papers."""
    identifier = parse_identifier(url)
    return identifier is not None and identifier.scheme != "url"


def _is_file_or_archive(url: str) -> bool:
    parts = parse_address(url)
    if parts is None or parse_identifier(url) is None:
        return False
    if parts.path.lower().endswith(".pdf"):
        return not _NOT_PAPERS.search(parts.path)
    return bool(_HOSTS.search(parts.host)) and not _is_index(parts.path, parts.query)


def _is_index(path: str, query: str) -> bool:
    names = [name for name in path.split("/") if name]
    if not names or (len(names) > 1 and names[-2] in _SHELVES):
        return True
    return bool(_INDEX.fullmatch(names[-1])) and not query
