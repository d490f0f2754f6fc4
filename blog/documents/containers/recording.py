from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Blank:
    """`data` takes the place of as many bytes at `start`."""

    start: int
    data: bytes


@dataclass(slots=True)
class Recording:
    """`codecs` as the container names them; width and height as a film is shown."""

    codecs: list[str] = field(default_factory=list)
    has_picture: bool = False
    width: int = 0
    height: int = 0
    blanks: list[Blank] = field(default_factory=list)


class CutOffError(ValueError):
    """The file ends before what it promises."""
