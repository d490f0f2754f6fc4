"""The files that a text shows: where each lies in the site, and what is said of those that do not."""

from __future__ import annotations

import re
from typing import Any

from blog.core.html_pictures import addresses_in_html, addresses_in_markdown
from blog.transfer.document import AssetRef, Notice
from blog.transfer.hugo.files import file_for
from blog.transfer.hugo.read import RawRecord
from blog.transfer.hugo.site import HugoSite
from blog.transfer.reading.pieces import Piece

_FILMS = (".mp4", ".webm", ".ogv", ".mov", ".m4v", ".avi")
_SOUNDS = (".mp3", ".ogg", ".oga", ".wav", ".m4a", ".flac")
_FRAME = "The post comes in with a frame in its place; choose a picture there."
_LINK = "A link stands in its place; put a picture there in the editor."


class NotedAssets:
    """Those of one file, in `refs`; `text` begins in `first_line` of it."""

    def __init__(
        self, record: RawRecord, site: HugoSite, text: str, first_line: int, notices: list[Notice]
    ) -> None:
        self.record, self.site, self.text, self.first_line = record, site, text, first_line
        self.notices = notices
        self.refs: dict[str, AssetRef] = {}

    def note_piece(self, piece: Piece, *, is_placed: bool = True) -> None:
        """Of HTML the place is not known: the whole text is looked through for the address."""
        start, end = (piece.start, piece.end) if is_placed else (0, len(self.text))
        line = self.first_line + self.text.count("\n", 0, start)
        waiting: list[tuple[str, Any]] = [(piece.kind, piece.value)]
        while waiting:
            kind, value = waiting.pop(0)
            if kind == "image":
                place = self.text.find(value["src"], start, end)
                exact = self.first_line + self.text.count("\n", 0, place) if place >= 0 else line
                self.note(value["src"], exact)
            elif kind == "gallery":
                waiting += [("image", picture) for picture in value["pictures"]]
            elif kind == "media":
                for address in filter(None, (value["src"], value["poster"], value["captions"])):
                    self.note(address, line)
            elif kind == "raw_html":
                for src in addresses_in_html(value["html"]):
                    self.note(src, line, _LINK)
            elif kind == "markdown":
                for src in addresses_in_markdown(value["source"]):
                    self.note(src, line, _LINK)
            elif kind == "paper_list":
                waiting += [("paper", entry) for entry in value["entries"]]
            elif kind in ("paper", "bonus_section"):
                inside = value["more" if kind == "paper" else "blocks"]
                waiting += [(inner["kind"], inner["value"]) for inner in inside]

    def note(self, address: str, line: int, instead: str = _FRAME) -> None:
        if address in self.refs or address.startswith("data:"):
            return
        file = file_for(self.site, address, self.record.folder)
        self.refs[address] = AssetRef(address, file, line)
        if file is not None:
            return
        is_remote = "://" in address or address.startswith("//")
        is_fetched = self.site.fetches or address in self.site.fetched
        if is_remote and is_fetched and instead == _FRAME:
            return
        bare = re.split(r"[?#]", address)[0].lower()
        thing = "film" if bare.endswith(_FILMS) else "recording" if bare.endswith(_SOUNDS) else ""
        what = (
            f"the {thing or 'picture'} {address} lies on another site and is not fetched."
            if is_remote and not self.site.own_path(address)
            else f"the {thing or 'file'} {address} is missing."
        )
        way = f"Readers see no {thing} there; choose one in the editor." if thing else instead
        self.notices.append(Notice("warning", f"{self.record.path}, line {line}", what, way))
