"""A data file of publications → paper lists by section; talks and music stay lists of text.

The file's form is that of `{{< publications >}}`: sections with entries that name title, authors,
venue, year, links.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import yaml

from blog.core.prose import canonical_prose
from blog.papers.identifiers import parse_identifier
from blog.transfer.reading.pieces import Piece

MAX_DATA_BYTES = 2_000_000
_NO_PAPERS = frozenset({"talks", "music"})
_LINKS = {"code": "code", "slides": "slides", "video": "video", "demo": "demo", "poster": "poster"}
_SKIPPED = ("doi", "arxiv", "pdf", "url")


def publication_pieces(data: Path | None, start: int, end: int) -> list[Piece]:
    """A piece for each section; all of them stand where the shortcode stood. None without a file."""
    file = data / "publications.yaml" if data else None
    if file is None or not file.is_file() or file.stat().st_size > MAX_DATA_BYTES:
        return []
    try:
        loaded = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError):
        return []
    sections = loaded.get("sections") if isinstance(loaded, dict) else None
    pieces: list[Piece] = []
    for section in sections or []:
        entries = [entry for entry in section.get("entries") or [] if entry.get("title")]
        if str(section.get("id")) in _NO_PAPERS:
            pieces += _text_section(section, entries, start, end)
        elif entries:
            pieces.append(_paper_section(section, entries, start, end))
    return pieces


def _paper_section(section: dict[str, Any], entries: list[Any], start: int, end: int) -> Piece:
    value = {
        "heading": str(section.get("name") or ""),
        "intro": "",
        "ranked": False,
        "expected_count": None,
        "entries": [_entry(entry) for entry in entries],
    }
    return Piece("paper_list", value, start, end)


def _entry(entry: dict[str, Any]) -> dict[str, Any]:
    identifiers = []
    for key in _SKIPPED:
        text = str(entry.get(key) or "")
        found = parse_identifier(f"doi:{text}" if key == "doi" and text.startswith("10.") else text)
        pair = [found.scheme, found.value] if found else None
        # A bare address tells little once a real identifier is known.
        if pair and pair not in identifiers and (pair[0] != "url" or not identifiers):
            identifiers.append(pair)
    return {
        "title": str(entry["title"]),
        "authors": str(entry.get("authors") or ""),
        "url": next((str(entry[key]) for key in ("pdf", "arxiv", "url") if entry.get(key)), ""),
        "identifiers": identifiers,
        "award": str(entry.get("award") or ""),
        "commentary": "",
        "more": [],
        "links": _links(entry),
        "contributor": "",
        "disclosure": "",
        "venue": str(entry.get("venue") or ""),
        "year": str(entry.get("year") or ""),
        "csl_type": _csl_type(str(entry.get("bibtex_type") or "inproceedings")),
    }


def _links(entry: dict[str, Any]) -> list[dict[str, str]]:
    found = [
        {"kind": kind, "url": str(entry[key]), "label": ""}
        for key, kind in _LINKS.items()
        if entry.get(key)
    ]
    for link in entry.get("links") or []:
        if isinstance(link, dict) and link.get("url"):
            found.append(
                {"kind": "other", "url": str(link["url"]), "label": str(link.get("name") or "")}
            )
    return found


def _csl_type(bibtex_type: str) -> str:
    return {
        "article": "article-journal",
        "phdthesis": "thesis",
        "mastersthesis": "thesis",
        "book": "book",
        "misc": "document",
    }.get(bibtex_type, "paper-conference")


def _text_section(section: dict[str, Any], entries: list[Any], start: int, end: int) -> list[Piece]:
    items = []
    for entry in entries:
        url = next((entry[key] for key in ("url", "video", "slides", "pdf") if entry.get(key)), "")
        title = escape(str(entry["title"]), quote=False)
        shown = f'<a href="{escape(str(url))}">{title}</a>' if url else title
        rest = [
            str(entry[key]) for key in ("authors", "venue", "address", "year") if entry.get(key)
        ]
        items.append(
            f"<li>{', '.join([shown, *(escape(text, quote=False) for text in rest)])}</li>"
        )
    heading = {"text": str(section.get("name") or ""), "level": "2"}
    pieces = [Piece("heading", heading, start, end)] if heading["text"] else []
    if items:
        html = canonical_prose(f"<ul>{''.join(items)}</ul>")
        pieces.append(Piece("prose", {"html": html}, start, end))
    return pieces
