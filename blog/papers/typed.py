"""What somebody types or pastes into the record of a paper. No Django."""

from __future__ import annotations

import re

from blog.papers.identifiers import Identifier, parse_identifier, url_of


def read_typed(scheme: str, text: str) -> Identifier | None:
    """The identifier that is meant: an address or a number of any spelling, with the scheme that
    was chosen or without. None for what is neither."""
    text = text.strip()
    is_address = bool(re.match(r"https?://", text, re.IGNORECASE))
    own = None if is_address or not scheme else _of_scheme(scheme, text)
    return own or parse_identifier(text)


def _of_scheme(scheme: str, text: str) -> Identifier | None:
    """By its label or its address and back, so that a foreign spelling becomes ours or nothing."""
    spellings = (f"{scheme}:{text}", _address(scheme, text))
    parsed = map(parse_identifier, filter(None, spellings))
    return next((each for each in parsed if each and each.scheme == scheme), None)


def _address(scheme: str, text: str) -> str:
    try:
        return url_of(Identifier(scheme, text))
    except ValueError:
        return ""
