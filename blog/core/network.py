"""Which hosts we may ask: those of the public internet, at an address that was checked.

The address that was checked is the one that is connected to, so a name that resolves to something
else a moment later (DNS rebinding) gains nothing. No Django.

https://www.iana.org/assignments/iana-ipv4-special-registry/ ·
https://www.iana.org/assignments/iana-ipv6-special-registry/
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass

from blog.core.addresses import parse_address
from blog.core.errors import RefusedError, UnreachableError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]
_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# The only IPv6 addresses that were ever given out for use between networks. What lies outside is
# local, or leads by way of a translator to whatever IPv4 address it ends in.
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
# A public address that answers inside Azure's machines alone, with their secrets.
_AZURE = ipaddress.ip_address("168.63.129.16")


@dataclass(frozen=True, slots=True)
class Target:
    """One request's destination: `host` is for TLS and the Host header, `addresses` are checked."""

    scheme: str
    host: str
    port: int
    addresses: tuple[str, ...]
    path: str

    @property
    def host_header(self) -> str:
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == _PORTS[self.scheme] else f"{name}:{self.port}"


def find_target(url: str, *, trusted: Collection[str], resolve: Resolve, seconds: float) -> Target:
    """Where a URL leads; RefusedError for anything but a plain public web address.

    `trusted` holds origins ("http://127.0.0.1:8099") that are asked without a check.
    """
    scheme, host, port, path = _parts(url)
    is_trusted = origin_of(url) in trusted
    if not is_trusted and port != _PORTS[scheme]:
        raise RefusedError("port", f"is not asked at port {port}, only at 80 and 443.", where=url)
    addresses = _resolve_in_time(resolve, host, port, seconds)
    if not is_trusted and not all(is_public(address) for address in addresses):
        raise RefusedError("private", "lies in a private network and is not asked.", where=url)
    return Target(scheme, host, port, tuple(addresses), path)


def origin_of(url: str) -> str:
    scheme, host, port, _path = _parts(url)
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}"


def _parts(url: str) -> tuple[str, str, int, str]:
    parts = parse_address(url)
    if parts is None:
        raise RefusedError("address", "is not an address.", where=url)
    scheme, port, host = parts.scheme, parts.port, parts.host.rstrip(".")
    try:
        host = host if ":" in host else host.encode("idna").decode()
    except UnicodeError as error:
        raise RefusedError("address", "is not an address.", where=url) from error
    if scheme not in _PORTS or not host:
        raise RefusedError("scheme", "is neither http nor https.", where=url)
    if parts.has_login:
        raise RefusedError("credentials", "holds a user name and is not asked.", where=url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return scheme, host, port or _PORTS[scheme], path


def is_public(address: str) -> bool:
    """Whether everybody on the internet could ask it. Addresses that wrap another are unwrapped."""
    ip = _unwrapped(ipaddress.ip_address(address.partition("%")[0]))
    if ip.version == 6 and ip not in _GLOBAL_UNICAST:
        return False
    return ip.is_global and not ip.is_multicast and ip != _AZURE


def _unwrapped(ip: IPAddress) -> IPAddress:
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo or (None, None))[1]
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        return inner or ip
    return ip


def resolve_by_system(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(item[4][0]) for item in found))


def _resolve_in_time(resolve: Resolve, host: str, port: int, seconds: float) -> list[str]:
    """The system's resolver knows no time limit, so it is left behind when it takes too long."""
    answers: queue.SimpleQueue[list[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True, name=f"resolve {host}").start()
    try:
        answer = answers.get(timeout=max(seconds, 0.001))
    except queue.Empty:
        raise UnreachableError("slow", "was not found in time.", where=host) from None
    if isinstance(answer, Exception) or not answer:
        raise UnreachableError("no-host", "does not exist.", where=host)
    return answer
