"""What a reader typed → what is looked for. Nothing that can be typed is an error."""

from __future__ import annotations

import re
from dataclasses import dataclass

from blog.core.stop_words import STOP_WORDS
from blog.core.terms import STEMMED_LANGUAGES, Form, forms_of, term_of, tidy, words

MAX_LENGTH = 200
MAX_CHUNKS = 8
MAX_WORDS = 12
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))


@dataclass(frozen=True, slots=True)
class Chunk:
    """A word, or words that must stand side by side. `text` is as typed."""

    text: str
    words: tuple[str, ...]
    quoted: bool = False

    @property
    def forms(self) -> list[frozenset[Form]]:
        """For each word the terms that stand for it, language by language."""
        return [forms_of(word) for word in self.words]

    @property
    def phrases(self) -> list[str]:
        """The words in a row as a column of terms holds them, in each language; [] for one word."""
        if len(self.words) < 2:
            return []
        rows = ([term_of(word, language) for word in self.words] for language in STEMMED_LANGUAGES)
        return sorted({f" {' '.join(row)} " for row in rows if all(row)})


@dataclass(frozen=True, slots=True)
class Query:
    """`text` is what stands in the search field again."""

    text: str
    chunks: tuple[Chunk, ...]

    @property
    def terms(self) -> frozenset[str]:
        return frozenset(
            form.term for chunk in self.chunks for forms in chunk.forms for form in forms
        )


def parse_query(typed: str) -> Query:
    """Words, and "phrases in quotes"; a compound such as arXiv:1706.03762 is a phrase too."""
    text = " ".join(tidy(typed[:MAX_LENGTH]).split())
    pieces = text.translate(_QUOTES).split('"')
    # With an odd number of quotes the last one opens nothing.
    paired = len(pieces) - (len(pieces) % 2 == 0)
    found: list[Chunk] = []
    for at, piece in enumerate(pieces):
        quoted = at % 2 == 1 and at < paired
        for part in [piece] if quoted else re.split(r"\s+", piece):
            chunk = _chunk(part.strip(), quoted)
            if chunk and chunk not in found:
                found.append(chunk)
    return Query(text, tuple(_telling(found)[:MAX_CHUNKS]))


def _chunk(text: str, quoted: bool) -> Chunk | None:
    kept = tuple(word.text for word in words(text) if term_of(word.text, ""))[:MAX_WORDS]
    return Chunk(text, kept, quoted) if kept else None


def _telling(chunks: list[Chunk]) -> list[Chunk]:
    telling = [chunk for chunk in chunks if chunk.text.casefold() not in STOP_WORDS]
    return telling or chunks
