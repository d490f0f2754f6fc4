"""Sets of entries as the bits of one number: thousands are compared and counted in microseconds.

An entry is known by its place in the order of `Entries`; the bit of place 3 is worth 8. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import compress

_ONE = ord("1")
_AS_TRUTH = bytes.maketrans(b"01", b"\x00\x01")


def bits_of(places: Iterable[int], size: int) -> int:
    """`size` is more than the greatest place."""
    digits = bytearray(b"0") * (size or 1)
    for place in places:
        digits[place] = _ONE
    digits.reverse()
    return int(digits, 2)


def places_in(bits: int) -> Iterator[int]:
    """In ascending order."""
    there = presence(bits)
    return compress(range(len(there)), there)


def presence(bits: int, size: int = 0) -> bytes:
    """For each place 1 or 0, whether it is there; of at least `size` places."""
    return f"{bits:0{size or 1}b}".encode()[::-1].translate(_AS_TRUTH)
