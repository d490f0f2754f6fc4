"""Posts whose file has another name or place than at the last import: the same page, not a second one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from blog.core.addresses import parse_address
from blog.core.errors import SourceError
from blog.posts.addressing import normalise_address
from blog.transfer.document import Document, Notice
from blog.transfer.models import ImportRecord, ImportSource


@dataclass
class MovedFiles:
    """`root` is the folder of a whole site: only there can be told that a file is gone. Without it
    nothing counts as moved. `notes` gathers what was recognised; `recognised` are its records. All of
    them came from `origin`."""

    root: Path | None = None
    notes: list[Notice] = field(default_factory=list)
    recognised: set[int] = field(default_factory=set)
    origin: ImportSource = field(kw_only=True)
    _known: dict[str, str] | None = None
    # Of records that were there before the run, and of documents that it has come to since.
    _names: set[str] = field(default_factory=set)
    _gone: list[ImportRecord] | None = None

    def record_of(self, document: Document) -> tuple[ImportRecord | None, Document]:
        """The record of the document's page, and the document under the name that the record has:
        anchors are made of it, so that they stay where a file moves. SourceError when the page
        cannot be told from others."""
        name = self._name_of(document) or document.source_id
        record = self._record(name)
        traded = self._traded(record, document) if record else None
        if traded:
            return traded, replace(document, source_id=traded.source_id)
        if record and self._is_elsewhere(record, document):
            return None, replace(document, source_id=f"{name}#{document.path}")
        record = record or self._moved(document)
        return record, replace(document, source_id=record.source_id) if record else document

    def _record(self, name: str) -> ImportRecord | None:
        """Asked for where there may be one: of a first import, no post has any."""
        if name not in self._names:
            self._names.add(name)
            return None
        records = self._records().filter(source_id=name)
        return records.select_related("page").first()

    def _records(self) -> QuerySet[ImportRecord]:
        return ImportRecord.objects.filter(origin=self.origin)

    def _name_of(self, document: Document) -> str:
        """A post that moved at an earlier import is called as it was before that."""
        if self._known is None:
            self._known = dict(self._records().values_list("path", "source_id"))
            self._names = set(self._known.values())
        return self._known.get(document.path, "")

    def _traded(self, record: ImportRecord, document: Document) -> ImportRecord | None:
        """The record of the page at the document's address, where a post that was there before under
        another name took this one. Else two files that trade names could neither come in."""
        address = document.address
        if self.root is None or address in ("", record.imported_fields.get("address")):
            return None
        there = self._records().filter(imported_fields__address=address).exclude(pk=record.pk)
        for other in there.select_related("page"):
            if bytes(other.source_bytes) == document.source_bytes:
                return self._take(document, other)
        return None

    def _is_elsewhere(self, record: ImportRecord, document: Document) -> bool:
        """Another file took the name that this post had before it moved."""
        is_other = self.root is not None and record.path != document.path
        return bool(is_other and self.root and (self.root / record.path).is_file())

    def _moved(self, document: Document) -> ImportRecord | None:
        for is_same in (_bytes, _address, _alias, _title_and_date, _slug):
            records = [item for item in self._missing() if is_same(document, item)]
            if len(records) > 1:
                raise _undecided(document, records)
            if records:
                return self._take(document, records[0])
        return None

    def _missing(self) -> list[ImportRecord]:
        """Records whose file is gone and that nobody has claimed."""
        if self._gone is None:
            records = self._records().select_related("page")
            root = self.root
            self._gone = [
                record
                for record in (records if root and self._known else ())
                if root and not (root / record.path).exists()
            ]
        return [record for record in self._gone if record.pk not in self.recognised]

    def _take(self, document: Document, record: ImportRecord) -> ImportRecord:
        self.recognised.add(record.pk)
        what = _("this file was %(path)s before; its page is the same.") % {"path": record.path}
        self.notes.append(Notice("note", document.path, what))
        return record


def _undecided(document: Document, found: list[ImportRecord]) -> SourceError:
    paths = ", ".join(record.path for record in found)
    return SourceError(
        _("this may be any of %(paths)s, whose files are gone; no second page was made.")
        % {"paths": paths},
        where=document.path,
        mend=_("Write the former address of the right one among its aliases, or delete the pages."),
    )


def _bytes(document: Document, record: ImportRecord) -> bool:
    return bytes(record.source_bytes) == document.source_bytes


def _address(document: Document, record: ImportRecord) -> bool:
    return bool(document.address) and document.address in _addresses(record)


def _alias(document: Document, record: ImportRecord) -> bool:
    paths = [parse_address(alias) for alias in document.aliases]
    former = {normalise_address(parts.path) for parts in paths if parts}
    return bool(former & _addresses(record))


def _title_and_date(document: Document, record: ImportRecord) -> bool:
    date = document.date.isoformat() if document.date else None
    fields = record.imported_fields
    return bool(date) and (document.title, date) == (fields.get("title"), fields.get("date"))


def _slug(document: Document, record: ImportRecord) -> bool:
    slug = document.front_matter.get("slug")
    return bool(slug) and slug == (record.front_matter or {}).get("slug")


def _addresses(record: ImportRecord) -> set[str]:
    """Where the page lives, and where it came in."""
    parts: list[Any] = [record.imported_fields.get("address"), record.page.get_url()]
    return {normalise_address(str(part)) for part in parts if part} - {""}
