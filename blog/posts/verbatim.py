"""What a reader must find as it was written: code, addresses, formulas with the comma after them."""

from __future__ import annotations

import re

from django.utils.safestring import SafeString, mark_safe

# In HTML that our own code wrote: every value stands in double quotes, and no text holds "<".
_CODE = re.compile(r"<(code|kbd|samp|pre)(?![^>]*translate=)(?=[ >])")
_ADDRESS = re.compile(
    r"<a (?![^>]*\bclass=)([^>]*>(?:https?://|www\.|doi:|arxiv:|10\.\d{4,9}/|[\w.+-]+@)[^<\s]*</a>)",
    re.IGNORECASE,
)
_FORMULA = re.compile(
    r'([(\[“‘„«]*)(<math\b(?![^>]*display="block").*?</math>)([,.;:!?)\]”’»…]*)', re.DOTALL
)

_END = re.compile(
    r"(</(?:p|li|dt|dd|td|th|tr|h[1-6]|summary|caption|figcaption|div|table|ul|ol)>)(?=\S)"
)
_BEGIN = re.compile(r"(?<=[^\s>])(?=<(?:p|ul|ol|dl|div|table|h[1-6]|blockquote|figure|pre)\b)")


def part_blocks(html: str) -> str:
    """With blanks between blocks, for readers of the text without its style."""
    return _BEGIN.sub("\n", _END.sub(r"\1\n", html))


def mark_verbatim(html: str) -> SafeString:
    """Nothing in it is hyphenated or translated, and no line ends between a formula and its comma."""
    coded = _CODE.sub(r'<\1 translate="no"', html)
    addressed = _ADDRESS.sub(r'<a class="address" translate="no" \1', coded)
    return mark_safe(_FORMULA.sub(_with_punctuation, addressed))


def _with_punctuation(match: re.Match[str]) -> str:
    before, formula, after = match.groups()
    if not before and not after:
        return formula
    return f'<span class="unbroken">{before}{formula}{after}</span>'
