"""Documents → pages, with an ImportRecord each."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published

from blog.core.names import clean_name
from blog.posts.models import (
    Byline,
    Category,
    PostCategory,
    PostPage,
    PostSeries,
    PublicationPage,
    StandardPage,
)
from blog.posts.publishing_gate import gate_held_open
from blog.transfer import hugo
from blog.transfer.document import Block, Document, block_to_json
from blog.transfer.export.from_page import blocks_from_page, fields_from_page
from blog.transfer.models import ImportRecord
from blog.transfer.writing.below import links_below
from blog.transfer.writing.former_links import lead_on_from, serve_files
from blog.transfer.writing.own_address import free_slug, own_address, refuse_taken
from blog.transfer.writing.rows import Rows, WriteContext
from blog.transfer.writing.stream import anchors_by_block, to_stream

# Raised when the reading of sources changes, so that an unchanged file is read anew.
READER_VERSION = 9


def checksum(document: Document) -> str:
    """Of the source, of how it is read, and of the files that it misses: one that turns up later
    makes a post worth reading again."""
    missing = sorted(asset.address for asset in document.assets if asset.file is None)
    # What an editor accepted after the import is no other way to read the source.
    reading = {name: how for name, how in document.reading.items() if how != hugo.ACCEPTED}
    head = f"{READER_VERSION}\n{document.kind}\n{sorted(reading.items())}\n{missing}\n"
    return hashlib.sha256(head.encode() + document.source_bytes).hexdigest()


def create_page(document: Document, context: WriteContext) -> Page:
    """A new page with its record. SourceError when its address is taken."""
    address = own_address(document, context)
    refuse_taken(document, address, context)
    model = PostPage if document.kind == "post" else StandardPage
    page = model(slug=free_slug(address or document.title, context.parent), live=False)
    page.address = "" if address == page.slug else address
    rows = Rows(document, context)
    _fill(page, document, context, rows)
    if isinstance(page, PostPage):
        page.category_links = [PostCategory(tag=tag) for tag in _categories(document, context)]
    # Wagtail would ask for both, of each page again.
    page.locale, page._is_site_root = context.parent.locale, False
    if _is_wanted(document, context):
        _add_live(page, context.parent)
    else:
        context.parent.add_child(instance=page)
        page.save_revision(log_action=False, changed=False, clean=False)
    _leave_record(page, document, context, rows, is_new=True)
    return page


def _add_live(page: Any, parent: PublicationPage) -> None:
    """In the state that publishing its first revision would leave, at half the price: nobody can
    have seen the page, so nothing has to be withdrawn, compared or logged."""
    page.live, page.has_unpublished_changes = True, False
    page.last_published_at = timezone.now()
    page.first_published_at = page.first_published_at or page.last_published_at
    with gate_held_open():
        parent.add_child(instance=page)
        # Nothing is claimed for its authors: no date but theirs.
        page.live_revision = page.save_revision(log_action=False, changed=False, clean=False)
    Page.objects.filter(pk=page.pk).update(live_revision=page.live_revision)
    page_published.send(sender=type(page), instance=page, revision=page.live_revision)


def update_page(page: Any, document: Document, context: WriteContext) -> None:
    """A new revision of a page, which moves where its address changed at the source."""
    address = own_address(document, context)
    if address != (page.address or page.slug):
        refuse_taken(document, address, context, page)
        page.address = "" if address == page.slug else address
        page.set_url_path(context.parent)
    rows = Rows(document, context)
    _fill(page, document, context, rows)
    if isinstance(page, PostPage):
        page.categories.set(_categories(document, context))
        # Publishing takes it over from the row, not from the revision.
        PostPage.objects.filter(pk=page.pk).update(changed=page.changed)
    revision = page.save_revision(log_action=False, changed=False)
    if _is_wanted(document, context):
        with gate_held_open():
            revision.publish(log_action=False)
    elif page.live:
        page.unpublish(log_action=False)
    _leave_record(page, document, context, rows, is_new=False)
    context.claims.moved[page.pk] = address


def is_untouched(record: ImportRecord) -> bool:
    """True when the newest draft of the page would export as it came in."""
    page = record.page.get_latest_revision_as_object()
    prefix = record.origin.prefix
    blocks = [block_to_json(block) for block in blocks_from_page(page, record.assets, prefix)]
    fields = fields_from_page(page, record.assets)
    return blocks == record.imported_blocks and fields == record.imported_fields


def _fill(page: Any, document: Document, context: WriteContext, rows: Rows) -> None:
    # As the form cleans it, so that a form that is sent back changes nothing.
    page.title = page.draft_title = clean_name(document.title)[:255].strip()
    page.standfirst = document.standfirst
    page.language = document.language
    page.unlisted, page.noindex = document.unlisted, document.noindex
    page.no_sitemap = document.no_sitemap
    raw = to_stream(document.body, rows, seed=f"{document.source}:{document.source_id}")
    raw = links_below(raw, context.origin.prefix) if context.origin.prefix else raw
    page.body, page.former_anchors = raw, anchors_by_block(raw, document.anchors)
    page.licence = page.licence or context.origin.licence
    if isinstance(page, PostPage):
        _fill_post(page, document, context, rows)


def _fill_post(page: PostPage, document: Document, context: WriteContext, rows: Rows) -> None:
    if document.date:
        offset = document.date.utcoffset() or dt.timedelta()
        page.date = document.date.astimezone(dt.UTC)
        page.date_offset = int(offset.total_seconds() // 60)
        page.first_published_at = page.first_published_at or page.date
    authors = [context.authors.author(name) for name in dict.fromkeys(document.authors)]
    if not authors and context.origin.default_author:
        authors = [context.origin.default_author]
    page.bylines = [Byline(author=author, sort_order=at) for at, author in enumerate(authors)]
    if document.series:
        page.series, _new = PostSeries.objects.get_or_create(name=document.series[:200])
    page.changed = document.changed or document.date
    page.former_guid = page.former_guid or document.guid
    page.external_canonical = document.canonical
    thumbnail = document.thumbnail
    page.thumbnail_src = thumbnail.src if thumbnail else ""
    page.thumbnail_alt = thumbnail.alt if thumbnail else ""
    page.thumbnail_id = rows.image(thumbnail.src, thumbnail.alt) if thumbnail else None


def _categories(document: Document, context: WriteContext) -> list[Category]:
    """Each once: two names at the source may differ in their capitals alone."""
    names = list(document.categories)
    section = document.path.removeprefix("content/").split("/")[0]
    if extra := context.origin.sections.get(section):
        names.append(str(extra))
    return list(dict.fromkeys(context.category(name) for name in names))


def _is_wanted(document: Document, context: WriteContext) -> bool:
    return context.live if context.live is not None else not document.draft


def _leave_record(
    page: Any, document: Document, context: WriteContext, rows: Rows, *, is_new: bool
) -> None:
    leading = lead_on_from(document, page, context)
    if not context.store.dry_run:
        serve_files(document, context)
    # What was just made and published stands in the row as it is in memory.
    latest = page
    if not (is_new and _is_wanted(document, context)):
        latest = type(page).objects.get(pk=page.pk)
    if not _is_wanted(document, context):
        latest = latest.get_latest_revision_as_object()
    elif isinstance(latest, PostPage):
        prefetch_related_objects([latest], "bylines__author")
    name = {"origin": context.origin, "source_id": document.source_id}
    values = _record_values(page, latest, document, rows, context.origin.prefix)
    if is_new:
        ImportRecord.objects.create(**name, **values)
    else:
        ImportRecord.objects.filter(**name).update(**values)
    context.claims.settle(document.source_id, document.title, page.url_path, leading)


def _record_values(
    page: Any, latest: Any, document: Document, rows: Rows, prefix: str
) -> dict[str, Any]:
    return {
        "path": document.path,
        "checksum": checksum(document),
        "source_bytes": document.source_bytes,
        "page_id": page.pk,
        "front_matter": _plain(document.front_matter),
        "front_matter_spans": {
            key: [span.start, span.end] for key, span in document.front_matter_spans.items()
        },
        "block_spans": [_span(block) for block in document.body],
        "assets": rows.assets,
        "reading": dict(document.reading),
        "imported_blocks": [
            block_to_json(block) for block in blocks_from_page(latest, rows.assets, prefix)
        ],
        "imported_fields": fields_from_page(latest, rows.assets),
        "imported_at": timezone.now(),
    }


def _span(block: Block) -> list[int] | None:
    return [block.span.start, block.span.end] if block.span else None


def _plain(values: Mapping[str, Any]) -> Any:
    return block_to_json(Block("", values))["value"]
