"""What became of the files of a site."""

from __future__ import annotations

from dataclasses import dataclass, field

from blog.transfer.document import Notice


@dataclass
class KeptFiles:
    """Numbers of files kept now and kept before, of pictures fetched from other hosts, and what was left out, with reasons."""

    kept: int = 0
    unchanged: int = 0
    fetched: int = 0
    notices: list[Notice] = field(default_factory=list)
