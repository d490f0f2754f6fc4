"""`citation_*` tags, which Google Scholar and reference managers read.

https://scholar.google.com/intl/en/scholar/inclusion.html#indexing; one tag an author, in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from blog.papers.csl import effective_type, issued_text, own_doi, persons

Tags = tuple[tuple[str, str], ...]
_CONTAINERS = {
    "article-journal": "citation_journal_title",
    "paper-conference": "citation_conference_title",
    "chapter": "citation_inbook_title",
}
# The names of kinds in Zotero, which otherwise guesses: a page of a site is no paper to it.
_ZOTERO = {
    "article-journal": "journalArticle",
    "paper-conference": "conferencePaper",
    "chapter": "bookSection",
    "book": "book",
    "thesis": "thesis",
    "report": "report",
    "dataset": "dataset",
    "post-weblog": "blogPost",
    "article": "preprint",
}


def post_tags(item: Mapping[str, Any], address: str) -> Tags:
    return _kept(
        [
            *_common(item),
            # No `citation_journal_title`: it would make a journal article of the post in Zotero
            # ("Embedded Metadata", `hwType`), whatever `z:itemType` says.
            ("citation_online_date", _day(item)),
            ("citation_public_url", address),
            ("citation_fulltext_html_url", address),
        ]
    )


def paper_tags(item: Mapping[str, Any], address: str) -> Tags:
    """Of the paper, not of our page about it; that is where its abstract is."""
    first, _, last = str(item.get("page", "")).replace("–", "-").partition("-")
    container = _CONTAINERS.get(effective_type(item), "")
    return _kept(
        [
            *_common(item),
            (container, item.get("container-title", "")),
            ("citation_publisher", item.get("publisher", "")),
            ("citation_volume", item.get("volume", "")),
            ("citation_issue", item.get("issue", "")),
            ("citation_firstpage", first.strip()),
            ("citation_lastpage", last.strip("- ")),
            ("citation_doi", own_doi(item)),
            ("citation_arxiv_id", item.get("arxiv", "")),
            ("citation_isbn", item.get("ISBN", "")),
            ("citation_pmid", item.get("PMID", "")),
            ("citation_public_url", item.get("URL") or address),
            ("citation_abstract_html_url", address),
        ]
    )


def _common(item: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    yield "z:itemType", _ZOTERO.get(effective_type(item), "document")
    yield "citation_title", item.get("title", "")
    for name in persons(item):
        yield "citation_author", citation_name(name)
    yield "citation_publication_date", _day(item)
    yield "citation_language", item.get("language", "")


def citation_name(name: Mapping[str, str]) -> str:
    """ "van der Berg, Ada, Jr.".

    Zotero takes the second part for the given name, so a suffix comes last; and it cuts at the
    comma where there are spaces on both sides of it ("Ada Quill, Bruno Verso"), so those in a
    family name of several words are no-break spaces then. What has no comma it cuts before the last
    word, which would be the family's; after a comma at the end an organisation stays whole.
    """
    if name.get("literal"):
        whole = name["literal"].replace(",", "")
        return f"{whole}," if " " in whole else whole
    particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
    family, given = f"{particle} {name.get('family', '')}".strip(), name.get("given", "")
    if " " in given:
        family = family.replace(" ", "\u00a0")
    return ", ".join(part for part in (family, given, name.get("suffix", "")) if part)


def _day(item: Mapping[str, Any]) -> str:
    return issued_text(item).replace("-", "/")


def _kept(tags: Iterable[tuple[str, Any]]) -> Tags:
    return tuple((name, str(text)) for name, text in tags if name and text)
