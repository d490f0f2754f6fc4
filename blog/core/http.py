"""The one HTTP client: polite, and unmoved by what answers.

Time and size are limited as a whole, not from one byte to the next; private addresses are refused
after DNS and after every redirect (`network`); no cookies, no credentials, no proxies, and nothing
compressed, so that a small answer cannot become a large one. No Django.
"""

from __future__ import annotations

import http.client
import logging
import re
import socket
import ssl
import time
from collections.abc import Collection
from dataclasses import dataclass, field
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any

from blog.core.addresses import absolute_address
from blog.core.errors import AnswerError, FetchError, UnreachableError
from blog.core.network import Resolve, Target, find_target, origin_of, resolve_by_system

logger = logging.getLogger(__name__)
_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 65_536
_KEPT_OF_ERRORS = 2_000


@dataclass(frozen=True, slots=True)
class Limits:
    """`connect` and `read` seconds bound one wait each, `total` the whole with its redirects."""

    connect: float = 3.0
    read: float = 5.0
    total: float = 5.0
    max_bytes: int = 5_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """`url` is where the last redirect led."""

    url: str
    content_type: str
    charset: str
    body: bytes

    @property
    def text(self) -> str:
        try:
            return self.body.decode(self.charset or "utf-8", "replace")
        except LookupError:
            return self.body.decode("utf-8", "replace")


@dataclass(frozen=True)
class Client:
    """`trusted` origins are asked without a look at their address: for a mirror in one's own
    network, and for tests."""

    user_agent: str
    limits: Limits = Limits()
    trusted: Collection[str] = ()
    resolve: Resolve = resolve_by_system
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def fetch(self, url: str, *, accept: Collection[str], seconds: float | None = None) -> Answer:
        """The answer of a GET, one of the content types in `accept`; FetchError otherwise."""
        total = min(self.limits.total, seconds if seconds is not None else self.limits.total)
        started = time.monotonic()
        try:
            answer = self._follow(url, accept, started + total)
        except TimeoutError:
            logger.warning("%s did not answer in time.", url)
            raise UnreachableError("slow", "did not answer in time.", where=url) from None
        except FetchError as error:
            logger.warning("%s %s %r", error.where or url, error.what, error.body)
            raise
        took = time.monotonic() - started
        logger.info("%s: %d bytes in %.2f s", url, len(answer.body), took)
        return answer

    def _follow(self, url: str, accept: Collection[str], deadline: float) -> Answer:
        trusted = {origin_of(origin) for origin in self.trusted}
        for _hop in range(self.limits.redirects + 1):
            target = find_target(
                url, trusted=trusted, resolve=self.resolve, seconds=_left(deadline)
            )
            found = self._ask(url, target, accept, deadline)
            if isinstance(found, Answer):
                return found
            url = found
        raise AnswerError("loop", "leads from one address to the next without end.", where=url)

    def _ask(
        self, url: str, target: Target, accept: Collection[str], deadline: float
    ) -> Answer | str:
        """The answer, or the address that it redirects to."""
        connection = _Connection(target, self.limits, deadline, self.tls)
        headers = {
            "Host": target.host_header,
            "User-Agent": self.user_agent,
            "Accept": ", ".join(accept),
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        try:
            connection.request("GET", _quoted(target.path), headers=headers)
            with connection.getresponse() as response:
                return _judge(url, response, accept, self.limits.max_bytes)
        except TimeoutError:
            raise
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise UnreachableError(*_reason(error), where=url) from error
        finally:
            connection.close()


def _quoted(path: str) -> str:
    """Whatever a request line may not hold, percent-encoded: it must not end the line."""
    return re.sub(r"[^!-~]", lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), path)


def _judge(
    url: str, response: http.client.HTTPResponse, accept: Collection[str], most: int
) -> Answer | str:
    if response.status in _REDIRECTS and response.headers.get("Location"):
        location = _latin_to_text(response.headers["Location"])
        return absolute_address(url, location) or location
    if response.status != 200:
        raise _refusal(url, response)
    kind = response.headers.get_content_type()
    if kind not in accept:
        what = f"answers with {kind} where {' or '.join(accept)} is wanted."
        code = "pdf" if kind == "application/pdf" else "type"
        raise AnswerError(code, what, where=url, body=_beginning(response))
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise AnswerError("compressed", "answers compressed, unasked.", where=url)
    body = _read_body(url, response, most)
    return Answer(url, kind, response.headers.get_content_charset() or "", body)


def _latin_to_text(value: str) -> str:
    """Header values arrive as latin-1; addresses in them are UTF-8 more often than not."""
    try:
        return value.encode("latin-1").decode()
    except UnicodeError:
        return value


def _read_body(url: str, response: http.client.HTTPResponse, most: int) -> bytes:
    announced = response.headers.get("Content-Length", "")
    too_long = AnswerError("long", f"answers with more than {most // 1000} kB.", where=url)
    if announced.isdigit() and int(announced) > most:
        raise too_long
    pieces, size = [], 0
    # read1, because read waits until the whole chunk is there.
    while piece := response.read1(_CHUNK):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise too_long
    if announced.isdigit() and size < int(announced):
        raise UnreachableError("broken", "broke off in the middle of its answer.", where=url)
    return b"".join(pieces)


def _refusal(url: str, response: http.client.HTTPResponse) -> AnswerError:
    return AnswerError(
        "status",
        f"answers with the error {response.status}.",
        where=url,
        status=response.status,
        retry_after=retry_seconds(response.headers),
        body=_beginning(response),
    )


def _beginning(response: http.client.HTTPResponse) -> bytes:
    """For the log alone, so what keeps it from coming does not matter."""
    try:
        return response.read1(_KEPT_OF_ERRORS)
    except (OSError, http.client.HTTPException):
        return b""


def retry_seconds(headers: Message, *, now: float | None = None) -> float | None:
    """Retry-After in seconds: a number or a date (RFC 9110 §10.2.3); None without one."""
    value = (headers.get("Retry-After") or "").strip()
    if re.fullmatch(r"\d{1,9}", value):
        return float(value)
    try:
        moment = parsedate_to_datetime(value).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
    return max(0.0, moment - (time.time() if now is None else now))


def _reason(error: Exception) -> tuple[str, str]:
    if isinstance(error, ssl.SSLError):
        return "certificate", "has no certificate that we can trust."
    if isinstance(error, ConnectionRefusedError):
        return "silent", "does not answer."
    if isinstance(error, OSError | http.client.IncompleteRead):
        return "broken", "broke off in the middle of its answer."
    return "no-http", "does not answer as a web server does."


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _TimedSocket(socket.socket):
    """Every wait ends at the deadline of the whole request, however slowly bytes drip."""

    deadline: float
    read_seconds: float

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        self.settimeout(min(self.read_seconds, _left(self.deadline)))
        return super().recv_into(*args, **kwargs)


class _TimedTLSSocket(ssl.SSLSocket):
    deadline: float
    read_seconds: float

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        self.settimeout(min(self.read_seconds, _left(self.deadline)))
        return super().recv_into(*args, **kwargs)


class _Connection(http.client.HTTPConnection):
    """To the addresses that were checked, whatever the name resolves to by now."""

    def __init__(
        self, target: Target, limits: Limits, deadline: float, tls: ssl.SSLContext
    ) -> None:
        super().__init__(target.host, target.port)
        self.target, self.limits, self.deadline, self.tls = target, limits, deadline, tls

    def connect(self) -> None:
        plain = self._first_that_answers()
        if self.target.scheme == "http":
            self.sock = plain
            return
        plain.settimeout(_left(self.deadline))
        self.tls.sslsocket_class = _TimedTLSSocket
        secure = self.tls.wrap_socket(plain, server_hostname=self.target.host)
        self.sock = self._timed(secure)

    def _first_that_answers(self) -> socket.socket:
        failure: OSError = OSError("no address")
        for address in self.target.addresses:
            family = socket.AF_INET6 if ":" in address else socket.AF_INET
            candidate = _TimedSocket(family, socket.SOCK_STREAM)
            candidate.settimeout(min(self.limits.connect, _left(self.deadline)))
            try:
                candidate.connect((address, self.target.port))
            except OSError as error:
                candidate.close()
                failure = error
            else:
                return self._timed(candidate)
        raise failure

    def _timed(self, sock: Any) -> Any:
        sock.deadline, sock.read_seconds = self.deadline, self.limits.read
        return sock
