"""Hugo sites → Documents. One door: `read_documents`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from blog.transfer.document import Document, Notice
from blog.transfer.hugo.declared_shortcodes import read_declarations
from blog.transfer.hugo.parse import parse_record
from blog.transfer.hugo.read import backup_files, count_files, read_records
from blog.transfer.hugo.site import HugoSite, find_site
from blog.transfer.hugo.unwritten import Unwritten

__all__ = [
    "HugoSite",
    "backup_files",
    "count_files",
    "find_site",
    "read_declarations",
    "read_documents",
]


def read_documents(
    site: HugoSite | Path, *, static: Path | None = None, left_out: list[Notice] | None = None
) -> Iterator[Document]:
    """A Document for every Markdown file of which Hugo writes a page, in the order of their paths.

    `left_out` gathers notes about the others.
    One that cannot come in has an error among its notices. SourceError when there is no site.
    """
    if not isinstance(site, HugoSite):
        site = find_site(site, static)
    addresses: dict[str, str] = {}
    unwritten = Unwritten(site)
    for record in read_records(site):
        if reason := unwritten.reason(record):
            if left_out is not None:
                left_out.append(Notice("note", record.path, reason))
            continue
        document = parse_record(record, site)
        yield document if document.errors else _refuse_second_address(document, addresses)


def _refuse_second_address(document: Document, addresses: dict[str, str]) -> Document:
    first = addresses.setdefault(document.address, document.path)
    if first == document.path:
        return document
    notice = Notice(
        "error",
        f"{document.path}, line 1",
        f"the address /{document.address}/ is that of {first} already.",
        "Give one of the two another url.",
    )
    return replace(document, notices=(*document.notices, notice))
