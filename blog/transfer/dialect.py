"""Which extensions of Markdown a text is written in. No Django."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a site's configuration, or a page's own front matter, turns on."""

    math: bool = False
    emoji: bool = False
    typographer: bool = True

    def to_json(self) -> dict[str, bool]:
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Dialect:
        known = {item.name for item in fields(cls)}
        return cls(**{name: bool(item) for name, item in value.items() if name in known})
