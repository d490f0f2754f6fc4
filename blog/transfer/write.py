"""Documents → pages, with an ImportRecord each."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.signals import page_published

from blog.core.errors import SourceError
from blog.core.text import slugify
from blog.papers.csl import new_item, parse_names
from blog.papers.identifiers import Identifier
from blog.papers.matching import find_or_create_paper
from blog.posts.addressing import normalise_address
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
from blog.transfer.assets import AssetStore, store_document
from blog.transfer.authors import AuthorMap
from blog.transfer.document import Block, Document, Notice, block_to_json
from blog.transfer.export.from_page import DOCUMENT, POST, blocks_from_page, fields_from_page
from blog.transfer.models import ImportRecord
from blog.transfer.stream import to_stream

# Raised when the reading of sources changes, so that an unchanged file is read anew.
READER_VERSION = 1


@dataclass
class WriteContext:
    """What all posts of a run share. `live`: True publishes everything, False nothing, None as the
    source says."""

    parent: PublicationPage
    authors: AuthorMap
    store: AssetStore
    live: bool | None = None
    take: str = ""
    updated: list[int] = field(default_factory=list)


@dataclass
class _Rows:
    """Rows for one document's blocks; remembers which address became which picture."""

    document: Document
    context: WriteContext
    assets: dict[str, int | None] = field(default_factory=dict)

    def image(self, src: str, alt: str = "") -> int | None:
        if src not in self.assets:
            asset = next((item for item in self.document.assets if item.address == src), None)
            place = f"{self.document.path}, line {asset.line}" if asset else self.document.path
            self.assets[src] = self.context.store.store(asset, place, alt) if asset else None
        return self.assets[src]

    def paper(self, entry: Mapping[str, Any]) -> int:
        fields: dict[str, Any] = {}
        if entry.get("csl_type"):
            fields["type"] = entry["csl_type"]
        if entry.get("venue"):
            fields["container-title"] = entry["venue"]
        if str(entry.get("year", "")).isdigit():
            fields["issued"] = {"date-parts": [[int(entry["year"])]]}
        item = new_item(entry["title"], authors=parse_names(entry["authors"]), **fields)
        identifiers = [Identifier(*pair) for pair in entry["identifiers"]]
        provenance = f"{self.document.source}:{self.document.source_id}"
        paper, _created = find_or_create_paper(item, identifiers, provenance=provenance)
        return int(paper.pk)

    def author(self, name: str) -> int | None:
        return int(self.context.authors.author(name).pk) if name else None

    def file(self, src: str) -> int | None:
        """The document for a film, a sound or captions; None when it is missing."""
        key = f"{DOCUMENT}{src}"
        if key not in self.assets:
            asset = next((item for item in self.document.assets if item.address == src), None)
            store = self.context.store
            self.assets[key] = store.document(asset, self.document.path) if asset else None
        return self.assets[key]

    def post(self, address: str) -> int | None:
        """The post that lives there already; one that comes later is found by its address."""
        wanted = f"{self.context.parent.url_path}{normalise_address(address)}/"
        posts = PostPage.objects.child_of(self.context.parent).filter(url_path=wanted)
        self.assets[f"{POST}{address}"] = found = posts.values_list("pk", flat=True).first()
        return found


def checksum(document: Document) -> str:
    """Of the source, of how it is read, and of the files that it misses: one that turns up later
    makes a post worth reading again."""
    missing = sorted(asset.address for asset in document.assets if asset.file is None)
    head = f"{READER_VERSION}\n{document.kind}\n{sorted(document.reading.items())}\n{missing}\n"
    return hashlib.sha256(head.encode() + document.source_bytes).hexdigest()


def create_page(document: Document, context: WriteContext) -> Page:
    """A new page with its record. SourceError when its address is taken."""
    address = _own_address(document, context)
    _refuse_taken(document, address, context.parent)
    model = PostPage if document.kind == "post" else StandardPage
    page = model(slug=_free_slug(address or document.title, context.parent), live=False)
    page.address = "" if address == page.slug else address
    rows = _Rows(document, context)
    _fill(page, document, context, rows)
    if isinstance(page, PostPage):
        page.category_links = [PostCategory(tag=tag) for tag in _categories(document)]
    if _is_wanted(document, context):
        _add_live(page, context.parent)
    else:
        context.parent.add_child(instance=page)
        page.save_revision(log_action=False, changed=False, clean=False)
    _leave_record(page, document, context, rows)
    return page


def _add_live(page: Any, parent: PublicationPage) -> None:
    """In the state that publishing its first revision would leave, at half the price: nobody can
    have seen the page, so nothing has to be withdrawn, compared or logged."""
    page.live, page.has_unpublished_changes = True, False
    page.last_published_at = timezone.now()
    page.first_published_at = page.first_published_at or page.last_published_at
    parent.add_child(instance=page)
    page.live_revision = page.save_revision(log_action=False, changed=False, clean=False)
    Page.objects.filter(pk=page.pk).update(live_revision=page.live_revision)
    page_published.send(sender=type(page), instance=page, revision=page.live_revision)


def update_page(page: Any, document: Document, context: WriteContext) -> None:
    """A new revision of a page; where its address changed at the source, the old one leads on."""
    former = page.get_url() or ""
    address = _own_address(document, context)
    if address != (page.address or page.slug):
        _refuse_taken(document, address, context.parent, page)
        page.address = "" if address == page.slug else address
        page.set_url_path(context.parent)
        document = replace(document, aliases=(*document.aliases, former))
    rows = _Rows(document, context)
    _fill(page, document, context, rows)
    if isinstance(page, PostPage):
        page.categories.set(_categories(document))
    revision = page.save_revision(log_action=False, changed=False)
    if _is_wanted(document, context):
        with gate_held_open():
            revision.publish(log_action=False)
    elif page.live:
        page.unpublish(log_action=False)
    _leave_record(page, document, context, rows)


def is_untouched(record: ImportRecord) -> bool:
    """True when the newest draft of the page would export as it came in."""
    page = record.page.get_latest_revision_as_object()
    blocks = [block_to_json(block) for block in blocks_from_page(page, record.assets)]
    fields = fields_from_page(page, record.assets)
    return blocks == record.imported_blocks and fields == record.imported_fields


def _own_address(document: Document, context: WriteContext) -> str:
    """The address at the source, unless it is one of the site's own: those never give way."""
    address = normalise_address(document.address)
    if address and not _is_ours(address):
        return address
    bare = address.strip("/").replace("/", "-") or "home"
    free = bare if not _is_ours(bare) else f"{bare}-{document.kind}"
    context.store.notices.append(
        Notice(
            "warning",
            f"{document.path}, line 1",
            _("/%(address)s/ is an address of the site itself; the page lives at /%(free)s/.")
            % {"address": address, "free": free},
            _("Give the post another url, if you like this one less."),
        )
    )
    return free


def _is_ours(address: str) -> bool:
    try:
        return resolve(f"/{address}/").url_name != "wagtail_serve"
    except Resolver404:
        return False


def _refuse_taken(
    document: Document, address: str, parent: PublicationPage, page: Page | None = None
) -> None:
    wanted = f"{parent.url_path}{address}/"
    others = parent.get_children().filter(url_path=wanted)
    other = others.exclude(pk=page.pk).first() if page else others.first()
    if other:
        raise SourceError(
            _("the address /%(address)s/ is that of “%(title)s” already; nothing was overwritten.")
            % {"address": address, "title": other.title},
            where=f"{document.path}, line 1",
            mend=_("Give the post another url, or delete the page first."),
        )


def _free_slug(address: str, parent: PublicationPage) -> str:
    base = slugify(address.rsplit("/", 1)[-1], fallback="post")
    slug, number = base, 2
    while parent.get_children().filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug


def _fill(page: Any, document: Document, context: WriteContext, rows: _Rows) -> None:
    page.title = page.draft_title = document.title[:255]
    page.standfirst = document.standfirst
    page.language = document.language
    page.body = to_stream(document.body, rows, seed=f"{document.source}:{document.source_id}")
    if isinstance(page, PostPage):
        _fill_post(page, document, context, rows)


def _fill_post(page: PostPage, document: Document, context: WriteContext, rows: _Rows) -> None:
    if document.date:
        offset = document.date.utcoffset() or dt.timedelta()
        page.date = document.date.astimezone(dt.UTC)
        page.date_offset = int(offset.total_seconds() // 60)
        page.first_published_at = page.first_published_at or page.date
    page.bylines = [
        Byline(author=context.authors.author(name), sort_order=at)
        for at, name in enumerate(dict.fromkeys(document.authors))
    ]
    if document.series:
        page.series, _new = PostSeries.objects.get_or_create(name=document.series[:200])
    page.former_guid = page.former_guid or document.guid
    thumbnail = document.thumbnail
    page.thumbnail_src = thumbnail.src if thumbnail else ""
    page.thumbnail_alt = thumbnail.alt if thumbnail else ""
    page.thumbnail_id = rows.image(thumbnail.src, thumbnail.alt) if thumbnail else None


def _categories(document: Document) -> list[Category]:
    """Each once: two names at the source may differ in their capitals alone."""
    return list(dict.fromkeys(Category.named(name) for name in document.categories))


def _is_wanted(document: Document, context: WriteContext) -> bool:
    return context.live if context.live is not None else not document.draft


def _leave_record(page: Any, document: Document, context: WriteContext, rows: _Rows) -> None:
    _redirect_from(document, page, context)
    _serve_files(document)
    # As it is stored, not as it is in memory; what was just published stands in the row itself.
    latest = type(page).objects.get(pk=page.pk)
    if not _is_wanted(document, context):
        latest = latest.get_latest_revision_as_object()
    ImportRecord.objects.update_or_create(
        source=document.source,
        source_id=document.source_id,
        defaults={
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
                block_to_json(block) for block in blocks_from_page(latest, rows.assets)
            ],
            "imported_fields": fields_from_page(latest, rows.assets),
        },
    )


def _span(block: Block) -> list[int] | None:
    return [block.span.start, block.span.end] if block.span else None


def _plain(values: Mapping[str, Any]) -> Any:
    return block_to_json(Block("", values))["value"]


def _redirect_from(document: Document, page: Page, context: WriteContext) -> None:
    """One redirect for every former address. One that another page lives at stays with that page."""
    own = Redirect.normalise_path(page.get_url() or "")
    for alias in document.aliases:
        path = Redirect.normalise_path(_former_path(alias))
        if path in (own, "", "/"):
            continue
        wanted = f"{context.parent.url_path}{path.strip('/')}/"
        other = context.parent.get_children().filter(url_path=wanted).exclude(pk=page.pk).first()
        made = None
        if other is None:
            made, _new = Redirect.objects.get_or_create(
                old_path=path, site=None, defaults={"redirect_page": page, "is_permanent": True}
            )
        if made is None or (made.redirect_page_id and made.redirect_page_id != page.pk):
            context.store.notices.append(
                Notice(
                    "warning",
                    document.path,
                    _("the former address %(path)s leads to another page already.")
                    % {"path": path},
                    _("Take it out of one of the two posts."),
                )
            )


def _former_path(alias: str) -> str:
    parts = urlsplit(alias if "://" in alias else f"//x/{alias.lstrip('/')}")
    path = "/" + parts.path.strip("/")
    return f"{path}?{parts.query}" if parts.query else path


def _serve_files(document: Document) -> None:
    """Films and papers at their former address; pictures are served by their renditions."""
    for asset in document.assets:
        if asset.file and asset.file.suffix.lower() in (".mp4", ".webm", ".mp3", ".ogg", ".pdf"):
            path = Redirect.normalise_path(asset.address)
            if not Redirect.objects.filter(old_path=path).exists():
                Redirect.objects.create(
                    old_path=path, redirect_link=store_document(asset.file), is_permanent=True
                )
