"""Errors that a person reads: what happened, where, and how to mend it."""

from __future__ import annotations


class RapporteurError(Exception):
    """Prints as "where: what how-to-mend", in the user's words.

    `where` is a file and line, an address or a form field; any part but `what` may be empty.
    """

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        self.what, self.where, self.mend = what, where, mend
        super().__init__(what)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}" + (f" {self.mend}" if self.mend else "")


class SourceError(RapporteurError):
    """A source file that cannot come in."""


class InUseError(RapporteurError):
    """Something that pages still use and that therefore stays."""


class MergeError(RapporteurError):
    """Two things that cannot become one."""
