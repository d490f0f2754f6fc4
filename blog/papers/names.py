"""One person's or organisation's name as it is written → a CSL name. No Django."""

from __future__ import annotations

import re

from blog.papers.csl import OTHERS

Name = dict[str, str]
PARTICLES = frozenset(
    "da de del della den der di do dos du el la las le los ten ter van von y zu".split()
)
# In small letters, because "More" and "Eta" are family names.
_OTHERS = re.compile(
    r"(?:^|[\s,;]+)(?:(?:and|&)\s+)?"
    r"(?:(?:et\.?\s+al?|et\.?al|ET\s+AL|Et\s+[Aa]l)\.?|(?:and|&)\s+(?:colleagues|more)|others"
    r"|\d+\s+(?:others|more)(?:\s+authors)?|\+\s*\d+(?:\s+(?:others|more))?|…|\.{3})[\s.,;]*$"
)
SUFFIX = re.compile(r"(?:[jJ]r|JR|[sS]r|SR|II|III|IV)\.?")
_SUFFIXED = re.compile(rf"(\S+\s.*?\S),?\s+({SUFFIX.pattern})")
# Words after a comma that belong to an organisation's name.
COMPANY = re.compile(r"(inc|ltd|llc|gmbh|co|corp|plc|s\.a|s\.l)\.?$", re.IGNORECASE)
_TEAM = re.compile(
    r"^the\s|\b(?:collaboration|consortium|team|institut\w*|universi[td]\w*|laborator\w+|foundation"
    r"|committee|initiative|association|society|contributors|group|council|department|ministry"
    r"|organi[sz]ation)\b",
    re.IGNORECASE,
)
_TEAM_AT_END = re.compile(r"\s(?:Labs?|Research|AI|Inc\.?|Ltd\.?|GmbH)$")
_ON_BEHALF = re.compile(r"^(?:on behalf of|for)\s+(?=the\b)", re.IGNORECASE)


def without_others(text: str) -> tuple[str, bool]:
    bare = _OTHERS.sub("", text)
    return bare.strip(" ,;"), bare != text


def with_others(names: list[Name]) -> list[Name]:
    """A single word before "et al." is a family name; alone it might be anybody's."""
    if len(names) == 1 and len(names[0].get("literal", " ").split()) == 1:
        names = [{"family": names[0]["literal"]}]
    return [*names, dict(OTHERS)]


def is_team(text: str) -> bool:
    return " " in text and bool(_TEAM.search(text) or _TEAM_AT_END.search(text))


def parse_name(text: str) -> Name:
    """ "Ada de la Quill, Jr.", "The Margins Lab"."""
    text = _ON_BEHALF.sub("", " ".join(text.split()))
    suffixed = _SUFFIXED.fullmatch(text)
    if suffixed and not is_team(text):
        return parse_name(suffixed[1]) | {"suffix": suffixed[2]}
    words = text.split()
    if len(words) == 1 or is_team(text) or COMPANY.search(words[-1]):
        return {"literal": text}
    at = next((i for i, word in enumerate(words) if i and word in PARTICLES), len(words) - 1)
    end = at
    while end < len(words) - 1 and words[end] in PARTICLES:
        end += 1
    name = {"given": " ".join(words[:at]), "family": " ".join(words[end:])}
    if end > at:
        name["non-dropping-particle"] = " ".join(words[at:end])
    return name


def parse_inverted_name(text: str) -> Name:
    """ "de la Quill, Ada, Jr."; an organisation has no comma, or one at its end, or two for one."""
    if without_others(text.strip())[0] == "" and text.strip():
        return dict(OTHERS)
    if ",," in text.rstrip(", "):
        return {"literal": text.replace(",,", ",", 1)}
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) < 2:
        return {"literal": text.strip().rstrip(",")}
    if COMPANY.match(parts[1]) or is_team(parts[0]):
        return {"literal": text.strip().rstrip(",")}
    return _family_first(parts)


def _family_first(parts: list[str]) -> Name:
    """Family name, given names and perhaps a suffix, wherever it stands."""
    parts = list(parts)
    suffix = next((part for part in parts[1:] if SUFFIX.fullmatch(part)), "")
    if suffix and len(parts) > 2:
        parts.remove(suffix)
    elif len(parts) > 2:
        suffix = parts.pop(2)
    else:
        parts, suffix = _suffix_at_end(parts)
    particle = re.match(r"((?:[a-zà-ÿ'’]+\s+)+)(?=\S)", parts[0])
    name = {"family": parts[0][particle.end() :] if particle else parts[0], "given": parts[1]}
    if particle:
        name["non-dropping-particle"] = particle[1].strip()
    return name | ({"suffix": suffix} if suffix else {})


def _suffix_at_end(parts: list[str]) -> tuple[list[str], str]:
    """ "Quill Jr., Ada" and "Quill, Ada Jr."."""
    for at, part in enumerate(parts):
        head, _space, last = part.rpartition(" ")
        if head and SUFFIX.fullmatch(last):
            return [*parts[:at], head, *parts[at + 1 :]], last
    return parts, ""
