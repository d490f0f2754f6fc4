"""Documents into the publication, one transaction a post: what the command and the admin share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from blog.core.bulk import bulk_run
from blog.core.errors import SourceError
from blog.transfer.document import Document, Notice
from blog.transfer.models import ImportRecord, ImportSource
from blog.transfer.paper_lists.prose_mentions import mentioned_papers
from blog.transfer.progress import Progress, Step, StoppedImport
from blog.transfer.report import Outcome, Report, Result
from blog.transfer.writing.assets import AssetStore
from blog.transfer.writing.authors import AuthorMap
from blog.transfer.writing.conflicts import describe_conflict
from blog.transfer.writing.moved import MovedFiles
from blog.transfer.writing.prose_papers import store_mentioned
from blog.transfer.writing.rows import WriteContext
from blog.transfer.writing.write import checksum, create_page, is_untouched, update_page

# Few enough to keep others from the database for a moment only, and to hold in memory.
_INDEXED_TOGETHER = 20


def run_import(
    documents: Iterable[Document],
    *,
    origin: ImportSource,
    authors: AuthorMap | None = None,
    dry_run: bool = False,
    live: bool | None = None,
    take: str = "",
    papers_in_prose: bool = False,
    total: int = 0,
    progress: Progress | None = None,
    moved: MovedFiles | None = None,
) -> Report:
    """Bring the documents of a source in; one that cannot come in does not stop the rest.

    `take` decides where both the source and the page were changed since the last import: "source",
    "page", or "" to leave the page and report both changes. A dry run takes the same path and undoes
    each post. Interrupted at any moment (StoppedImport), only whole posts are there, and the next
    run goes on. `papers_in_prose` stores the papers that prose links to. `total` is the number of
    documents, where it is known, for `progress`.
    """
    store = AssetStore(dry_run=dry_run)
    context = WriteContext(
        origin,
        authors or AuthorMap(),
        store,
        live,
        take=take,
        papers_in_prose=papers_in_prose,
        moved=moved or MovedFiles(origin=origin),
    )
    context.authors.store = store
    report = Report(dry_run=dry_run, origin=origin)
    try:
        with disable_reference_index_auto_update(), bulk_run():
            for number, document in enumerate(documents, 1):
                outcome = _import_one(document, context)
                report.outcomes.append(outcome)
                if progress:
                    progress(Step(number, total, document.path, outcome))
    except KeyboardInterrupt as stop:
        raise StoppedImport(report) from stop
    finally:
        if not dry_run:
            _index_references(context.updated)
    return report


@contextmanager
def _whole_or_nothing(context: WriteContext) -> Iterator[None]:
    """One transaction, undone on a dry run: held open, it would keep editors from saving."""
    with transaction.atomic():
        yield
        if context.store.dry_run:
            transaction.set_rollback(True)
            context.forget_rows()


def _import_one(document: Document, context: WriteContext) -> Outcome:
    if document.errors:
        return _outcome("failed", document, context, document.errors[0])
    pictures = dict(context.store.images)
    try:
        with _whole_or_nothing(context):
            result = _write(document, context)
            stored = store_mentioned(document) if context.papers_in_prose else 0
            return replace(_outcome(result, document, context), papers_stored=stored)
    except SourceError as error:
        reason = Notice("error", error.where, error.what, error.mend)
    except _ConflictError as conflict:
        reason = Notice(
            "error",
            document.path,
            _("both the source and the page were changed since the import; the page was left."),
            _("Import again with --take source or --take page, or carry the change over by hand."),
        )
        return _outcome("skipped", document, context, reason, conflict.diff)
    except (ValidationError, DatabaseError, ValueError) as error:
        detail = "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        mend = _("Mend the file, or write the post in the editor.")
        reason = Notice("error", document.path, detail, mend)
    # Rows that were rolled back do not exist; the next post that wants such a picture makes it.
    context.store.images = pictures
    context.forget_rows()
    return _outcome("failed", document, context, reason)


class _ConflictError(Exception):
    def __init__(self, diff: str) -> None:
        self.diff = diff
        super().__init__(diff)


def _write(document: Document, context: WriteContext) -> Result:
    record, document = context.moved.record_of(document)
    if record is None:
        create_page(document, context)
        return "created"
    is_moved = record.path != document.path
    if is_moved:
        record.path = document.path
        record.save(update_fields=["path"])
    has_address = not is_moved or document.address == record.imported_fields.get("address")
    if record.checksum == checksum(document) and has_address:
        return "updated" if is_moved else "unchanged"
    if context.take != "source" and not is_untouched(record):
        if bytes(record.source_bytes) == document.source_bytes:
            return "unchanged"
        if context.take != "page":
            raise _ConflictError(describe_conflict(document, record))
        # Decided: what the source says now counts as seen, and the export follows the page.
        record.checksum = checksum(document)
        record.save(update_fields=["checksum"])
        return "unchanged"
    context.updated.append(record.page_id)
    update_page(record.page.get_latest_revision_as_object(), document, context)
    return "updated"


def _outcome(
    result: Result,
    document: Document,
    context: WriteContext,
    reason: Notice | None = None,
    diff: str = "",
) -> Outcome:
    notices = (*document.notices, *context.store.notices) if result != "unchanged" else ()
    context.store.notices.clear()
    return Outcome(
        result=result,
        path=document.path,
        title=document.title,
        address=document.address,
        reason=reason,
        notices=tuple(notice for notice in notices if notice.level == "warning"),
        diff=diff,
        shortcodes=tuple(document.unknown_shortcodes),
        mentioned=mentioned_papers(document.body) if result != "unchanged" else (),
        offers=document.offers if result != "unchanged" else (),
    )


def _index_references(updated: list[int]) -> None:
    """Once at the end: inside the loop it would be a third of the time.

    Pages that an interrupted run left without an index are found here by the next one.
    """
    with_index = ReferenceIndex.objects.filter(
        base_content_type__app_label="wagtailcore", base_content_type__model="page"
    ).values_list("object_id", flat=True)
    records = ImportRecord.objects.annotate(as_text=Cast("page_id", CharField()))
    wanted = records.filter(~Q(as_text__in=with_index) | Q(page__in=updated))
    pages = list(wanted.values_list("page_id", flat=True))
    for start in range(0, len(pages), _INDEXED_TOGETHER):
        with transaction.atomic():
            some = pages[start : start + _INDEXED_TOGETHER]
            for page in Page.objects.filter(pk__in=some).specific():
                ReferenceIndex.create_or_update_for_object(page)
