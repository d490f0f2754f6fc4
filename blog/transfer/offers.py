"""Lists that an import proposed as papers become entries, when an editor says so."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from blog.core.errors import SourceError
from blog.posts.publishing_gate import gate_held_open
from blog.transfer.document import Block, Document, block_to_json
from blog.transfer.export.from_page import blocks_from_page
from blog.transfer.hugo import ACCEPTED
from blog.transfer.hugo.reread import Reader, bare_site
from blog.transfer.models import ImportRecord
from blog.transfer.reading.dialect import Dialect
from blog.transfer.writing.assets import AssetStore
from blog.transfer.writing.authors import AuthorMap
from blog.transfer.writing.below import links_below
from blog.transfer.writing.moved import MovedFiles
from blog.transfer.writing.rows import Rows, WriteContext
from blog.transfer.writing.stream import Raw, to_stream
from blog.transfer.writing.write import is_untouched


def accepted_paths(origin: int | None) -> frozenset[str]:
    """Files of a source whose lists an editor made into entries: a later import leaves them so."""
    records = ImportRecord.objects.filter(origin=origin, reading__papers=ACCEPTED)
    return frozenset(records.values_list("path", flat=True))


@transaction.atomic
def make_entries(record: ImportRecord, *, user: Any) -> int:
    """How many papers became entries. The file still goes out byte for byte.

    SourceError where that cannot be done without touching somebody's work.
    """
    record = ImportRecord.objects.select_for_update().get(pk=record.pk)
    if not is_untouched(record):
        raise SourceError(
            _("the post was edited since it came in."),
            where=record.path,
            mend=_("Import the file again, or add its papers in the editor."),
        )
    document = _read_whole(record)
    if any(block.span is None for block in document.body):
        raise SourceError(
            _("the lists of a page in HTML cannot be replaced one by one."),
            where=record.path,
            mend=_("Add its papers in the editor."),
        )
    page = record.page.get_latest_revision_as_object()
    was_published = page.live and not record.page.has_unpublished_changes
    body, count = _new_body(page, record, document)
    page.body = body
    revision = page.save_revision(user=user, log_action=True)
    if was_published and page.permissions_for_user(user).can_publish():
        with gate_held_open():
            revision.publish(user=user)
    _leave_record(record, page, document)
    return count


def _read_whole(record: ImportRecord) -> Document:
    reading = record.reading or {}
    site = bare_site(Dialect.from_json(reading), reading.get("shortcodes"), papers="all")
    return Reader(site).document(bytes(record.source_bytes), record.path)


def _new_body(page: Any, record: ImportRecord, document: Document) -> tuple[list[Raw], int]:
    """What stands where it stood keeps its block; lists of papers are new."""
    stored = page.body.get_prep_value()
    spans = [tuple(span) if span else None for span in record.block_spans]
    before = {
        (block["type"], span): block for block, span in zip(stored, spans, strict=True) if span
    }
    moved = MovedFiles(origin=record.origin)
    context = WriteContext(record.origin, AuthorMap(), AssetStore(), None, moved=moved)
    rows = Rows(document, context, dict(record.assets))
    new = [block for block in document.body if (block.kind, _place(block)) not in before]
    raw = to_stream(new, rows, seed=f"{document.source}:{record.source_id}/entries")
    prefix = record.origin.prefix
    raw = links_below(raw, prefix) if prefix else raw
    made = dict(zip(map(id, new), raw, strict=True))
    body = [made.get(id(block)) or before[block.kind, _place(block)] for block in document.body]
    return body, sum(len(block.value["entries"]) for block in new if block.kind == "paper_list")


def _place(block: Block) -> tuple[int, int]:
    assert block.span is not None
    return block.span.start, block.span.end


def _leave_record(record: ImportRecord, page: Any, document: Document) -> None:
    record.block_spans = [list(_place(block)) for block in document.body]
    record.reading = {**(record.reading or {}), "papers": ACCEPTED}
    record.imported_blocks = [
        block_to_json(block)
        for block in blocks_from_page(page, record.assets, record.origin.prefix)
    ]
    record.save(update_fields=["block_spans", "reading", "imported_blocks"])
