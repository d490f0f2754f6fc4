"""Which stored files readers may fetch by their storage path, and under which names files lie."""

from __future__ import annotations

import re
import secrets
from pathlib import PurePosixPath

from django.core.files.storage import FileSystemStorage
from django.http import HttpResponseBase
from django.urls import reverse

# The only folders whose files answer by their path. nginx.conf, Caddyfile and the bucket's policy
# name the same two; whatever else is stored is handed out by a view that asks who wants it.
PUBLIC_FOLDERS = frozenset(("images", "original_images"))
PRIVATE = "private/"
NOT_KEPT = "private, no-store"
_LONGEST_STEM = 50
_TOKEN = re.compile(r"[0-9a-f]{12}-")
# Of a rendition's content: nobody can work it out without the file.
_DIGEST = re.compile(r"\.[0-9a-f]{10}\.")
# Of a file that somebody opens by itself nothing runs.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; img-src 'self'; sandbox"


class PrivateNamesMixin:
    """Files under `private/` have the address of the view that asks who wants them."""

    def url(self, name: str | None) -> str:
        if name and name.startswith(PRIVATE):
            return reverse("private-picture", args=[name.removeprefix(PRIVATE)])
        return super().url(name)  # type: ignore[no-any-return]


class MediaStorage(PrivateNamesMixin, FileSystemStorage):
    """MEDIA_ROOT."""


def unguessable(name: str) -> str:
    """ "hall.jpg" → "3f9c2a1b7d04-hall.jpg". In front, where no limit of length cuts it off."""
    path = PurePosixPath(name)
    return f"{secrets.token_hex(6)}-{path.stem[:_LONGEST_STEM]}{path.suffix}"


def is_unguessable(name: str) -> bool:
    return bool(_TOKEN.match(name) or _DIGEST.search(name))


def plain_name(place: str) -> str:
    """The name of a stored file without folders and random part."""
    return _TOKEN.sub("", PurePosixPath(place).name, count=1)


def harmless(response: HttpResponseBase) -> HttpResponseBase:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _POLICY
    return response
