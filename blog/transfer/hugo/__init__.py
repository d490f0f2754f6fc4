"""Hugo sites → Documents. One door: `read_documents`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from blog.transfer.document import Document, Notice
from blog.transfer.hugo.declared_shortcodes import read_declarations
from blog.transfer.hugo.links_elsewhere import links_elsewhere
from blog.transfer.hugo.loose_front_matter import front_matter_of
from blog.transfer.hugo.menu import MenuItem, main_menu
from blog.transfer.hugo.parse import parse_record
from blog.transfer.hugo.profiles import Profile, read_profiles
from blog.transfer.hugo.read import (
    RawRecord,
    backup_files,
    count_files,
    read_records,
    unread_files,
)
from blog.transfer.hugo.silent import described, says_nothing
from blog.transfer.hugo.site import ACCEPTED, HugoSite, find_site
from blog.transfer.hugo.terms import Term, read_terms
from blog.transfer.hugo.translations import read_translations
from blog.transfer.hugo.unread_settings import unread_in_site
from blog.transfer.hugo.unwritten import Unwritten

__all__ = [
    "ACCEPTED",
    "HugoSite",
    "MenuItem",
    "Profile",
    "Term",
    "backup_files",
    "count_files",
    "find_site",
    "front_matter_of",
    "links_elsewhere",
    "main_menu",
    "read_declarations",
    "read_documents",
    "read_profiles",
    "read_terms",
    "read_translations",
]


def read_documents(
    site: HugoSite | Path, *, static: Path | None = None, left_out: list[Notice] | None = None
) -> Iterator[Document]:
    """A Document for every file of which Hugo writes a page with a text, in the order of their paths.

    `left_out` gathers notes about the others.
    One that cannot come in has an error among its notices. SourceError when there is no site.
    """
    if not isinstance(site, HugoSite):
        site = find_site(site, static)
    addresses: dict[str, str] = {}
    unwritten = Unwritten(site)
    notes = left_out if left_out is not None else []
    for record in read_records(site):
        document, reason = _read(record, site, unwritten)
        if document is None:
            notes.append(Notice("note", record.path, reason))
        else:
            yield document if document.errors else _refuse_second_address(document, addresses)
    notes += _unread(site)
    notes += unread_in_site(site) if site.is_whole else ()


def _read(record: RawRecord, site: HugoSite, unwritten: Unwritten) -> tuple[Document | None, str]:
    """The document, or why there is none."""
    reason = unwritten.reason(record) or described(record, site)
    if reason:
        return None, reason
    document = parse_record(record, site)
    silence = "" if document.errors else says_nothing(document, record)
    return (None, silence) if silence else (document, "")


def _unread(site: HugoSite) -> Iterator[Notice]:
    for file, form in unread_files(site):
        what = f"this is {form}, which is not read; it became no page."
        mend = "Convert it to Markdown (pandoc does) and import again, or write it in the editor."
        if file.suffix == ".gotmpl":
            mend = "Write the pages that it makes as Markdown files, if they should come in."
        yield Notice("warning", file.relative_to(site.root).as_posix(), what, mend)


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
