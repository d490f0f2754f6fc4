"""A page about one publication, as HugoBlox and its ancestors describe it → a paper entry.

https://docs.hugoblox.com/content/publications/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any

from blog.papers.bibtex_reader import parse_bibtex
from blog.papers.csl import author_names, issued_year
from blog.papers.identifiers import parse_identifier
from blog.transfer.hugo.addresses import urlize
from blog.transfer.hugo.people_strings import people_in, plain_latex, turned
from blog.transfer.hugo.profiles import read_profiles
from blog.transfer.hugo.read import RawRecord
from blog.transfer.hugo.references import link_target
from blog.transfer.hugo.site import HugoSite
from blog.transfer.hugo.wording import shown_text

_SECTIONS = frozenset({"publication", "publications", "paper", "papers"})
_LINKS = {
    "url_code": "code", "url_dataset": "data", "url_demo": "demo", "url_poster": "poster",
    "url_project": "project", "url_slides": "slides", "url_video": "video", "url_source": "other",
    "url_preprint": "paper",
}  # fmt: skip
_NAMES = {"pdf": "paper", "preprint": "paper", "dataset": "data", "source": "other"}
_KINDS = frozenset("code demo data video slides poster model project blog paper other".split())
# By name, and by the numbers of older versions.
_TYPES = {
    "1": "paper-conference", "2": "article-journal", "3": "article", "4": "report", "5": "book",
    "6": "chapter", "7": "thesis", "8": "patent", "preprint": "article", "manuscript": "article",
}  # fmt: skip
_CSL = frozenset((*_TYPES.values(), "document"))
# Also of an entry that holds little else, and is no record.
_DOI_IN_BIBTEX = re.compile(r"(?i)\bdoi\s*=\s*[{\"]\s*([^}\"]+?)\s*[}\"]")
_LARGEST_BIB = 20_000


def is_publication(values: Mapping[str, Any], path: str, record: RawRecord) -> bool:
    section = PurePosixPath(path).parts[0].lower() if "/" in path else ""
    has_people = bool(values.get("authors") or values.get("author") or _beside(record))
    is_listed = section in _SECTIONS and PurePosixPath(path).stem != "_index"
    return "publication_types" in values or (is_listed and has_people)


def publication_entry(
    values: Mapping[str, Any], title: str, year: str, record: RawRecord, site: HugoSite
) -> dict[str, Any]:
    """The value of a paper block, but for its commentary. What front matter does not say may be said
    by `cite.bib` beside it."""
    bib = _beside(record)
    links, doi = _links(values), _doi(values, bib)
    pdf = _address(values.get("url_pdf"))
    url = f"https://doi.org/{doi}" if doi else pdf or next((item["url"] for item in links), "")
    found = [
        parse_identifier(text) for text in (url, pdf, *(item["url"] for item in links)) if text
    ]
    known = [item for item in found if item and item.scheme != "url"]
    known += [item for item in (parse_identifier(text) for text in _addresses(bib)) if item]
    if pdf and pdf != url:
        links.insert(0, {"kind": "paper", "url": pdf, "label": "PDF"})
    return {
        "title": title if values.get("title") else str(bib.get("title") or title),
        "authors": ", ".join(_people(values, site) or author_names(bib)),
        "url": url or str(bib.get("URL") or ""),
        "identifiers": [[item.scheme, item.value] for item in dict.fromkeys(known)],
        "award": _first(values, "award", "awards"),
        "commentary": "",
        "more": [],
        "links": [item for item in links if item["url"] != url],
        "contributor": "",
        "disclosure": "",
        "venue": _venue(values) or str(bib.get("container-title") or ""),
        "year": year or str(issued_year(bib) or ""),
        "csl_type": _csl_type(values.get("publication_types") or bib.get("type")),
    }


def files_line(values: Mapping[str, Any], record: RawRecord, site: HugoSite) -> str:
    """Links to files beside the page, as prose: the chips of an entry lead to other sites alone."""
    shown = []
    for key in ("url_pdf", *_LINKS):
        value = values.get(key)
        if isinstance(value, str) and value.strip() and not _address(value):
            href = link_target(site, value.strip(), record)
            label = "PDF" if key == "url_pdf" else key.removeprefix("url_").capitalize()
            shown.append(f'<a href="{escape(href)}">{label}</a>')
    return f"<p>{' · '.join(shown)}</p>" if shown else ""


def links_of(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Label and target of each link, whether it leads to another site or to a file."""
    names = {"url_pdf": "PDF", "external_link": "Website"}
    for key in ("external_link", "url_pdf", *_LINKS):
        value = values.get(key)
        if isinstance(value, str) and value.strip():
            yield names.get(key) or key.removeprefix("url_").capitalize(), value.strip()
    slides = values.get("slides")
    if isinstance(slides, str) and "/" in slides:
        yield "Slides", slides
    listed = values.get("links")
    for item in listed if isinstance(listed, list) else ():
        if isinstance(item, Mapping) and isinstance(item.get("url"), str):
            name = str(item.get("name") or item.get("type") or item["url"])
            yield name, item["url"].strip()


def _people(values: Mapping[str, Any], site: HugoSite) -> list[str]:
    names = people_in(values.get("authors") or values.get("author"))
    return [turned(person_of(name, site)) for name in names]


def person_of(name: str, site: HugoSite) -> str:
    """Who is meant by a name or a handle."""
    if not site.people:
        site.people.update({key: item.name for key, item in read_profiles(site).items()})
        site.people.setdefault("", "")
    own = site.author if name == "admin" else ""
    return site.people.get(urlize(name)) or own or name


def _venue(values: Mapping[str, Any]) -> str:
    text = _first(values, "publication", "publication_short", "journal", "venue")
    return re.sub(r"^In:? +(?=[A-Z])", "", plain_latex(shown_text(text)))


def _links(values: Mapping[str, Any]) -> list[dict[str, str]]:
    found = [
        {"kind": kind, "url": address, "label": ""}
        for key, kind in _LINKS.items()
        if (address := _address(values.get(key)))
    ]
    listed = values.get("links")
    for item in listed if isinstance(listed, list) else ():
        address = _address(item.get("url")) if isinstance(item, Mapping) else ""
        if address:
            name = str(item.get("type") or item.get("name") or "").strip()
            kind = _NAMES.get(name.lower(), name.lower())
            label = str(item.get("name") or "") if kind not in _KINDS else ""
            found.append({"kind": kind if kind in _KINDS else "other", "url": address,
                          "label": label[:80]})  # fmt: skip
    return [item for at, item in enumerate(found) if item not in found[:at]]


def _address(value: Any) -> str:
    text = value.strip() if isinstance(value, str) else ""
    return text if text.startswith(("http://", "https://")) else ""


def _doi(values: Mapping[str, Any], bib: Mapping[str, Any]) -> str:
    named = values.get("hugoblox")
    ids = named.get("ids") if isinstance(named, Mapping) else None
    written = values.get("doi") or (ids.get("doi") if isinstance(ids, Mapping) else "") or ""
    identifier = parse_identifier(f"doi:{written}") or parse_identifier(str(written))
    if identifier is None or identifier.scheme != "doi":
        identifier = parse_identifier(f"doi:{bib.get('DOI') or ''}")
    return identifier.value if identifier and identifier.scheme == "doi" else ""


@lru_cache(maxsize=64)
def _read_bib(file: Path, written: int) -> Mapping[str, Any]:
    text = file.read_text(encoding="utf-8", errors="replace")
    if items := parse_bibtex(text).items:
        return items[0]
    doi = _DOI_IN_BIBTEX.search(text)
    return {"DOI": doi[1]} if doi else {}


def _beside(record: RawRecord) -> Mapping[str, Any]:
    """The record in `cite.bib`, which HugoBlox keeps in the folder of a publication."""
    file = record.folder / "cite.bib"
    try:
        stat = file.stat()
        return _read_bib(file, stat.st_mtime_ns) if stat.st_size < _LARGEST_BIB else {}
    except OSError:
        return {}


def _addresses(bib: Mapping[str, Any]) -> Iterator[str]:
    if bib.get("DOI"):
        yield f"doi:{bib['DOI']}"
    if bib.get("arxiv"):
        yield f"arXiv:{bib['arxiv']}"
    if bib.get("URL"):
        yield str(bib["URL"])


def _first(values: Mapping[str, Any], *keys: str) -> str:
    for key in keys:
        value = values.get(key)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return ""


def _csl_type(value: Any) -> str:
    name = str(value[0] if isinstance(value, list) and value else value or "").lower()
    known = _TYPES.get(name, name)
    return known if known in _CSL else "paper-conference"
