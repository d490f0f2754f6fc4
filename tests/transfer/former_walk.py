"""A walk over the addresses that a site had before."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from django.test import Client


def lead_astray(client: Client, addresses: Iterable[str]) -> list[tuple[str, int, str | None]]:
    """Those that neither answer at once nor lead in one hop to what does: the address in the form
    that was asked for, the status, and where it leads. Media are taken to be there."""
    found = []
    for form in dict.fromkeys(form for address in addresses for form in _forms(address)):
        first = client.get(form)
        second = client.get(first.headers["Location"]) if first.status_code == 301 else first
        is_media = first.headers.get("Location", "").startswith("/media/")
        if not is_media and (second.status_code != 200 or first.status_code not in (200, 301)):
            found.append((form, first.status_code, first.headers.get("Location")))
    return found


def _forms(address: str) -> list[str]:
    """With and without a slash, raw and percent-encoded."""
    if "?" in address:
        return [address]
    bare = address.removesuffix("index.html")
    both = [bare, bare.rstrip("/"), address] if bare != address else [address]
    return list(dict.fromkeys(form for one in both for form in (one, quote(one)) if form))
