"""A heading that is a paper's title, with its links on the line below. No Django."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from blog.core.prose import Run, parse_prose
from blog.papers.identifiers import parse_identifier
from blog.transfer.paper_lists.paper_lines import is_generic, numbered
from blog.transfer.paper_lists.paper_names import looks_like_names, split_authors
from blog.transfer.reading.pieces import EntryLine, Piece

_PARTS = re.compile(r"[|·•\n;]|\s[–—-]\s|[\[\]()]")
_VENUE = re.compile(r"[A-Z][\w&@’' -]{1,60}[ '’]\d{2,4}")
_LABEL = re.compile(r"(?:authors?|links?|paper|venue|where|by|code|from)\s*:\s*", re.I)
_LONGEST = 400


def with_links_below(pieces: list[Piece]) -> list[Piece]:
    """Headings that such a line follows may be papers."""
    return [
        _with_entry(piece, following)
        for piece, following in zip(pieces, [*pieces[1:], None], strict=True)
    ]


def _with_entry(heading: Piece, following: Piece | None) -> Piece:
    if heading.kind != "heading" or heading.entry or heading.plain or following is None:
        return heading
    line = _line(following.value["html"]) if following.kind == "prose" else None
    if line is None or len(heading.value["text"].split()) < 2:
        return heading
    title, number = numbered(heading.value["text"], None)
    title, authors = (title, line.authors) if line.authors else split_authors(title)
    entry = replace(line, title=title, authors=authors, number=number)
    return replace(heading, entry=entry, plain=heading)


def _line(html: str) -> EntryLine | None:
    """Links to a paper and what goes with it, names, a place and a year: nothing else."""
    blocks = parse_prose(html)
    if not blocks or blocks[0].kind != "p" or len(html) > _LONGEST * 5:
        return None
    runs = [run for run in blocks[0].runs if run.entity != "footnote"]
    links = [(_href(run), run.text.strip()) for run in runs if run.link]
    papers = [url for url, text in links if _is_paper(url) and is_generic(text)]
    rest = "".join("|" if run.link else run.text for run in runs)
    parts = [_LABEL.sub("", part).strip(" ,.:/\ue000") for part in _PARTS.split(rest)]
    parts = [part for part in parts if part]
    names = [part for part in parts if looks_like_names(part) and not _VENUE.fullmatch(part)]
    others = [part for part in parts if part not in names and not _VENUE.fullmatch(part)]
    if not papers or others or len(names) > 1 or len(rest) > _LONGEST:
        return None
    return EntryLine("", papers[0], names[0] if names else "")


def _is_paper(url: str) -> bool:
    found = parse_identifier(url)
    return found is not None and (found.scheme != "url" or url.lower().endswith(".pdf"))


def _href(run: Run) -> str:
    assert run.link is not None
    return unescape(dict(run.link.attributes).get("href", ""))
