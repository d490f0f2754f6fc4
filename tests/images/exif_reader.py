"""A reader of our own for what hides in pictures: it shares no line with what strips them.

It looks for the marks of EXIF, XMP, IPTC and ICC in any container, and for the secrets themselves,
plain, in UTF-16 and as big or little endian TIFF rationals.
"""

from __future__ import annotations

import struct

MARKS = (
    b"Exif\x00\x00",
    b"II*\x00\x08\x00\x00\x00",
    b"MM\x00*\x00\x00\x00\x08",
    b"http://ns.adobe.com/",
    b"<x:xmpmeta",
    b"W5M0MpCehiHzreSzNTczkc9d",
    b"Photoshop 3.0",
    b"8BIM",
    b"eXIf",
    b"tEXt",
    b"iTXt",
    b"zTXt",
    b"JFXX",
)


def findings(data: bytes, secrets: tuple[str, ...] = (), places: tuple[float, ...] = ()) -> list:
    """Everything in these bytes that should not be there."""
    found: list = [mark for mark in MARKS if mark in data]
    for secret in secrets:
        found += [
            (secret, encoding)
            for encoding in ("utf-8", "utf-16-le", "utf-16-be")
            if secret.encode(encoding) in data
        ]
    for place in places:
        for order in "<>":
            if struct.pack(f"{order}II", int(place), 1) in data:
                found.append((place, order))
    if data.startswith(b"\xff\xd8") and data.count(b"\xff\xd8\xff") > 1:
        found.append("a picture inside of the picture")
    return found
