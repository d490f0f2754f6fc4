"""Builds the demo publication through the real models, once, and takes it away again."""

from __future__ import annotations

import hashlib
import io
import json
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from PIL import Image
from wagtail.models import Page, Site

from blog.authors.models import Affiliation, Author, AuthorLink
from blog.core.errors import InUseError, RapporteurError
from blog.demo import manifest
from blog.demo.content import PAGES, POSTS
from blog.demo.content.kit import Ref, Written
from blog.demo.content.people import (
    CATEGORY_DESCRIPTIONS,
    FOOTER,
    MEETINGS,
    MENU,
    NAME,
    SERIES_DESCRIPTIONS,
    TAGLINE,
    WRITERS,
)
from blog.demo.pictures.catalogue import PICTURES
from blog.images.models import CustomImage
from blog.papers.identifiers import Identifier
from blog.papers.matching import find_or_create_paper
from blog.papers.models import Event, EventSeries, Paper
from blog.posts.models import (
    Byline,
    Category,
    PostCategory,
    PostPage,
    PostSeries,
    PublicationPage,
    StandardPage,
)
from blog.site.models import PublicationSettings

Report = Callable[[str], None]
RECORDS = Path(__file__).with_name("papers.json")
# Ids of blocks, and so the anchors on the page, are the same in every database.
NAMESPACE = uuid.UUID("5f0c1c1e-0d0b-5a53-9c52-7a1d6c2b9e41")
CREDIT = "Drawing: The Third Row"
MODELS = (Paper, Author, Event, EventSeries, PostSeries, Category, CustomImage)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`changed` is False when a publication with content was there and nothing was touched."""

    changed: bool
    message: str


@dataclass
class _Shelf:
    """Rows by the names that the texts use for them."""

    images: dict[str, CustomImage] = field(default_factory=dict)
    authors: dict[str, Author] = field(default_factory=dict)
    papers: dict[str, Paper] = field(default_factory=dict)
    events: dict[tuple[str, int], Event] = field(default_factory=dict)
    series: dict[str, PostSeries] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)

    def key(self, ref: Ref) -> int:
        rows: dict[str, Any] = {"image": self.images, "author": self.authors, "paper": self.papers}[ref.kind]
        return int(rows[ref.key].pk)


def database_is_empty() -> bool:
    """True for a database in which nobody has written anything yet."""
    written = (PostPage, StandardPage, Author, Paper)
    return not any(model._default_manager.exists() for model in written)


def load_demo(report: Report = lambda line: None) -> Outcome:
    """Fill an empty publication. One that has pages already is left exactly as it is."""
    publication = _publication()
    pages = publication.get_children().count() if publication else 0
    if pages:
        return Outcome(False, _why_not(pages, len(manifest.made_pages())))
    files = _draw(report)
    with _files_only_if_committed() as saved, transaction.atomic():
        _build(publication or _new_publication(), files, saved, report)
    return Outcome(True, f"The demo publication is there: {len(POSTS)} posts and {len(PAGES)} page.")


def reset_demo(report: Report = lambda line: None) -> Outcome:
    """Remove what the demo made, edits included, and build it anew. Other pages stay.

    RapporteurError when the publication holds only pages that the demo did not make.
    """
    publication = _publication()
    mine = manifest.made_pages()
    if publication and not mine and publication.get_children().exists():
        raise RapporteurError(
            "This publication was not made by load_demo; nothing was removed.",
            mend="Run load_demo in a database of its own.",
        )
    files = _draw(report)
    with _files_only_if_committed() as saved, transaction.atomic():
        _remove(mine, report)
        _build(publication or _new_publication(), files, saved, report)
    return Outcome(True, f"The demo publication was made anew: {len(POSTS)} posts and {len(PAGES)} page.")


def _why_not(pages: int, mine: int) -> str:
    if mine:
        return "The demo publication is there already; nothing was changed. --reset makes it anew."
    return f"The publication has {pages} page(s) of its own; nothing was changed."


def _publication() -> PublicationPage | None:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    root = site.root_page.specific if site else None
    return root if isinstance(root, PublicationPage) else PublicationPage.objects.first()


def _new_publication() -> PublicationPage:
    """For a database whose welcome page somebody took away."""
    publication = PublicationPage(title="Reports", slug="reports")
    Page.get_first_root_node().add_child(instance=publication)
    site = Site.objects.filter(is_default_site=True).first() or Site(
        hostname="localhost", port=80, is_default_site=True
    )
    site.root_page = publication
    site.save()
    return publication


def _draw(report: Report) -> dict[str, bytes]:
    # Before the transaction: SQLite has one writer, and drawing takes some seconds.
    files = {}
    for number, picture in enumerate(PICTURES, 1):
        report(f"Drawing {number} of {len(PICTURES)}: {picture.title}")
        files[picture.name] = picture.file()
    return files


@contextmanager
def _files_only_if_committed() -> Iterator[list[CustomImage]]:
    """Files do not roll back with their rows, so they are deleted by hand."""
    saved: list[CustomImage] = []
    try:
        yield saved
    except BaseException:
        for image in saved:
            image.file.storage.delete(image.file.name)
        raise


def _build(
    publication: PublicationPage, files: dict[str, bytes], saved: list[CustomImage], report: Report
) -> None:
    shelf = _Shelf()
    for picture in PICTURES:
        shelf.images[picture.name] = _image(picture, files[picture.name], saved)
    for writer in WRITERS:
        shelf.authors[writer.key] = _author(writer, shelf)
    for entry in json.loads(RECORDS.read_text(encoding="utf-8")):
        shelf.papers[entry["item"]["id"]] = _paper(entry)
    for meeting in MEETINGS:
        shelf.events[meeting.acronym, meeting.year] = _event(meeting)
    report(f"{len(shelf.papers)} papers, {len(shelf.authors)} authors, {len(shelf.events)} events")
    for written in (*PAGES, *POSTS):
        report(f"Publishing “{written.title}”")
        _publish(publication, written, shelf)
    _settings(publication, shelf)


def _image(picture: Any, data: bytes, saved: list[CustomImage]) -> CustomImage:
    digest = hashlib.sha256(data).hexdigest()
    known = CustomImage.objects.filter(content_hash=digest).first()
    if known:
        return known
    with Image.open(io.BytesIO(data)) as drawn:
        red, green, blue = drawn.convert("RGB").resize((1, 1), Image.Resampling.BOX).tobytes()
    image = CustomImage(
        title=picture.title,
        file=ImageFile(io.BytesIO(data), name=picture.file_name),
        default_alt=picture.alt,
        credit=CREDIT,
        licence="cc-by-4.0",
        content_hash=digest,
        dominant_colour=f"#{red:02x}{green:02x}{blue:02x}",
    )
    image._set_image_file_metadata()
    image.save()
    saved.append(image)
    manifest.record(image)
    return image


def _author(writer: Any, shelf: _Shelf) -> Author:
    known = Author.objects.filter(display_name=writer.name).first()
    if known:
        return known
    author = Author(
        kind=Author.Kind.ORGANISATION if writer.organisation else Author.Kind.PERSON,
        display_name=writer.name,
        given=writer.given,
        particle=writer.particle,
        family=writer.family,
        role=writer.role,
        bio=writer.bio,
        portrait=shelf.images[writer.portrait],
    )
    author.affiliations = [Affiliation(name=writer.affiliation)]
    if writer.link:
        author.links = [AuthorLink(label=writer.link[0], url=writer.link[1])]
    author.full_clean()
    author.save()
    manifest.record(author)
    return author


def _paper(entry: dict[str, Any]) -> Paper:
    identifiers = [Identifier(*pair) for pair in entry["identifiers"]]
    paper, created = find_or_create_paper(entry["item"], identifiers, provenance=entry["source"])
    if created:
        manifest.record(paper)
    return paper


def _event(meeting: Any) -> Event:
    series = EventSeries.objects.filter(acronym=meeting.acronym).first()
    if not series:
        series = EventSeries.objects.create(
            acronym=meeting.acronym, name=meeting.name, description=meeting.description
        )
        manifest.record(series)
    event = Event.objects.filter(series=series, year=meeting.year).first()
    if not event:
        event = Event.objects.create(
            series=series,
            year=meeting.year,
            place=meeting.place,
            starts=meeting.starts,
            ends=meeting.ends,
            url=meeting.url,
        )
        manifest.record(event)
    return event


def _series(name: str, shelf: _Shelf) -> PostSeries:
    if name not in shelf.series:
        series = PostSeries.objects.filter(name=name).first()
        if not series:
            series = PostSeries.objects.create(name=name, description=SERIES_DESCRIPTIONS[name])
            manifest.record(series)
        shelf.series[name] = series
    return shelf.series[name]


def _category(name: str, shelf: _Shelf) -> Category:
    if name not in shelf.categories:
        known = Category.objects.filter(name__iexact=name).exists()
        category = Category.named(name)
        if not known:
            category.description = CATEGORY_DESCRIPTIONS.get(name, "")
            category.save()
            manifest.record(category)
        shelf.categories[name] = category
    return shelf.categories[name]


def _publish(publication: PublicationPage, written: Written, shelf: _Shelf) -> None:
    page = _post(written, shelf) if written.date else StandardPage()
    page.title = page.draft_title = written.title
    page.slug = written.slug
    page.standfirst = written.standfirst
    page.language = written.language
    page.body = page.body.stream_block.to_python(_stored(written, shelf))
    page.live = False
    page._cached_parent_obj = publication
    publication.add_child(instance=page)
    page.full_clean()
    page.save_revision(clean=False).publish()
    manifest.record(page)


def _post(written: Written, shelf: _Shelf) -> PostPage:
    assert written.date
    offset = written.date.utcoffset()
    post = PostPage(
        date=written.date,
        date_offset=round(offset.total_seconds() / 60) if offset else 0,
        featured=written.featured,
        event=shelf.events[written.event] if written.event else None,
        series=_series(written.series, shelf) if written.series else None,
        thumbnail=shelf.images[written.thumbnail] if written.thumbnail else None,
        thumbnail_alt=written.thumbnail_alt,
        translation_group=uuid.uuid5(NAMESPACE, written.translation) if written.translation else None,
        # As if each had been published on its day: lists, feeds and the sitemap look alive.
        first_published_at=written.date,
    )
    post.bylines = [
        Byline(author=shelf.authors[key], sort_order=at) for at, key in enumerate(written.authors)
    ]
    post.category_links = [PostCategory(tag=_category(name, shelf)) for name in written.categories]
    return post


def _stored(written: Written, shelf: _Shelf) -> list[dict[str, Any]]:
    """The body as a stream field keeps it: keys in place of names, and an id for every block."""

    def block(value: dict[str, Any], path: str) -> dict[str, Any]:
        ident = str(uuid.uuid5(NAMESPACE, path))
        return {"type": value["type"], "id": ident, "value": resolved(value["value"], path)}

    def resolved(value: Any, path: str) -> Any:
        if isinstance(value, Ref):
            return shelf.key(value)
        if isinstance(value, list):
            return [member(item, f"{path}/{at}") for at, item in enumerate(value)]
        if isinstance(value, dict):
            return {key: resolved(item, f"{path}/{key}") for key, item in value.items()}
        return value

    def member(item: Any, path: str) -> Any:
        if isinstance(item, dict) and item.keys() == {"type", "value"}:
            return block(item, path)
        if isinstance(item, dict) and ("commentary" in item or "url" in item):
            # Entries of a list and links of an entry are list members, which carry ids too.
            return block({"type": "item", "value": item}, path)
        return resolved(item, path)

    return [block(item, f"{written.slug}/{at}") for at, item in enumerate(written.body)]


def _settings(publication: PublicationPage, shelf: _Shelf) -> None:
    """Only where nobody chose a name: settings are one row, and may be somebody's own."""
    site = Site.objects.filter(root_page=publication).first()
    if not site:
        return
    settings = PublicationSettings.for_site(site)
    if settings.name not in ("", NAME):
        return
    about = StandardPage.objects.child_of(publication).get(slug="about")
    settings.name, settings.tagline, settings.footer = NAME, TAGLINE, FOOTER
    settings.licence = "cc-by-4.0"
    settings.menu = [
        *(("address", {"address": address, "label": label}) for address, label in MENU),
        ("page", {"page": about, "label": "About"}),
    ]
    settings.social_links = [("link", {"label": "The reading group", "url": "https://example.org/third-row"})]
    settings.full_clean()
    settings.save()


def _remove(pages: Iterable[Page], report: Report) -> None:
    """Pages first, then what only they used. What other pages use stays, and is used again."""
    for page in pages:
        report(f"Removing “{page.title}”")
        page.specific.delete()
    for model in MODELS:
        for instance in manifest.made_objects(model):
            try:
                with transaction.atomic():
                    instance.delete()
            except InUseError as error:
                report(f"Kept: {error}")
