"""Public posts and papers as CSL-JSON items: what reference managers are given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from anyascii import anyascii

from blog.authors.bylines import format_byline
from blog.core.licences import Licence, licence_line, licence_of
from blog.core.prose import plain_text
from blog.papers.bibtex import format_bibtex
from blog.papers.citation import styled_citations
from blog.papers.csl import CslItem
from blog.posts.excerpt import text_of_body
from blog.posts.failures import leaving_out
from blog.posts.mentions import words_around
from blog.posts.models import Output
from blog.posts.walk import walk_raw
from blog.site.coins import coins_title
from blog.site.structured_data import kept


def item_of_post(post: Any, publication: str, default_licence: str) -> CslItem:
    """`post` with its bylines loaded; `publication` is the name that it appears under, and
    `default_licence` the one that holds where the post says none."""
    written = post.written_date
    return kept(
        {
            "type": "post-weblog",
            "id": post.full_url,
            "citation-key": _key_of_post(post),
            "title": post.title,
            "author": [credit.csl_name for credit in post.credits],
            "issued": {"date-parts": [[written.year, written.month, written.day]]}
            if written
            else None,
            "container-title": publication,
            "URL": post.external_canonical or post.full_url,
            "language": post.language,
            "abstract": post.standfirst,
            "note": _licence_note(licence_of(post.licence, default_licence)),
        }
    )


def _licence_note(licence: Licence | None) -> str:
    # None of the three formats has a field for it; a note is read by all.
    return f"Licence: {licence_line(licence)}" if licence else ""


def _key_of_post(post: Any) -> str:
    """Of the post alone, so that no later post changes it: the slug is nobody else's."""
    first = post.credits[0] if post.credits else None
    name = (first.family or first.name) if first else "anonymous"
    year = post.written_date.year if post.date else ""
    return f"{_plain(name.split()[-1])}{year}{_plain(post.slug)}"


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9-]", "", anyascii(text).lower())


def citation_box(item: CslItem) -> dict[str, Any]:
    """The item in the styles that readers ask for, as BibTeX, and for reference managers."""
    return {
        "item": item,
        "styled": styled_citations(item),
        "bibtex": format_bibtex([item]),
        "coins": coins_title(item),
    }


def items_of_papers(post: Any, mentions: Iterable[Any]) -> list[CslItem]:
    """Each paper once, in the order of the post, with what the post says about it as its
    annotation: styles print a note, and Zotero puts it among its own fields.

    `mentions` are the post's, with papers, identifiers and contributors loaded.
    """
    entries = _entries_of(post)
    items: dict[int, CslItem] = {}
    for mention in mentions:
        item = items.setdefault(mention.paper_id, mention.paper.citation_item)
        with leaving_out(post, Output.PAPER):
            note = _note(post, mention, entries.get(mention.block_id, {}))
            item["annote"] = " ".join(filter(None, [item.get("annote"), note]))
    return list(items.values())


def _entries_of(post: Any) -> dict[str, Any]:
    """Block id → entry; none of a body that cannot be read."""
    with leaving_out(post, Output.PAPER):
        placed = walk_raw(post.body.raw_data)
        return {block.id: block.value for block in placed if block.kind == "paper"}
    return {}


def _note(post: Any, mention: Any, entry: Mapping[str, Any]) -> str:
    """ "Ada Quill in “Hello Vienna”, https://…/#p-1f0c9a3e: We read it twice. Disclosure: …"."""
    who = str(mention.contributor) if mention.contributor else format_byline(post.credits)
    place = f"“{post.title}”, {post.full_url}{mention.fragment}"
    if mention.kind == "prose":
        entry = {"commentary": escape(words_around(post.body.raw_data, mention))}
    texts = [plain_text(entry.get("commentary") or ""), text_of_body(entry.get("more") or [])]
    if entry.get("disclosure"):
        texts.append(f"Disclosure: {entry['disclosure']}")
    said = " ".join(" ".join(texts).split())
    return f"{who} in {place}: {said}" if who else f"{place}: {said}"
