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


class GoneError(RapporteurError):
    """Something that was deleted while somebody changed it."""


class FetchError(RapporteurError):
    """Another host did not give what was asked; `what` goes on after its name.

    `code` tells the cases apart for who says it in the user's language. `retry_after` are the
    seconds that the host wants to be left alone; `body` is how its answer begins, for the log.
    """

    def __init__(
        self,
        code: str,
        what: str,
        *,
        where: str = "",
        status: int = 0,
        retry_after: float | None = None,
        body: bytes = b"",
    ) -> None:
        super().__init__(what, where=where)
        self.code, self.status, self.retry_after, self.body = code, status, retry_after, body


class RefusedError(FetchError):
    """An address that we do not ask."""


class UnreachableError(FetchError):
    """No answer, or none in time."""


class AnswerError(FetchError):
    """An answer that is of no use: too long, of another kind, an error."""
