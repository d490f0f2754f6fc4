"""All stored papers → one file for a reference manager."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from blog.core.errors import SourceError
from blog.papers.models import Paper
from blog.papers.records import FORMATS


@dataclass(frozen=True, slots=True)
class Export:
    """`is_written` is False where the file held the same already, or none was wanted."""

    text: str
    papers: int
    is_written: bool


def export_records(file: Path | None, suffix: str = "", *, dry_run: bool = False) -> Export:
    """Every paper by its key, as `suffix` of FORMATS or else as the file's name ends.

    SourceError when the file cannot be written; one that was there is whole then.
    """
    papers = Paper.objects.order_by("citation_key").prefetch_related("identifiers")
    items = [paper.citation_item for paper in papers]
    text = FORMATS[suffix or _suffix_of(file)].write(items)
    if file is None:
        return Export(text, len(items), is_written=False)
    try:
        changed = not file.exists() or file.read_bytes() != text.encode()
        if changed and not dry_run:
            _replace(file, text.encode())
    except OSError as error:
        raise SourceError(
            f"the file cannot be written ({error.strerror}).",
            where=str(file),
            mend="Name a file in a folder that is there and that you may write to.",
        ) from error
    return Export(text, len(items), is_written=changed and not dry_run)


def _suffix_of(file: Path | None) -> str:
    if file is None:
        return "bib"
    suffix = file.suffix.lower().lstrip(".")
    if suffix not in FORMATS:
        mend = "End its name in .bib, .ris or .json, or pass --format."
        raise SourceError("the name does not say which form is meant.", where=str(file), mend=mend)
    return suffix


def _replace(file: Path, data: bytes) -> None:
    """At once: who reads meanwhile sees the former file or the new one, never half of one."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        # A temporary file is for its owner alone; what takes its place is not.
        mode = file.stat().st_mode & 0o777 if file.exists() else 0o644
        Path(name).chmod(mode)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
