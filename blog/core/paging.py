"""Numbers of pages as readers ask for them."""

from __future__ import annotations

_DIGITS = 9


def asked_page(text: str) -> int:
    """The number that `?page=` asks for; 0 for what is no number, or one that no list reaches."""
    if not (text.isascii() and text.isdigit() and len(text.lstrip("0")) <= _DIGITS):
        return 0
    return int(text[-_DIGITS:])
