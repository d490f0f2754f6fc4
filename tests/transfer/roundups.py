"""Round-ups as people write them, read as an import reads them, in a form that is easy to compare."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from blog.core.prose import plain_text
from blog.transfer.document import Block
from blog.transfer.hugo.reread import Reader, bare_site
from blog.transfer.reading.dialect import Dialect

SAMPLES = Path(__file__).parent.parent / "samples" / "roundups"
READER = Reader(bare_site(Dialect()))
ARXIV = "https://arxiv.org/abs/2401."


class ListedPaper(NamedTuple):
    """`text` is the commentary with what follows it, as it is read; `chips` are their kinds."""

    title: str
    url: str
    authors: str = ""
    text: str = ""
    chips: str = ""
    award: str = ""


def read(source: str) -> list[Block]:
    """The blocks of a post; "U:1" stands for an address of arXiv."""
    text = re.sub(r"\bU:(\d+)", lambda number: f"{ARXIV}{int(number[1]):05}", source)
    head = "" if text.startswith("---\n") else "---\ntitle: Notes\n---\n"
    return list(READER.document(f"{head}{text}".encode()).body)


def papers(blocks: list[Block]) -> list[ListedPaper]:
    return [paper for _heading, entries in lists(blocks) for paper in entries]


def lists(blocks: list[Block]) -> list[tuple[str, list[ListedPaper]]]:
    return [
        (block.value["heading"], [_listed(entry) for entry in block.value["entries"]])
        for block in blocks
        if block.kind == "paper_list"
    ]


def _listed(entry: dict) -> ListedPaper:
    parts = [plain_text(entry["commentary"]), *(_said(block) for block in entry["more"])]
    return ListedPaper(
        title=entry["title"],
        url=re.sub(rf"{re.escape(ARXIV)}0*", "U:", entry["url"]),
        authors=entry["authors"],
        text=" / ".join("\n".join(filter(None, parts)).split("\n")),
        chips=" ".join(link["kind"] for link in entry["links"]),
        award=entry["award"],
    )


def _said(block: dict) -> str:
    value = block["value"]
    if block["kind"] == "prose":
        return plain_text(value["html"])
    return f"[{block['kind']}: {value.get('src') or value.get('text') or ''}]"
