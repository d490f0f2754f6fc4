"""How deep and how large a drawing is, counted as it streams by: a filter that builds a tree of it
needs time and stack for every level. No Django."""

from __future__ import annotations

from xml.parsers import expat

MOST_LEVELS = 64
MOST_ELEMENTS = 100_000
MOST_NAMESPACES = 100


class TooComplexError(ValueError):
    """A drawing that no program made for people to look at."""


def check_complexity(data: bytes) -> None:
    """TooComplexError, or expat's own error for what is no XML."""
    parser = expat.ParserCreate()
    counts = _Counts()
    parser.StartElementHandler = counts.start
    parser.EndElementHandler = counts.end
    parser.Parse(data, True)


class _Counts:
    def __init__(self) -> None:
        self.depth = self.elements = self.namespaces = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        self.namespaces += sum(1 for attribute in attributes if attribute.startswith("xmlns"))
        if (
            self.depth > MOST_LEVELS
            or self.elements > MOST_ELEMENTS
            or self.namespaces > MOST_NAMESPACES
        ):
            raise TooComplexError(name)

    def end(self, name: str) -> None:
        self.depth -= 1
