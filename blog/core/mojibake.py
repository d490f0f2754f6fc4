"""Text that was decoded wrongly once ("CLIPðŸš€") and is mended; correct text is never touched.

UTF-8 that somebody read as Windows-1252 leaves telling sequences: a letter that stands for a lead
byte, then signs that stand for continuation bytes. Most also occur in correct text (“MANHÔ, CAFÉ™,
l’été’”), so a sequence counts as evidence only where no correct text has it.
"""

from __future__ import annotations

import re


def _signs_of_bytes() -> dict[str, int]:
    """Every character that a byte from 0x80 can have become, as Windows-1252 or as Latin-1."""
    found = {chr(byte): byte for byte in range(0x80, 0x100)}
    for byte in range(0x80, 0xA0):
        try:
            found[bytes([byte]).decode("cp1252")] = byte
        except UnicodeDecodeError:
            continue
    return found


_BYTES = _signs_of_bytes()
_REST = "".join(re.escape(sign) for sign, byte in _BYTES.items() if byte < 0xC0)
_SEQUENCE = re.compile(
    f"(?:[Â-ß][{_REST}]|[à-ï][{_REST}]{{2}}|[ð-ô][{_REST}]{{3}})"
)  # fmt: skip
# What may follow any letter in correct text: closing quotes, dashes, dots, spaces, marks.
_PUNCTUATION = frozenset("‘’“”‚„‹›«»–—…•·™®\u00a0\u00ad´¨")


def repair_mojibake(text: str) -> str:
    """The text with every sequence decoded when one of them proves it wrong; else as it is."""
    if text.isascii():
        return text
    runs = list(_runs(text))
    if not any(_proves(text, run) for run in runs):
        return text
    return _SEQUENCE.sub(lambda match: _decoded(match[0]), text)


def _decoded(sequence: str) -> str:
    try:
        return bytes(_BYTES[sign] for sign in sequence).decode("utf-8")
    except UnicodeDecodeError:
        return sequence


def _runs(text: str):
    """Sequences that decode, those side by side as one: (start, end, how many)."""
    start = end = count = 0
    for match in _SEQUENCE.finditer(text):
        mended = _decoded(match[0])
        # Nobody wrote a control character.
        if mended == match[0] or "\x80" <= mended < "\xa0":
            continue
        if count and match.start() == end:
            end, count = match.end(), count + 1
            continue
        if count:
            yield start, end, count
        start, end, count = match.start(), match.end(), 1
    if count:
        yield start, end, count


def _proves(text: str, run: tuple[int, int, int]) -> bool:
    start, end, count = run
    sequence = text[start:end]
    before, after = text[start - 1 : start], text[end : end + 1]
    if sequence[0] in "ÂÃ" and before.islower():
        return True  # "StraÃŸe": a capital within a word
    if all(sign in _PUNCTUATION or sign.isalpha() for sign in sequence[1:]):
        return False
    if count > 1 or sequence[0] >= "à":
        return True
    # "JOÃO²" is correct: capitals before, and no letter after.
    return sequence[0] in "ÂÃ" and (after.isalpha() or not before.isupper())
