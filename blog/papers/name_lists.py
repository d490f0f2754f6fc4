"""Lists of names in every form → CSL names; a stored list corrected by its text. No Django."""

from __future__ import annotations

import re
from collections import defaultdict
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
_BEFORE_A_NAME = re.compile(r"^|[,;&]\s|\band\s")
_BEHIND_A_NAME = re.compile(
    rf"\s*(?:$|[;&(\[*†‡§]|,(?!\s*{SUFFIX.pattern}(?:\s*,|$))|(?:and|et al)\b)"
)
# Of the first private plane, which has room for every name of a record.
_FIRST_SIGN = 0xF0000
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
    line = " ".join(text.split())
    if line == names_text(stored):
        return list(stored)
    persons = [name for name in stored if name != OTHERS]
    if re.search(r"[\\{}]", line):
        return [_as_stored(persons, name) for name in parse_bibtex_names(line)]
    held, signs = _held(persons, line)
    bare, has_others = without_others(_without_marks(held))
    names = _listed(persons, _without_marks(bare), signs) if bare else []
    return with_others(names) if has_others else names


def _held(stored: list[Name], text: str) -> tuple[str, dict[str, Name]]:
    """A private sign for each stored name that stands in the text, so that nothing in it is taken
    for a comma between two names, for a mark or for an affiliation."""
    by_first_word: dict[str, list[Name]] = defaultdict(list)
    # A name that begins like another one is looked for before it.
    for name in sorted(stored, key=lambda each: -len(name_text(each))):
        by_first_word[_first_word(name_text(name), 0)].append(name)
    signs: dict[str, Name] = {}
    pieces, end = [], 0
    for separator in _BEFORE_A_NAME.finditer(text):
        start = separator.end()
        candidates = by_first_word[_first_word(text, start)] if start >= end else []
        standing = next((each for each in candidates if _stands_at(text, start, each)), None)
        if standing is not None:
            candidates.remove(standing)
            sign = chr(_FIRST_SIGN + len(signs))
            signs[sign] = standing
            pieces += [text[end:start], sign]
            end = start + len(name_text(standing))
    return "".join([*pieces, text[end:]]), signs


def _first_word(text: str, at: int) -> str:
    word = re.compile(r"[^\s,;&]*").match(text, at)
    return word.group() if word else ""


def _stands_at(text: str, start: int, name: Name) -> bool:
    own = name_text(name)
    return text.startswith(own, start) and bool(_BEHIND_A_NAME.match(text, start + len(own)))


def _without_marks(text: str) -> str:
    return _AFFILIATION.sub("", _MARKS.sub("", text)).strip(" ,;")


def _listed(stored: list[Name], text: str, signs: dict[str, Name]) -> list[Name]:
    inverted = None if signs else _inverted(text)
    if inverted is not None:
        return [_as_stored(stored, _family_first(piece)) for piece in inverted]
    pieces = [signs.get(atom, atom) for atom in _commas(text)]
    placed = set(map(id, signs.values()))
    missing = [name for name in stored if id(name) not in placed]
    return _without_gaps(pieces, missing)


def _family_first(piece: str) -> Name:
    return parse_inverted_name(piece) if "," in piece else parse_name(piece)


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


def _without_gaps(pieces: list[Name | str], missing: list[Name]) -> list[Name]:
    """Of the pieces that no stored name is, those that are nearly one that is missing are its
    correction; the others are new."""
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
        shortest = _length_of_new(atoms)
        lengths = {max(shortest, min(len(_commas(text)), len(atoms))), shortest}
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
