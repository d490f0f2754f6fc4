"""A paper as a post discusses it → the value of an entry. No Django."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from blog.core.prose import TextBlock, parse_prose
from blog.papers.identifiers import parse_identifier
from blog.transfer.paper_lists.entry_links import find_award, find_links
from blog.transfer.paper_lists.facts import with_authors
from blog.transfer.paper_lists.paper_addresses import is_paper_address
from blog.transfer.reading.marked import about_entry
from blog.transfer.reading.pieces import EntryLine, Piece, merge_prose, places_of


@dataclass
class Entry:
    """A line that announces a paper, with what is said below it."""

    line: EntryLine
    start: int
    end: int
    commentary: list[Piece] = field(default_factory=list)
    more: list[Piece] = field(default_factory=list)

    @classmethod
    def of(cls, piece: Piece) -> Entry:
        assert piece.entry is not None
        entry = cls(piece.entry, piece.start, piece.end)
        if piece.entry.note:
            note = {"html": f"<p>{piece.entry.note}</p>"}
            entry.commentary.append(Piece("prose", note, piece.start, piece.end))
        for inner in piece.inside:
            entry.add(inner)
        if piece.inside:
            entry.take_authors()
        return entry

    def add(self, piece: Piece) -> None:
        self.end = max(self.end, piece.end)
        if piece.kind == "prose" and not self.more:
            self.commentary.append(piece)
        else:
            self.more.append(piece)

    def add_below(self, piece: Piece) -> None:
        """What stands between this entry and the next, and is no commentary."""
        self.end = max(self.end, piece.end)
        self.more.append(piece)

    def take_authors(self) -> None:
        """From a first line that says who they are and nothing else."""
        if self.line.authors or not self.commentary:
            return
        first = self.commentary[0]
        line, rest = with_authors(self.line, first)
        if line.authors:
            self.line = line
            self.commentary[:1] = [rest] if rest.value["html"] else []

    def piece(self) -> Piece:
        value = self.value()
        return Piece("paper", value, self.start, self.end, inner=places_of(self.more))

    def value(self) -> dict[str, Any]:
        about = self._take_about()
        commentary = "".join(piece.value["html"] for piece in self.commentary)
        said = parse_prose(commentary)
        url = "" if self.line.url == "#" else self.line.url
        identifier = parse_identifier(url)
        links = about["links"] if "links" in about else self._links(said)
        self.more = merge_prose(self.more)
        more = [{"kind": piece.kind, "value": piece.value} for piece in self.more]
        record = {"year": self.line.year, "venue": self.line.venue}
        return {key: value for key, value in record.items() if value} | {
            "title": self.line.title,
            "authors": self.line.authors,
            "url": url,
            "identifiers": [[identifier.scheme, identifier.value]] if identifier else [],
            "award": self.line.award or find_award(said),
            "commentary": commentary,
            "more": more,
            "links": links,
            "contributor": about.get("contributor", ""),
            "disclosure": about.get("disclosure", ""),
        }

    def _links(self, said: list[TextBlock]) -> list[dict[str, str]]:
        """Those beside the title, then those that the commentary speaks of."""
        links = [*self.line.links, *find_links(said, is_paper_address)]
        first = {link["url"]: at for at, link in reversed(list(enumerate(links)))}
        beside = {link["url"] for link in self.line.links}
        return [
            link
            for at, link in enumerate(links)
            if first[link["url"]] == at or (link["url"] not in beside and link not in links[:at])
        ]

    def _take_about(self) -> dict[str, Any]:
        """The last lines of an entry that say something about it, taken away from its text."""
        about: dict[str, Any] = {}
        while pieces := self.more or self.commentary:
            found = about_entry(pieces[-1])
            if found is None:
                break
            about[found[0]] = found[1]
            pieces.pop()
        return about
