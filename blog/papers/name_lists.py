"""Lists of names in every form → CSL names; a stored list corrected by its text. No Django."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from blog.papers.bibtex_names import parse_bibtex_names
from blog.papers.csl import OTHERS, name_text, names_text
from blog.papers.names import (
    COMPANY,
    PARTICLES,
    SUFFIX,
    Name,
    parse_inverted_name,
    parse_name,
    with_others,
    without_others,
)

# Notes on a title page: correspondence, equal contribution, the number of an affiliation.
_MARKS = re.compile(r"[*†‡§¶‖✉⁎∗⋆★☆]+|[¹²³⁰⁴-⁹]+|(?<=[a-zà-ÿ])\d{1,2}(?:,\d{1,2})*(?!\w)")
_AFFILIATION = re.compile(
    r"(?<=\S)\s*(?:\([^()]*\)|\[[^\[\]]*\])(?=\s*(?:[,;&]|\band\b|$))", re.IGNORECASE
)
_INITIALS = re.compile(r"[^\W\d_]\.?(?:[\s-]*[^\W\d_]\.)*(?:[\s-]+[^\W\d_])?")
_LIKENESS = 0.6
# Of so many stored names one is looked for that a piece may be the correction of.
_NEARBY = 12


def parse_names(text: str) -> list[Name]:
    """Names in a list of any common form: "Ada de la Quill, Bruno Verso and C. Folio",
    "Quill, Ada and Verso, Bruno", "Quill, Ada; Verso, Bruno", "Quill, A., Verso, B.".

    What says that there are more ("et al.", "and 3 others") is the name `OTHERS` at the end.
    """
    return revised_names([], text)


def revised_names(stored: Sequence[Name], text: str) -> list[Name]:
    """The names that `text` says. A name that stands in it as it is stored keeps everything that
    the text does not show; one that was corrected keeps its parts as far as they are the same."""
    if " ".join(text.split()) == names_text(stored):
        return list(stored)
    if re.search(r"[\\{}]", text):
        return [_as_stored(list(stored), name) for name in parse_bibtex_names(text)]
    bare, has_others = without_others(_without_marks(text))
    persons = [name for name in stored if name != OTHERS]
    names = _listed(persons, bare) if bare else []
    return with_others(names) if has_others else names


def _without_marks(text: str) -> str:
    plain = _AFFILIATION.sub("", _MARKS.sub("", " ".join(text.split())))
    return plain.strip(" ,;")


def _listed(stored: list[Name], text: str) -> list[Name]:
    inverted = _inverted(text)
    if inverted is not None and not _stands_in(stored, text):
        return [_as_stored(stored, _family_first(piece)) for piece in inverted]
    return _corrected(stored, _commas(text))


def _family_first(piece: str) -> Name:
    return parse_inverted_name(piece) if "," in piece else parse_name(piece)


def _stands_in(stored: list[Name], text: str) -> bool:
    return any(name_text(name) in text for name in stored)


def _as_stored(stored: list[Name], name: Name) -> Name:
    return next((each for each in stored if name_text(each) == name_text(name)), name)


def _inverted(text: str) -> list[str] | None:
    """The pieces of a list in which the family name stands first; None for any other."""
    if ";" in text:
        return [
            re.sub(r"^(?:and|&)\s+", "", piece) for piece in re.split(r"\s*;\s*", text) if piece
        ]
    pieces = re.split(r",?\s+(?:and|&)\s+", text)
    pairs = _family_and_initials(_commas(text))
    if pairs:
        return pairs
    parts = [re.split(r"\s*,\s*", piece) for piece in pieces]
    if len(pieces) == 1:
        return pieces if _is_one_inverted(parts[0]) else None
    turned = [each for each in parts if 2 <= len(each) <= 3]
    has_single_word = any(len(part.split()) == 1 for each in turned for part in each[:2])
    are_others_whole = all(len(each) == 1 for each in parts if each not in turned)
    is_clear = len(turned) == len(parts) or len(turned) > 1
    return pieces if turned and is_clear and has_single_word and are_others_whole else None


def _is_one_inverted(parts: list[str]) -> bool:
    """ "Quill, Ada", "van der Quill, Ada", "Quill, Ada, Jr."; a byline seldom begins with a name of
    one word."""
    if not 2 <= len(parts) <= 3 or COMPANY.match(parts[1]):
        return False
    family = parts[0].split()
    is_family = len(family) == 1 or family[0] in PARTICLES
    if len(parts) == 3:
        return is_family and any(map(SUFFIX.fullmatch, parts[1:]))
    return (
        is_family and not re.search(r"[a-z][A-Z]{2}", parts[0]) and not SUFFIX.fullmatch(parts[1])
    )


def _family_and_initials(atoms: list[str]) -> list[str] | None:
    """ "Quill, A., & Verso, B. C.", as references are written."""
    if len(atoms) < 2 or len(atoms) % 2:
        return None
    families, given = atoms[::2], atoms[1::2]
    if not all(map(_are_initials, given)) or any(map(_are_initials, families)):
        return None
    return [f"{one}, {other}" for one, other in zip(families, given, strict=True)]


def _are_initials(text: str) -> bool:
    return text == text.upper() and bool(_INITIALS.fullmatch(text))


def _commas(text: str) -> list[str]:
    """What stands between commas, "and" and "&"; numbers of affiliations are left out."""
    parts = re.split(r"\s*,\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+", text)
    return [part for part in parts if part and not part.isdigit()]


def _corrected(stored: list[Name], atoms: list[str]) -> list[Name]:
    """First every name that stands there as it is stored; then, of the rest, those that are nearly
    one that is missing; what is left is new."""
    remaining = list(stored)
    whole: list[Name | str] = []
    while atoms:
        name, length = _at_start(remaining, atoms)
        if name is not None:
            remaining.remove(name)
            whole.append(name)
        else:
            whole.append(atoms[0])
        atoms = atoms[length:]
    return _without_gaps(whole, remaining)


def _at_start(stored: list[Name], atoms: list[str]) -> tuple[Name | None, int]:
    """The stored name that these atoms begin with, and how many of them it takes up."""
    best: tuple[Name | None, int] = None, 0
    for name in stored:
        own = _commas(name_text(name))
        if len(own) > best[1] and atoms[: len(own)] == own:
            best = name, len(own)
    return best if best[0] else (None, 1)


def _without_gaps(pieces: list[Name | str], missing: list[Name]) -> list[Name]:
    names: list[Name] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if not isinstance(piece, str):
            names.append(piece)
            at += 1
            continue
        rest = [each if isinstance(each, str) else "" for each in pieces[at : at + 6]]
        rest = rest[: rest.index("")] if "" in rest else rest
        former, length = _nearly(missing, rest)
        if former is not None:
            missing.remove(former)
            names.append(_revised(former, ", ".join(rest[:length])))
        else:
            length = _length_of_new(rest)
            names.append(parse_name(", ".join(rest[:length])))
        at += length
    return names


def _nearly(missing: list[Name], atoms: list[str]) -> tuple[Name | None, int]:
    for name in missing[:_NEARBY]:
        text = name_text(name)
        lengths = {min(len(_commas(text)), len(atoms)), 1}
        likeness = {length: _likeness(text, ", ".join(atoms[:length])) for length in lengths}
        best = max(lengths, key=lambda length: likeness[length])
        if likeness[best] >= _LIKENESS:
            return name, best
    return None, 1


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _LIKENESS else 0


def _length_of_new(atoms: list[str]) -> int:
    """ "Ada Quill, Jr." and "Acme, Inc." are one name in two atoms."""
    belongs = len(atoms) > 1 and (SUFFIX.fullmatch(atoms[1]) or COMPANY.match(atoms[1]))
    return 2 if belongs else 1


def _revised(former: Name, text: str) -> Name:
    """The parts of the former name with the new words in them, where there are as many; else the
    parts that the new text says by itself."""
    if former.get("literal"):
        return {**former, "literal": text} if " " in former["literal"] else parse_name(text)
    words = text.replace(",", "").split()
    parts = [part for part in _IN_ORDER if former.get(part)]
    counts = [len(former[part].split()) for part in parts]
    if sum(counts) != len(words):
        orcid = {"ORCID": former["ORCID"]} if former.get("ORCID") else {}
        return parse_name(text) | orcid
    revised = dict(former)
    for part, count in zip(parts, counts, strict=True):
        revised[part], words = " ".join(words[:count]), words[count:]
    return revised


_IN_ORDER = ("given", "non-dropping-particle", "dropping-particle", "family", "suffix")
