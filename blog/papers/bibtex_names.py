"""Names in BibTeX's author field, "Quill, Jr., Ada and {The Margins Lab} and others", in and out.

http://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf §4
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from blog.core.text import one_line
from blog.papers.csl import OTHERS
from blog.papers.latex import decode, escape, is_balanced
from blog.papers.names import COMPANY, SUFFIX, Name, is_team, parse_name, with_others


def parse_bibtex_names(text: str) -> list[Name]:
    pieces = split_multiple_persons_names(text)
    if are_commas_for_and(text):
        pieces = [each for piece in pieces for each in re.split(r"\s*,\s*", piece)]
    has_others = bool(pieces) and pieces[-1].strip().lower() in ("others", "et al.", "et al")
    names = [name for name in map(_name, pieces[:-1] if has_others else pieces) if name]
    return with_others(names) if has_others else names


def are_commas_for_and(text: str) -> bool:
    """ "Ada Quill, Bruno Verso, Carla Folio" is one person to BibTeX, of family name "Ada Quill"."""
    if "{" in text or re.search(r"\sand\s(?!others\b)", text):
        return False
    parts = [part.strip() for part in re.sub(r"\sand\s+others\s*$", "", text).split(",")]
    is_person = len(parts) < 3 or SUFFIX.fullmatch(parts[1]) or COMPANY.match(parts[-1])
    return not is_person and all(" " in part for part in parts)


def _name(text: str) -> Name:
    whole = re.fullmatch(r"\{(.*)\}", text.strip(), re.DOTALL)
    if whole and is_balanced(whole[1]):
        return {"literal": decode(whole[1])}
    plain = decode(text)
    if "{" not in text and (is_team(plain) or ("," not in plain and "suffix" in parse_name(plain))):
        return parse_name(plain)
    parts = parse_single_name_into_parts(text, strict=False)
    name = {
        "given": decode(" ".join(parts.first)),
        "non-dropping-particle": decode(" ".join(parts.von)),
        "family": decode(" ".join(parts.last)),
        "suffix": decode(" ".join(parts.jr)),
    }
    filled = {part: words for part, words in name.items() if words}
    # A name of one word is nobody's family name.
    return {"literal": filled["family"]} if set(filled) == {"family"} else filled


def format_bibtex_names(names: list[Mapping[str, str]]) -> str:
    return "{" + " and ".join(map(_bibtex_name, names)) + "}"


def _bibtex_name(name: Mapping[str, str]) -> str:
    if name == OTHERS:
        return "others"
    particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
    family, given, suffix = (one_line(name.get(part, "")) for part in ("family", "given", "suffix"))
    if name.get("literal") or not (family and given):
        persons = " ".join(part for part in (given, particle, family) if part)
        whole = name.get("literal") or ", ".join(part for part in (persons, suffix) if part)
        return "{" + escape(one_line(whole)) + "}"
    last = " ".join(part for part in (_guarded(particle), _guarded(family)) if part)
    return ", ".join(part for part in (last, _guarded(suffix), _guarded(given)) if part)


def _guarded(part: str) -> str:
    """A comma or an "and" inside a name would cut it in two, and what stands before a word in small
    letters would be its particle: "Sánchez y Pérez"."""
    escaped = escape(part)
    is_cut = re.search(r",|\b(?i:and)\b", part) or re.search(
        r"^\W*[^\W\d_a-zà-ÿ].*\s[a-zà-ÿ]", part
    )
    return "{" + escaped + "}" if is_cut else escaped
