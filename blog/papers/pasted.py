"""What an editor pasted: identifiers, records, titles, one piece each. No Django."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from blog.core.errors import RapporteurError
from blog.papers.csl import CslItem
from blog.papers.identifiers import Identifier, find_identifiers, parse_identifier
from blog.papers.records import identifiers_of, kind_of, read_records

# What a column of PaperIdentifier holds.
_LONGEST = 500
_MOST_LINES = 1_000


@dataclass(frozen=True, slots=True)
class Piece:
    """One paper of a pasted text. `text` is what stood there, to be pasted again when it fails.

    With an `item` nobody needs to be asked; with `identifiers` alone, a source; with neither, `text`
    is a title, or `problem` says why it is nothing.
    """

    text: str
    identifiers: tuple[Identifier, ...] = ()
    item: CslItem = field(default_factory=dict)
    problem: RapporteurError | None = None

    @property
    def is_title(self) -> bool:
        return not (self.identifiers or self.item or self.problem)


def read_pasted(text: str) -> list[Piece]:
    """The pieces of BibTeX, RIS or CSL-JSON, else of lines of links, identifiers and titles."""
    text = text.replace("\x00", "").strip()
    if kind_of(text):
        return _pieces_of_records(text)
    return [piece for line in text.splitlines() if line.strip() for piece in _pieces_of_line(line)]


def _pieces_of_line(line: str) -> list[Piece]:
    cleaned = re.sub(r"^\s*(?:[-*•]|\d{1,3}[.)])\s+", "", line).strip()
    words = {found: word for word in cleaned.split() if (found := parse_identifier(word))}
    if len(words) > 1:
        return [_identified(word, found) for found, word in words.items()]
    whole = find_identifiers(cleaned)
    if whole:
        return [_identified(cleaned, whole[0])]
    return [Piece(cleaned)] if cleaned else []


def _identified(text: str, identifier: Identifier) -> Piece:
    if len(identifier.value) > _LONGEST:
        problem = RapporteurError("this address is too long.", mend="Paste a shorter one.")
        return Piece(text, problem=problem)
    return Piece(text, (identifier,))


def _pieces_of_records(text: str) -> list[Piece]:
    reading = read_records(text)
    pieces = [Piece(item["title"], tuple(identifiers_of(item)), item) for item in reading.items]
    lines = text.splitlines()
    # Of a line that holds many records one is shown: each would show the whole line.
    for problem in {problem.where: problem for problem in reading.problems}.values():
        line = re.search(r"line (\d+)", problem.where)
        source = _record_at(lines, int(line[1])) if line else ""
        pieces.append(Piece(source, problem=problem))
    return pieces


def _record_at(lines: list[str], number: int) -> str:
    """The record that begins in this line, to the next one."""
    record = lines[number - 1 : number]
    for content in lines[number : number + _MOST_LINES]:
        if re.match(r"\s*(?:@\s*\w+\s*[{(]|TY\s{1,4}-)", content):
            break
        record.append(content)
    return "\n".join(record).strip()
