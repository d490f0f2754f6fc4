"""What an editor pasted: identifiers, records, titles, one piece each. No Django."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from blog.core.errors import RapporteurError
from blog.papers.csl import CslItem
from blog.papers.identifiers import Identifier, find_identifiers, parse_identifier
from blog.papers.records import RECORD_STARTS, identifiers_of, kind_of, read_records

# What a column of PaperIdentifier holds.
_LONGEST = 500
_MOST_LINES = 1_000
# As many as a list can be filled with at a time.
MOST_RECORDS = 200
_LINE = re.compile(r"^.*\S", re.MULTILINE)


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
    """The pieces of BibTeX, RIS or CSL-JSON, else of lines of links, identifiers and titles; those
    of the first records alone."""
    text = first_records(text).replace("\x00", "").strip()
    if kind_of(text):
        return _pieces_of_records(text)
    return [piece for line in text.splitlines() if line.strip() for piece in _pieces_of_line(line)]


def first_records(text: str) -> str:
    """The text up to where one record more than `MOST_RECORDS` begins: parsing costs more than
    counting, and what is wrong with a record is shown with its text."""
    kind = kind_of(text)
    if kind == "json":
        # Read in one go whatever it holds; its records are no text to be shown.
        return text
    starts = RECORD_STARTS.get(kind, _LINE).finditer(text)
    too_many = next(islice(starts, MOST_RECORDS, None), None)
    return text[: too_many.start()] if too_many else text


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
