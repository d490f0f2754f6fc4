"""Is this the same name? By family name and first given name, however much of them is written. Pure.

"A. Quill", "Ada M. Quill" and "Quill, Ada" may be one person; "Bruno Quill" is another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from blog.core.text import fold
from blog.papers.names import parse_name

KEY_LENGTH, GIVEN_LENGTH = 120, 60


class NameKey(NamedTuple):
    """A family name, folded, and the first given name or its initial; "" when there is none."""

    family: str
    given: str


def plain_name(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def name_keys(name: Mapping[str, str]) -> frozenset[NameKey]:
    """Every family name that one might look for a CSL name by: with its particle and without, and
    the parts of a double one."""
    given = plain_name(name.get("given", "")).partition(" ")[0][:GIVEN_LENGTH]
    family = plain_name(name.get("family", ""))
    if not family or name.get("literal"):
        whole = plain_name(name.get("literal") or given)
        return frozenset([NameKey(whole[:KEY_LENGTH], "")] if whole else [])
    particle = plain_name(name.get("non-dropping-particle") or name.get("dropping-particle") or "")
    families = {family, f"{particle} {family}".strip(), *_parts(name.get("family", ""))}
    return frozenset(NameKey(each[:KEY_LENGTH], given) for each in families)


def _parts(family: str) -> list[str]:
    """ "García-Márquez" and "García Márquez" go by either half; "de la Verso" by its last word."""
    words = family.split()
    return [plain_name(word) for word in re.split(r"[\s\-‐–]+", family) if word[:1].isupper()] or [
        plain_name(word) for word in words[-1:]
    ]


def asked_name(text: str) -> dict[str, str]:
    """What somebody typed as a CSL name: "Quill, Ada" is "Ada Quill"."""
    family, comma, given = text.partition(",")
    turned = f"{given.strip()} {family.strip()}" if comma and given.strip() else family
    return parse_name(turned) if turned.split() else {}


def same_name(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two CSL names may be one person's: the same family name, and given names of which
    none contradicts the other."""
    shared = {key.family for key in name_keys(one)} & {key.family for key in name_keys(other)}
    return bool(shared) and _agree(one.get("given", ""), other.get("given", ""))


def _agree(one: str, other: str) -> bool:
    pairs = list(zip(plain_name(one).split(), plain_name(other).split(), strict=False))
    if not pairs:
        return not one and not other
    return all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in pairs)
