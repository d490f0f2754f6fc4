"""Parts of a file, as players ask for them (RFC 9110 §14)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import http_date

CHUNK = 1 << 16
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


def wanted_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte; None for what is answered in full. ValueError when nothing is there.

    Several ranges at once are answered in full, which RFC 9110 §14.2 allows.
    """
    found = _RANGE.fullmatch(header.strip())
    if not found or found.group(0) == "bytes=-":
        return None
    first, last = found[1], found[2]
    if not first:
        start, end = max(0, size - int(last)), size - 1
        if int(last) == 0:
            raise ValueError("no bytes")
    else:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
        if last and int(last) < start:
            return None
    if start >= size:
        raise ValueError("beyond the end")
    return start, end


def ranged_response(
    request: HttpRequest, stream: IO[bytes], *, size: int, mime: str, etag: str, changed: float = 0
) -> HttpResponseBase:
    """The file or the part that was asked for. The stream is closed with the response."""
    headers = {"Accept-Ranges": "bytes", "ETag": etag}
    if changed:
        headers["Last-Modified"] = http_date(changed)
    if etag in _listed(request.headers.get("If-None-Match", "")):
        stream.close()
        return HttpResponse(status=304, headers=headers)
    try:
        part = (
            wanted_range(request.headers.get("Range", ""), size) if _still(request, etag) else None
        )
    except ValueError:
        stream.close()
        return HttpResponse(status=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    start, end = part or (0, size - 1)
    headers["Content-Length"] = str(end - start + 1)
    if part:
        headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    return StreamingHttpResponse(
        _Part(stream, start, end - start + 1),
        status=206 if part else 200,
        content_type=mime,
        headers=headers,
    )


def _listed(header: str) -> set[str]:
    return {item.strip().removeprefix("W/") for item in header.split(",")}


def _still(request: HttpRequest, etag: str) -> bool:
    """False when the reader's first part is of another file than this one (If-Range)."""
    condition = request.headers.get("If-Range", "")
    return not condition or condition == etag


class _Part:
    """Django closes what a streaming response iterates over."""

    def __init__(self, stream: IO[bytes], start: int, length: int) -> None:
        self.stream, self.left = stream, length
        stream.seek(start)

    def __iter__(self) -> Iterator[bytes]:
        while self.left and (chunk := self.stream.read(min(CHUNK, self.left))):
            self.left -= len(chunk)
            yield chunk

    def close(self) -> None:
        self.stream.close()
