"""The outside world: a web server on this machine that answers as it is told, well or badly."""

from __future__ import annotations

import contextlib
import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

SAMPLES = Path(__file__).resolve().parent / "samples" / "lookup"
Behaviour = Callable[["_Handler"], None]


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.outside.asked.append(self.path)  # type: ignore[attr-defined]
        self.server.outside.agents.append(self.headers["User-Agent"])  # type: ignore[attr-defined]
        with contextlib.suppress(OSError):  # who asked may have gone
            self.server.outside.behaviour_for(self.path)(self)  # type: ignore[attr-defined]

    def say(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


class Outside:
    """`on(beginning of a path, behaviour)`; what nobody told it is a 404. `asked` are the paths."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.asked: list[str] = []
        self.agents: list[str] = []
        self.closing = threading.Event()
        self._behaviours: dict[str, Behaviour] = {}

    def on(self, path: str, behaviour: Behaviour) -> None:
        self._behaviours[path] = behaviour

    def behaviour_for(self, path: str) -> Behaviour:
        # The longest beginning that fits: "/abs/1" before "/".
        fitting = [known for known in self._behaviours if unquote(path).startswith(known)]
        return self._behaviours[max(fitting, key=len)] if fitting else error(404)

    def everything_stalls(self) -> None:
        self._behaviours = {"/": stall(self)}


@contextmanager
def outside_world(*, tls: ssl.SSLContext | None = None) -> Iterator[Outside]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.handle_error = lambda request, address: None  # type: ignore[method-assign]
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    outside = Outside(f"http://127.0.0.1:{server.server_address[1]}")
    server.outside = outside  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield outside
    finally:
        outside.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


def reply(body: str | bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> Behaviour:
    content = body.encode() if isinstance(body, str) else body
    lines = {"Content-Type": kind, "Content-Length": str(len(content))} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    return lambda handler: handler.say(200, lines, content)


def sample(name: str) -> Behaviour:
    """A reply saved under tests/samples/lookup/, with the content type of its API."""
    kinds = {".json": "application/json", ".xml": "application/atom+xml; charset=utf-8",
             ".html": "text/html; charset=utf-8"}  # fmt: skip
    file = SAMPLES / name
    return reply(file.read_bytes(), kinds[file.suffix])


def reply_json(value: object) -> Behaviour:
    return reply(json.dumps(value), "application/json")


def error(status: int, body: str = "<html>No.</html>", **headers: str) -> Behaviour:
    lines = {"Content-Type": "text/html"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    return lambda handler: handler.say(status, lines, body.encode())


def redirect(target: str, status: int = 302) -> Behaviour:
    location = target.encode().decode("latin-1")  # UTF-8, as browsers and servers send it
    return lambda handler: handler.say(status, {"Location": location, "Content-Length": "0"})


def stall(outside: Outside) -> Behaviour:
    """Takes the question and says nothing."""
    return lambda handler: outside.closing.wait(30) and None


def never_end(kind: str = "text/html") -> Behaviour:
    def behave(handler: _Handler) -> None:
        handler.say(200, {"Content-Type": kind}, b"<html><head>")
        while True:
            handler.wfile.write(b"<meta name='keywords' content='more'>" * 2_000)

    return behave


def announce(size: int, kind: str = "application/json") -> Behaviour:
    """Says that so many bytes will come."""
    return lambda handler: handler.say(
        200, {"Content-Type": kind, "Content-Length": str(size)}, b"{"
    )


def pour(size: int, kind: str = "application/json") -> Behaviour:
    """Sends so many bytes without saying so before."""

    def behave(handler: _Handler) -> None:
        handler.say(200, {"Content-Type": kind})
        for _piece in range(size // 1_000_000):
            handler.wfile.write(b" " * 1_000_000)

    return behave


def drip(outside: Outside, *, headers: bool, kind: str = "application/json") -> Behaviour:
    """A byte now and then, each in time by itself: in the headers, or in the body."""

    def behave(handler: _Handler) -> None:
        start = f"HTTP/1.0 200 OK\r\nContent-Type: {kind}\r\n".encode()
        handler.wfile.write(start if headers else start + b"\r\n")
        while not outside.closing.is_set():
            handler.wfile.write(b"X" if headers else b" ")
            handler.wfile.flush()
            time.sleep(0.02)

    return behave


def say_raw(content: bytes) -> Behaviour:
    return lambda handler: handler.wfile.write(content) and None
