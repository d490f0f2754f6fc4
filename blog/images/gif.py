"""The blocks of a GIF, without decoding one.  https://www.w3.org/Graphics/GIF/spec-gif89a.txt"""

from __future__ import annotations

from collections.abc import Iterator

_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_GRAPHIC_CONTROL, _APPLICATION = 0xF9, 0xFF
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def count_frames(data: bytes, most: int) -> int:
    """Frames, counted no further than one more than `most`."""
    frames = 0
    for block in _blocks(data):
        if block[0] == _IMAGE:
            frames += 1
            if frames > most:
                break
    return frames


def count_plays(data: bytes) -> int:
    """How often it is played in all, 0 for ever. A GIF says how often it is played again, or says
    nothing and is played once."""
    for block in _blocks(data):
        if _says_loops(block) and block[15] == 1:
            again = int.from_bytes(block[16:18], "little")
            return again + 1 if again else 0
    return 1


def without_metadata(data: bytes) -> bytes:
    """Header, frames and how often they repeat; no comment, no XMP, nothing after the end."""
    kept = [data[: _header_length(data)]]
    for block in _blocks(data):
        if block[0] == _IMAGE or _is_needed(block):
            kept.append(block)
    return b"".join(kept) + bytes([_TRAILER])


def _is_needed(block: bytes) -> bool:
    if block[1] == _GRAPHIC_CONTROL:
        return True
    return _says_loops(block)


def _says_loops(block: bytes) -> bool:
    return block[1] == _APPLICATION and block[3:14] in _LOOPS and len(block) > 18


def _header_length(data: bytes) -> int:
    return 13 + _table_length(data[10])


def _table_length(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks(data: bytes) -> Iterator[bytes]:
    """Extensions and images whole; ends where the data make no sense any more."""
    at = _header_length(data)
    while at + 1 < len(data) and data[at] in (_EXTENSION, _IMAGE):
        body = at + 2
        if data[at] == _IMAGE:
            if at + 10 > len(data):
                return
            body = at + 10 + _table_length(data[at + 9]) + 1
        end = _end_of_sub_blocks(data, body)
        if end is None:
            return
        yield data[at:end]
        at = end


def _end_of_sub_blocks(data: bytes, at: int) -> int | None:
    while at < len(data):
        length = data[at]
        at += 1 + length
        if not length:
            return at
    return None
