"""Numbers of pages as readers ask for them."""

from __future__ import annotations

from django.urls import register_converter

_DIGITS = 9


class NumberConverter:
    """`<number:number>` in an address: each page and each year has one address, so that "01" is
    none, and no number is longer than a column holds."""

    regex = rf"[1-9][0-9]{{0,{_DIGITS - 1}}}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(NumberConverter, "number")


def asked_page(text: str) -> int:
    """The number that `?page=` asks for; 0 for what is no number, or one that no list reaches."""
    if not (text.isascii() and text.isdigit() and len(text.lstrip("0")) <= _DIGITS):
        return 0
    return int(text[-_DIGITS:])
