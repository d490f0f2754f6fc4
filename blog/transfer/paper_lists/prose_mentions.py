"""Papers that a post links to in its prose: offered to the editor, never made into entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from blog.papers.prose_links import prose_links
from blog.papers.schemes import label_of
from blog.transfer.document import Block

_Pair = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class MentionedPaper:
    """`text` is what the link says, `identifier` what a person calls the paper: "arXiv 2310.08753"."""

    text: str
    url: str
    identifier: str


def mentioned_papers(body: Iterable[Block]) -> tuple[MentionedPaper, ...]:
    """In the order of the text, each address once; what an entry discusses is left out."""
    blocks = list(_walk((block.kind, block.value) for block in body))
    entries = {value.get("url") for kind, value in blocks if kind == "paper"}
    found: dict[str, MentionedPaper] = {}
    for html in (value["html"] for kind, value in blocks if kind == "prose"):
        for link in prose_links(html):
            url = link.address
            if link.identifier.scheme != "url" and url not in entries:
                name = f"{label_of(link.identifier)} {link.identifier.value}"
                found.setdefault(url, MentionedPaper(link.text, url, name))
    return tuple(found.values())


def _walk(blocks: Iterable[_Pair]) -> Iterator[_Pair]:
    """Every block outside entries, and the entries themselves as papers."""
    for kind, value in blocks:
        yield kind, value
        if kind == "paper_list":
            yield from (("paper", entry) for entry in value["entries"])
        elif kind == "bonus_section":
            yield from _walk((block["kind"], block["value"]) for block in value["blocks"])
