"""Documents into the publication, one transaction a post: what the command and the admin share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import nullcontext

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from blog.core.errors import SourceError
from blog.posts.models import PublicationPage
from blog.transfer.assets import AssetStore
from blog.transfer.authors import AuthorMap
from blog.transfer.document import Document, Notice
from blog.transfer.models import ImportRecord
from blog.transfer.report import Outcome, Report
from blog.transfer.write import WriteContext, checksum, create_page, is_untouched, update_page

Progress = Callable[[int, Outcome], None]


class _RollBack(Exception):
    """Ends a dry run."""


def run_import(
    documents: Iterable[Document],
    *,
    parent: PublicationPage,
    authors: AuthorMap | None = None,
    dry_run: bool = False,
    live: bool | None = None,
    progress: Progress | None = None,
) -> Report:
    """Bring the documents in; one that cannot come in does not stop the rest.

    A dry run takes the same path and rolls the database back. Interrupted at any moment, only whole
    posts are there, and the next run goes on.
    """
    store = AssetStore(dry_run=dry_run)
    context = WriteContext(parent, authors or AuthorMap(), store, live)
    report = Report(dry_run=dry_run)
    changed: list[int] = []
    try:
        with transaction.atomic() if dry_run else nullcontext():
            with disable_reference_index_auto_update():
                for number, document in enumerate(documents, 1):
                    outcome = _import_one(document, context, changed)
                    report.outcomes.append(outcome)
                    if progress:
                        progress(number, outcome)
            if dry_run:
                raise _RollBack
    except _RollBack:
        return report
    finally:
        if not dry_run:
            _index_references(changed)
    return report


def _import_one(document: Document, context: WriteContext, changed: list[int]) -> Outcome:
    if document.errors:
        return _outcome("failed", document, context, document.errors[0])
    try:
        with transaction.atomic():
            result, page = _write(document, context)
            if page is not None:
                changed.append(page)
        return _outcome(result, document, context)
    except SourceError as error:
        return _outcome(
            "failed", document, context, Notice("error", error.where, error.what, error.mend)
        )
    except _ConflictError:
        reason = Notice(
            "error",
            document.path,
            _("both the source and the page were changed since the import; the page was left."),
            _("Carry the change of the source over by hand, or delete the page and import again."),
        )
        return _outcome("skipped", document, context, reason)
    except (ValidationError, DatabaseError, ValueError) as error:
        detail = "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        reason = Notice(
            "error", document.path, detail, _("Mend the file, or write the post in the editor.")
        )
        return _outcome("failed", document, context, reason)


class _ConflictError(Exception):
    pass


def _write(document: Document, context: WriteContext) -> tuple[str, int | None]:
    record = (
        ImportRecord.objects.filter(source=document.source, source_id=document.source_id)
        .select_related("page")
        .first()
    )
    if record is None:
        return "created", create_page(document, context).pk
    if record.checksum == checksum(document):
        return "unchanged", None
    if not is_untouched(record):
        raise _ConflictError
    update_page(record.page.get_latest_revision_as_object(), document, context)
    return "updated", record.page_id


def _outcome(
    result, document: Document, context: WriteContext, reason: Notice | None = None
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
    )


def _index_references(pages: list[int]) -> None:
    """Once at the end: inside the loop it would be a third of the time."""
    for record in ImportRecord.objects.filter(page__in=pages).select_related("page"):
        ReferenceIndex.create_or_update_for_object(record.page.specific)
