"""What readers call the places where papers are to be read. No Django."""

from __future__ import annotations

from blog.core.addresses import parse_address

_NAMES = {
    "aclanthology.org": "ACL Anthology",
    "arxiv.org": "arXiv",
    "biorxiv.org": "bioRxiv",
    "dl.acm.org": "ACM",
    "doi.org": "DOI",
    "hal.science": "HAL",
    "ieeexplore.ieee.org": "IEEE Xplore",
    "isca-archive.org": "ISCA",
    "jmlr.org": "JMLR",
    "link.springer.com": "Springer",
    "nature.com": "Nature",
    "ojs.aaai.org": "AAAI",
    "openaccess.thecvf.com": "CVF",
    "openreview.net": "OpenReview",
    "papers.nips.cc": "NeurIPS",
    "pmc.ncbi.nlm.nih.gov": "PubMed Central",
    "proceedings.mlr.press": "PMLR",
    "proceedings.neurips.cc": "NeurIPS",
    "pubmed.ncbi.nlm.nih.gov": "PubMed",
    "sciencedirect.com": "ScienceDirect",
    "semanticscholar.org": "Semantic Scholar",
    "zenodo.org": "Zenodo",
}


def host_name(url: str) -> str:
    """ "arXiv", "ACL Anthology"; elsewhere "PDF" where the address says so, else the host."""
    parts = parse_address(url)
    if parts is None:
        return ""
    name = _NAMES.get(parts.bare_host)
    if name is None and parts.path.lower().endswith(".pdf"):
        return "PDF"
    return name or parts.bare_host
