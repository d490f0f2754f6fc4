"""ORCID iDs: ISO/IEC 7064 MOD 11-2 over sixteen characters, printed in groups of four.

https://support.orcid.org/hc/en-us/articles/360006897674-Structure-of-the-ORCID-Identifier
"""

from __future__ import annotations

import re

_FORM = re.compile(
    r"^(?:https?://(?:www\.)?orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])/?$"
)


def parse_orcid(text: str) -> str:
    """The iD as "0000-0000-0000-000X". ValueError when the form or the check digit is wrong."""
    match = _FORM.match(text.strip())
    if not match:
        raise ValueError("not sixteen digits in groups of four")
    digits = "".join(match.groups()).upper()
    if _check_digit(digits[:15]) != digits[15]:
        raise ValueError("the check digit does not fit; one of the digits is mistyped")
    return "-".join(digits[i : i + 4] for i in range(0, 16, 4))


def orcid_url(orcid: str) -> str:
    return f"https://orcid.org/{orcid}"


def _check_digit(digits: str) -> str:
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    result = (12 - total % 11) % 11
    return "X" if result == 10 else str(result)
