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


def is_paper_address(url: str) -> bool:
    """True when the address leads to a paper, as far as an address can say."""
    identifier = parse_identifier(url)
    if identifier is None:
        return False
    parts = parse_address(url)
    names_pdf = parts is not None and parts.path.lower().endswith(".pdf")
    return identifier.scheme != "url" or names_pdf or bool(_HOSTS.search(url))
