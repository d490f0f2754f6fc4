"""Tags of languages (BCP 47), and how each language runs. No Django.

https://www.rfc-editor.org/rfc/rfc5646
"""

from __future__ import annotations

import re

MAX_TAG = 35
_TAG = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})"  # language
    r"(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"  # script, region
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*"  # variants
    r"(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?",  # extensions
    re.IGNORECASE,
)
# CLDR's likely scripts that run from right to left, and the languages that are written in them.
_RTL_SCRIPTS = frozenset("adlm arab aran hebr mand mend nkoo rohg samr syrc thaa yezi".split())
_RTL_LANGUAGES = frozenset(
    "ar arc arz ary apc aeb acm ajp azb bal bgn bqi ckb dv fa glk he iw ji khw ks lrc mzn nqo ps "
    "prs rhg sd skr sdh syr ug ur yi".split()
)


def normalise_tag(text: str) -> str:
    """The tag as RFC 5646 §2.1.1 writes it: "PT-br" → "pt-BR"; "" for what is none."""
    tag = text.strip().replace("_", "-")
    if len(tag) > MAX_TAG or not _TAG.fullmatch(tag):
        return ""
    first, *rest = tag.split("-")
    parts, after_single = [first.lower()], False
    for part in rest:
        written = part.lower()
        if not after_single and len(part) == 4 and part.isalpha():
            written = part.title()
        elif not after_single and len(part) == 2:
            written = part.upper()
        after_single = after_single or len(part) == 1
        parts.append(written)
    return "-".join(parts)


def direction(language: str) -> str:
    """By the script that the tag names, else by the language."""
    first, *rest = language.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    is_rtl = script in _RTL_SCRIPTS if script else first in _RTL_LANGUAGES
    return "rtl" if is_rtl else "ltr"
