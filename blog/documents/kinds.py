"""What an uploaded file is, by its ending and by its first bytes, which have to agree. Pure.

Films and sounds are those that browsers play without help: RFC 6381 containers, not codecs.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

HEAD = 4096
MAX_CAPTIONS = 2_000_000


@dataclass(frozen=True, slots=True)
class Kind:
    """`medium` is "video", "audio" or "captions"."""

    medium: str
    mime: str


PLAYED = {
    ".mp4": Kind("video", "video/mp4"),
    ".m4v": Kind("video", "video/mp4"),
    ".webm": Kind("video", "video/webm"),
    ".ogv": Kind("video", "video/ogg"),
    ".mp3": Kind("audio", "audio/mpeg"),
    ".m4a": Kind("audio", "audio/mp4"),
    ".oga": Kind("audio", "audio/ogg"),
    ".ogg": Kind("audio", "audio/ogg"),
    ".opus": Kind("audio", "audio/ogg"),
    ".flac": Kind("audio", "audio/flac"),
    ".wav": Kind("audio", "audio/wav"),
    ".vtt": Kind("captions", "text/vtt; charset=utf-8"),
}
# A page, a script or a drawing that a browser would run: never taken as a document.
_RUNS = (b"<!doctype html", b"<html", b"<script", b"<svg", b"<?xml", b"<body", b"<iframe", b"<?php")


def kind_of(name: str) -> Kind | None:
    """What a file of this name is played as; None for all that is only downloaded."""
    return PLAYED.get(PurePosixPath(name).suffix.lower())


def is_what_it_says(name: str, head: bytes) -> bool:
    """False when the first bytes are not those of what the ending promises, or would run."""
    kind = kind_of(name)
    if kind is None:
        return not looks_like_a_page(head)
    return _container(head) in _CONTAINERS[kind.mime]


def looks_like_a_page(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").lower()
    return start.startswith(_RUNS)


def _container(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        # "qt  " is QuickTime, which browsers other than Safari do not promise to play.
        return "quicktime" if head[8:12] == b"qt  " else "mp4"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm" if b"webm" in head[:128] else "matroska"
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "wav"
    if head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0):
        return "mp3"
    if head.removeprefix(b"\xef\xbb\xbf")[:6] == b"WEBVTT" and b"\x00" not in head:
        return "webvtt"
    return {b"OggS": "ogg", b"fLaC": "flac"}.get(head[:4], "")


_CONTAINERS = {
    "video/mp4": {"mp4"},
    "video/webm": {"webm"},
    "video/ogg": {"ogg"},
    "audio/mpeg": {"mp3"},
    "audio/mp4": {"mp4"},
    "audio/ogg": {"ogg"},
    "audio/flac": {"flac"},
    "audio/wav": {"wav"},
    "text/vtt; charset=utf-8": {"webvtt"},
}
