"""Galleries, recordings and links to posts as our own exports write them: between two comments that
a reader of the text never sees, what a Hugo site shows of them without any help. No Django.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from lxml import html

from blog.core.prose import parse_prose
from blog.transfer.reading.marked import closing_of
from blog.transfer.reading.pieces import Piece
from blog.transfer.reading.structures import with_captions

Read = Callable[[Piece, list[Piece]], tuple[str, dict[str, Any]] | None]


def with_marked_blocks(pieces: list[Piece]) -> list[Piece]:
    """What stands between two markers of ours becomes the one piece that it was. Where it cannot,
    because somebody changed it in the text, it stays what it looks like."""
    kept: list[Piece] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        read = _READERS.get(piece.value["name"]) if piece.kind == "marker" else None
        close = closing_of(pieces, at) if read else None
        if read is None or close is None:
            kept += [] if read else [piece]
            at += 1
            continue
        inside = with_marked_blocks(pieces[at + 1 : close])
        found = read(piece, inside)
        if found:
            kept.append(Piece(*found, piece.start, pieces[close].end))
        else:
            kept += [item for item in inside if item.kind != "marker"]
        at = close + 1
    return kept


def _gallery(marker: Piece, inside: list[Piece]) -> tuple[str, dict[str, Any]] | None:
    pictures = [
        {name: piece.value[name] for name in ("src", "alt", "decorative", "caption", "credit")}
        for piece in inside
        if piece.kind == "image"
    ]
    if len(pictures) < 2 or any(piece.kind not in ("image", "prose") for piece in inside):
        return None
    columns = str(marker.value["columns"] or 3)
    value = {"pictures": pictures, "columns": columns if columns in "23" else "3"}
    return "gallery", value | {"caption": _line(inside)}


def _captioned(marker: Piece, inside: list[Piece]) -> tuple[str, dict[str, Any]] | None:
    """A caption that holds notes, which no parameter of a shortcode could."""
    first, rest = (inside[0], inside[1:]) if inside else (None, [])
    if first is None or first.kind not in ("image", "embed") or not rest:
        return None
    if any(piece.kind != "prose" for piece in rest):
        return None
    return first.kind, first.value | {"caption": _line(rest)}


def _media(marker: Piece, inside: list[Piece]) -> tuple[str, dict[str, Any]] | None:
    player = _player(inside[0].value["html"]) if inside and inside[0].kind == "raw_html" else None
    if player is None:
        return None
    at = next((at for at, piece in enumerate(inside) if piece.kind == "marker"), len(inside))
    track = player.find("track")
    credit = player.getparent().find("cite")
    has_captions = track is not None and bool(track.get("src"))
    return "media", {
        "src": player.get("src") or "",
        "poster": player.get("poster") or "",
        "captions": (track.get("src") or "") if has_captions else "",
        "captions_language": (track.get("srclang") or "en") if has_captions else "en",
        "no_speech": player.get("data-no-speech") is not None,
        "transcript": "".join(
            piece.value["html"] for piece in inside[at:] if piece.kind == "prose"
        ),
        "caption": _line(inside[1:at]),
        "title": player.get("title") or "",
        "credit": (credit.text_content() if credit is not None else "").strip(),
    }


def _player(source: str) -> Any:
    root = html.fragment_fromstring(source, create_parent="div")
    return next(root.iter("video", "audio"), None)


def _post(marker: Piece, inside: list[Piece]) -> tuple[str, dict[str, Any]] | None:
    blocks = parse_prose(inside[0].value["html"]) if inside and inside[0].kind == "prose" else []
    if len(inside) != 1 or len(blocks) != 1 or not blocks[0].runs or not blocks[0].runs[0].link:
        return None
    link = blocks[0].runs[0].link
    runs = blocks[0].runs
    title = "".join(run.text for run in runs if run.link)
    text = "".join(run.text for run in runs if not run.link).removeprefix(":").strip()
    address = unquote(dict(link.attributes).get("href", ""))
    return "post_link", {"address": address, "title": title, "text": text}


def _row_headers(marker: Piece, inside: list[Piece]) -> tuple[str, dict[str, Any]] | None:
    """A table whose first column is a header, which Markdown cannot say."""
    tables = with_captions(inside)
    if len(tables) != 1 or tables[0].kind != "table":
        return None
    return "table", {"row_headers": True} | tables[0].value


def _line(pieces: list[Piece]) -> str:
    """Prose as a single line: its paragraphs joined by spaces."""
    parts = [piece.value["html"] for piece in pieces if piece.kind == "prose"]
    inner = "".join(parts).replace("</p><p>", " ")
    return inner.removeprefix("<p>").removesuffix("</p>")


_READERS: dict[str, Read] = {
    "gallery": _gallery,
    "captioned": _captioned,
    "rowheaders": _row_headers,
    "media": _media,
    "post": _post,
}
