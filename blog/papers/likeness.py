"""Whether two records may be of one paper, by their titles, authors and years. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from blog.core.text import fold
from blog.papers.author_names import name_keys
from blog.papers.csl import effective_type, issued_year, persons

# A preprint and what it became are often a year apart, seldom two.
YEARS_APART = 2
_ALIKE = 0.92
# "(Extended Abstract)" and its like say which version it is, not which paper.
_VERSION = re.compile(
    r"\s*[(\[](?:\w+[ -]){0,2}(?:abstract|version|paper|preprint)(?:\s+reprint)?[)\]]"
    r"|^(?:extended|student)\s+abstract:\s+|\s*[-–—:]\s+(?:extended|student)\s+abstract$",
    re.IGNORECASE,
)


def plain_words(title: str) -> str:
    return " ".join(re.findall(r"\w+", fold(_VERSION.sub("", title) or title)))


def are_alike(one: str, other: str) -> bool:
    """Whether two titles, as `plain_words` gives them, differ by no more than a word or a spelling."""
    if one == other:
        return bool(one)
    longest = max(len(one), len(other))
    # Cheap bounds first: this is asked of every paper of some years.
    if longest < 12 or abs(len(one) - len(other)) > longest * (1 - _ALIKE) * 2:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def names_version(title: str) -> bool:
    return bool(_VERSION.search(title))


@dataclass(frozen=True, slots=True)
class Description:
    """`pk` is 0 for what is not stored; `title` and `head`, the part before a colon, are as
    `plain_words` gives them; `authors` are family names; `numbers` tell parts and years of a series
    apart."""

    pk: int
    title: str
    head: str
    year: int | None
    authors: frozenset[str]
    is_preprint: bool
    numbers: tuple[str, ...]
    words: frozenset[str]


def describe(
    item: Mapping[str, Any], *, pk: int = 0, authors: Iterable[str] | None = None
) -> Description:
    """`authors`, where they are stored beside the record, save reading its names."""
    title = str(item["title"])
    head, colon, _rest = _VERSION.sub("", title).partition(": ")
    plain = plain_words(title)
    families = _families(item) if authors is None else authors
    return Description(
        pk=pk,
        title=plain,
        head=plain_words(head) if colon else "",
        year=issued_year(item),
        authors=frozenset(families),
        is_preprint=effective_type(item) == "article",
        numbers=tuple(re.findall(r"\d+", plain)),
        words=frozenset(plain.split()),
    )


def _families(item: Mapping[str, Any]) -> Iterable[str]:
    return (key.family for name in persons(item) for key in name_keys(name))


def may_be_one(one: Description, other: Description) -> bool:
    """By others the same title is another paper's; by the same ones it may be a later version, one
    with a shorter title, or what a preprint was called when it was published."""
    share = _shared_authors(one, other)
    if share == 0:
        return False
    are_by_the_same = share is not None and share >= 0.5
    if not (are_by_the_same or are_near(one, other)):
        return False
    if have_one_title(one, other):
        return True
    return are_by_the_same and (is_short_form(one, other) or is_renamed(one, other))


def _shared_authors(one: Description, other: Description) -> float | None:
    """Of the shorter list, because "et al." leaves names out; None where one has no authors."""
    if not (one.authors and other.authors):
        return None
    return len(one.authors & other.authors) / min(len(one.authors), len(other.authors))


def are_near(one: Description, other: Description) -> bool:
    return not (one.year and other.year) or abs(one.year - other.year) <= YEARS_APART


def have_one_title(one: Description, other: Description) -> bool:
    same_numbers = one.numbers == other.numbers
    return same_numbers and _shares_words(one, other) and are_alike(one.title, other.title)


def _shares_words(one: Description, other: Description) -> bool:
    """A third of the shorter title: comparing letters costs a hundred times as much as this.
    In three words or fewer each may be spelt in another way."""
    shorter = min(len(one.words), len(other.words))
    return shorter <= 3 or len(one.words & other.words) * 3 >= shorter


def is_short_form(one: Description, other: Description) -> bool:
    """ "RTFS-Net" and "RTFS-Net: Recurrent Modelling"."""
    return bool(one.title) and (one.title == other.head or one.head == other.title)


def is_renamed(one: Description, other: Description) -> bool:
    """A preprint and a published paper by the same people, about the same things."""
    if one.is_preprint == other.is_preprint or one.numbers != other.numbers:
        return False
    both, either = one.authors & other.authors, one.authors | other.authors
    if len(both) < 2 or len(both) < len(either) * 0.8 or not are_near(one, other):
        return False
    telling = [{word for word in each.words if len(word) > 3} for each in (one, other)]
    shared = len(telling[0] & telling[1])
    has_one_head = bool(one.head) and one.head == other.head
    return has_one_head or (shared >= 2 and shared * 2 >= min(map(len, telling)))
