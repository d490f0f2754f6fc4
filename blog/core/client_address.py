"""Where a request comes from, by what the proxies of this site say and nobody else."""

from __future__ import annotations

import ipaddress
import re

from django.conf import settings
from django.http import HttpRequest

_WITH_PORT = re.compile(r"\[(?P<six>[^\]]+)\](?::\d+)?|(?P<four>[\d.]+):\d+")
# A household or a machine has a network of this size, and any address of it when it likes.
_IPV6_PREFIX = 64


def client_address(request: HttpRequest) -> str | None:
    """The entry of X-Forwarded-For that the outermost of our TRUSTED_PROXIES wrote.

    Each appends the address of its peer, so it is counted from the right: what a client wrote
    stands to the left of it. Without a proxy, or with fewer entries, the peer is the client.
    """
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    trusted = settings.TRUSTED_PROXIES
    if trusted and len(hops) >= trusted and (address := _normal(hops[-trusted])):
        return address
    return _normal(request.META.get("REMOTE_ADDR", ""))


def _normal(text: str) -> str | None:
    """One form for each client; None for what is no address."""
    text = text.strip()
    if match := _WITH_PORT.fullmatch(text):
        text = match["six"] or match["four"]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    network = ipaddress.ip_network((int(address), _IPV6_PREFIX), strict=False)
    return str(network.network_address)
