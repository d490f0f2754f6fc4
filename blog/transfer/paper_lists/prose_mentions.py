"""Papers that a post links to in its text: offered to the editor, never made into entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from blog.papers.prose_links import ProseLink, block_links
from blog.papers.schemes import label_of
from blog.transfer.document import Block
from blog.transfer.paper_lists.generic_links import is_generic
from blog.transfer.paper_lists.item_lines import read_line
from blog.transfer.paper_lists.lines import line_of_prose
from blog.transfer.paper_lists.paper_names import looks_like_names

_Pair = tuple[str, Mapping[str, Any]]
_YEARS = re.compile(r"[,(\[\s]*(?:19|20)\d\d[a-z]?[)\]]?")
_VENUE = re.compile(r"[A-Z][\w&-]*(?: [A-Z][\w&-]*){0,3}[ '’]\s?\d{2,4}")
_LONGEST = 4000
_ET_AL = re.compile(r"\bet\.? al\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MentionedPaper:
    """`text` is what the link says, `identifier` what a person calls the paper: "arXiv 2310.08753".
    `title` stands beside a link that says "here"; "" where the text is the title, or nothing is."""

    text: str
    url: str
    identifier: str
    title: str = ""


def mentioned_papers(body: Iterable[Block]) -> tuple[MentionedPaper, ...]:
    """In the order of the text, each address once; what an entry discusses is left out."""
    blocks = list(_walk((block.kind, block.value) for block in body))
    entries = {value.get("url") for kind, value in blocks if kind == "paper"}
    papers: dict[str, MentionedPaper] = {}
    for kind, value in blocks:
        for link in block_links(kind, value):
            if link.identifier.scheme != "url" and link.address not in entries:
                papers.setdefault(link.address, _mentioned(link))
    return tuple(papers.values())


def _mentioned(link: ProseLink) -> MentionedPaper:
    name = f"{label_of(link.identifier)} {link.identifier.value}"
    title = "" if is_title(link.text) else _title_beside(link)
    return MentionedPaper(link.text, link.address, name, title)


def is_title(text: str) -> bool:
    """Neither "here" nor an address, nor who wrote it, nor where it came out."""
    return len(re.findall(r"[^\W\d_]{2,}", text)) > 1 and "://" not in text and _names_work(text)


def _names_work(text: str) -> bool:
    names = _YEARS.sub("", text).strip(" ,.()")
    if is_generic(text) or _ET_AL.search(text) or _VENUE.fullmatch(text.strip(" .,()")):
        return False
    return names == text.strip() or not looks_like_names(names)


def _title_beside(link: ProseLink) -> str:
    """From the words before a link that says "pdf", where they are a reference or a title."""
    entry = read_line(line_of_prose(link.around)) if len(link.around) <= _LONGEST else None
    is_link = entry is not None and entry.title == link.text
    if entry is None or is_link or entry.url != link.address or not _names_work(entry.title):
        return ""
    return entry.title


def _walk(blocks: Iterable[_Pair]) -> Iterator[_Pair]:
    """Every block, entries and what they hold included."""
    for kind, value in blocks:
        yield kind, value
        if kind == "paper_list":
            yield from _walk(("paper", entry) for entry in value["entries"])
        elif kind in ("paper", "bonus_section"):
            inner = value.get("more" if kind == "paper" else "blocks") or []
            yield from _walk((block["kind"], block["value"]) for block in inner)
