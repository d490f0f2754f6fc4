"""Text → terms: folded, stemmed by language, the same for what is indexed and what is asked. Pure.

Words of Chinese, Japanese and Korean are not parted by spaces: a run of them becomes its pairs of
neighbouring characters, so that any part of it can be found.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from blog.core.text import fold

MAX_LENGTH = 48
_ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "eu": "basque",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
}
# "" stands for words as they are: names, and languages without an algorithm.
STEMMED_LANGUAGES = (*_ALGORITHMS, "")
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\uac00-\ud7a3"
_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
)
_WORD = re.compile(rf"[{_CJK}]+|(?:(?![{_CJK}])[^\W_])(?:(?![{_CJK}])(?:[^\W_]|[{_MARKS}]))*")
_IS_CJK = re.compile(rf"[{_CJK}]")
_local = threading.local()


class Word(NamedTuple):
    """A word, or a pair of CJK characters, and where it stands in the text."""

    text: str
    start: int
    end: int


def tidy(text: str) -> str:
    """Composed characters and no control signs: what is stored, cut and shown."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(char if char >= " " or char == "\n" else " " for char in composed)


def words(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        found, start, end = match.group(), match.start(), match.end()
        if len(found) > 1 and _IS_CJK.match(found):
            for at in range(len(found) - 1):
                yield Word(found[at : at + 2], start + at, start + at + 2)
        else:
            yield Word(found, start, end)


def terms(text: str, language: str) -> list[str]:
    """One for each word, in order; a word that folds to nothing keeps its place as "-"."""
    return [term_of(word.text, language) or "-" for word in words(text)]


@lru_cache(maxsize=200_000)
def term_of(word: str, language: str) -> str:
    folded = fold(word).replace(" ", "")[:MAX_LENGTH]
    algorithm = _ALGORITHMS.get(stemmed_language(language))
    # Short words and numbers lose more than they gain.
    if not algorithm or len(folded) < 4 or not folded.isalpha():
        return folded
    return str(_stemmer(algorithm).stemWord(folded)) or folded


class Form(NamedTuple):
    """What a word becomes in texts of this language."""

    language: str
    term: str


def forms_of(word: str) -> frozenset[Form]:
    """One for each language that has endings to cut, and one for all others."""
    found = (Form(language, term_of(word, language)) for language in STEMMED_LANGUAGES)
    return frozenset(form for form in found if form.term)


def stemmed_language(language: str) -> str:
    """The language whose endings are cut in a text of this one; "" for none."""
    base = language.split("-")[0]
    return base if base in _ALGORITHMS else ""


def single_characters(text: str) -> set[str]:
    """CJK characters by themselves, so that one of them can be asked for too."""
    return {fold(char) for char in _IS_CJK.findall(text)}


def _stemmer(algorithm: str):
    # A stemmer keeps the word it works on: one for each thread.
    known = _local.__dict__.setdefault("stemmers", {})
    if algorithm not in known:
        known[algorithm] = snowballstemmer.stemmer(algorithm)
    return known[algorithm]
