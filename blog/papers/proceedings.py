"""Addresses of the archives in which conferences keep their proceedings → identifiers. No Django."""

from __future__ import annotations

import re
from collections.abc import Callable

from blog.papers.schemes import Identifier

Query = dict[str, list[str]]
Reader = Callable[[str, Query], Identifier | None]


def _acl(path: str, query: Query) -> Identifier | None:
    found = re.fullmatch(
        r"/(?:anthology(?:-new)?/)?(?:papers/|attachments/)?(?:[A-Z]/[A-Z]\d{2}/)?"
        r"([A-Z]\d{2}-\d{4}|\d{4}\.[\w-]+\.\d+)(?:v\d+|e\d+)?(?:\.\w+){0,2}(?:/[\w.-]*)?",
        path,
        re.IGNORECASE,
    )
    if not found:
        return None
    value = found[1].upper() if found[1][0].isalpha() else found[1].lower()
    return Identifier("acl", value)


def _pmlr(path: str, query: Query) -> Identifier | None:
    found = re.fullmatch(r"/([vr]\d+)/([\w-]+?)(?:/\2(?:-supp)?)?(?:\.html|\.pdf|/)?", path)
    return Identifier("pmlr", f"{found[1]}/{found[2]}") if found else None


def _mlresearch(path: str, query: Query) -> Identifier | None:
    found = re.match(r"/mlresearch/(v\d+)/(?:main|gh-pages)/assets/([\w-]+)/", path)
    return Identifier("pmlr", f"{found[1]}/{found[2]}") if found else None


def _jmlr(path: str, query: Query) -> Identifier | None:
    proceedings = re.match(r"/proceedings/papers(/v\d+/.*)", path)
    if proceedings:
        return _pmlr(proceedings[1], query)
    found = re.fullmatch(
        r"(?:/beta)?/papers/v(?:olume)?(\d+)/([\w-]+?)(?:/\2)?(?:\.html|\.pdf|\.bib|/)?", path
    )
    return Identifier("jmlr", f"v{found[1]}/{found[2]}") if found else None


def _proceedings(scheme: str) -> Reader:
    """The site that NeurIPS and ICLR share: /paper_files/paper/2022/hash/…-Abstract-Conference."""

    def read(path: str, query: Query) -> Identifier | None:
        found = re.match(
            r"/(?:paper_files/)?paper/(\d{4})/(?:hash|file)/([0-9a-f]{32})-[A-Za-z]+?"
            r"(?:-([\w]+))?\.\w+$",
            path,
        )
        if found:
            track = f"/{found[3]}" if found[3] else ""
            return Identifier(scheme, f"{found[1]}/{found[2]}{track}")
        old = re.match(r"/paper/(\d{1,4}-[\w-]+?)(?:-supplemental|-reviews)?(?:\.\w+)?/?$", path)
        return Identifier(scheme, old[1]) if old and scheme == "neurips" else None

    return read


def _cvf(path: str, query: Query) -> Identifier | None:
    stem = r"([\w-]+?_paper)\.(?:html|pdf)"
    path = re.sub(r"/supplemental/(.+)_supplemental\.\w+$", r"/papers/\1_paper.pdf", path)
    found = re.fullmatch(
        rf"/content/(\w+\d{{4}}W?)/(?:([\w-]+)/)?(?:html|papers)/{stem}", path
    ) or re.fullmatch(rf"/content_(\w+)/(?:html|papers)/(?:([\w-]+)/)?{stem}", path)
    if not found:
        return None
    return Identifier("cvf", "/".join(part for part in found.groups() if part))


def _ismir(path: str, query: Query) -> Identifier | None:
    found = re.fullmatch(r"/ismir(\d{4})/(?:paper|latebreaking)/(\d{6})\.pdf", path)
    return Identifier("ismir", f"{found[1]}/{found[2]}") if found and "/paper/" in path else None


def _isca(path: str, query: Query) -> Identifier | None:
    # Until 2021 the file was named by the number at the end of the DOI.
    old = re.search(r"/interspeech_(20\d\d)/(?:abstracts|pdfs)/(\d{4})\.\w+$", path, re.I)
    if old:
        return Identifier("doi", f"10.21437/interspeech.{old[1]}-{int(old[2])}")
    found = re.fullmatch(
        r"(?:/archive)?(?:/pdfs)?/(\w+_\d{4}\w*)/([a-z]\w*\d{2}\w*)(?:\.html|\.pdf)?", path
    )
    return Identifier("isca", f"{found[1].lower()}/{found[2].lower()}") if found else None


def _aaai(path: str, query: Query) -> Identifier | None:
    found = re.match(r"/(?:ojs/)?(?:index\.php/)?([\w-]+)/article/(?:view|download)/(\d+)", path)
    return Identifier("aaai", f"{found[1].upper()}/{found[2]}") if found else None


PROCEEDINGS: tuple[tuple[str, Reader], ...] = (
    ("aclanthology.org aclweb.org aclanthology.info aclanthology.coli.uni-saarland.de", _acl),
    ("proceedings.mlr.press", _pmlr),
    ("raw.githubusercontent.com", _mlresearch),
    ("jmlr.org jmlr.csail.mit.edu", _jmlr),
    ("proceedings.neurips.cc papers.nips.cc papers.neurips.cc proceedings.nips.cc "
     "datasets-benchmarks-proceedings.neurips.cc", _proceedings("neurips")),
    ("proceedings.iclr.cc", _proceedings("iclr")),
    ("openaccess.thecvf.com", _cvf),
    ("archives.ismir.net", _ismir),
    ("isca-archive.org isca-speech.org", _isca),
    ("ojs.aaai.org aaai.org", _aaai),
)  # fmt: skip
