"""Addresses taken apart, whatever somebody wrote. Nothing here raises. No Django."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

# Signs that an address may not hold as they are (https://url.spec.whatwg.org/#url-code-points).
_UNWRITABLE = re.compile(r'[\x00-\x20"<>\\^`{|}\x7f]')
_BRACKET = re.compile(r"[\[\]]")


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address: scheme and host in small letters, "" for what it does not have."""

    scheme: str
    netloc: str
    host: str
    port: int | None
    path: str
    query: str
    fragment: str
    has_login: bool

    @property
    def bare_host(self) -> str:
        """The host as people call it."""
        return self.host.removeprefix("www.")


def parse_address(address: str) -> Address | None:
    """None when no browser could follow it: a bracket without a partner, a port that is none."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    return Address(
        scheme=parts.scheme.lower(),
        netloc=parts.netloc,
        host=parts.hostname or "",
        port=port,
        path=parts.path,
        query=parts.query,
        fragment=parts.fragment,
        has_login=parts.username is not None or parts.password is not None,
    )


def absolute_address(base: str, address: str) -> str:
    """The address as a reader elsewhere needs it; "" when it cannot be followed."""
    if parse_address(address) is None:
        return ""
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def write_address(address: str) -> str:
    """The same address with the signs escaped that none may hold, as browsers do when they ask."""
    safe = _UNWRITABLE.sub(lambda sign: quote(sign[0]), address)
    host = safe.find("//")
    after_host = re.compile("[/?#]").search(safe, host + 2) if host >= 0 else None
    start = after_host.start() if after_host else len(safe) if host >= 0 else 0
    return safe[:start] + _BRACKET.sub(lambda sign: quote(sign[0]), safe[start:])


def host_of(address: str) -> str:
    """The host as people call it; "" where there is none."""
    parts = parse_address(address)
    return parts.bare_host if parts else ""


def netloc_of(address: str) -> str:
    """Host and port, as they are written; "" where there is none."""
    parts = parse_address(address)
    return parts.netloc if parts else ""
