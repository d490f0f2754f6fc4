"""Builds the demo publication through the real models, once, and takes it away again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from blog.authors.models import Author
from blog.core.errors import InUseError, RapporteurError
from blog.demo import manifest
from blog.demo.content import PAGES, POSTS
from blog.demo.content.people import (
    ABOUT_LABELS,
    FOOTER,
    MENU,
    NAME,
    TAGLINE,
)
from blog.demo.pages import publish
from blog.demo.pictures.catalogue import PICTURES
from blog.demo.recordings.catalogue import RECORDINGS
from blog.demo.rows import filled_shelf
from blog.images.models import CustomImage
from blog.papers.models import Event, EventSeries, Paper
from blog.posts.models import (
    Category,
    PostPage,
    PostSeries,
    PublicationPage,
    StandardPage,
)
from blog.site.models import PublicationSettings

Report = Callable[[str], None]
MODELS = (
    Paper,
    Author,
    Event,
    EventSeries,
    PostSeries,
    Category,
    CustomImage,
    get_document_model(),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`changed` is False when a publication with content was there and nothing was touched."""

    changed: bool
    message: str


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
    return Outcome(
        True, f"The demo publication is there: {len(POSTS)} posts and {len(PAGES)} page."
    )


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
    if publication:
        _refuse_taken_addresses(publication, mine)
    files = _draw(report)
    with _files_only_if_committed() as saved, transaction.atomic():
        _remove(mine, report)
        _build(publication or _new_publication(), files, saved, report)
    return Outcome(
        True, f"The demo publication was made anew: {len(POSTS)} posts and {len(PAGES)} page."
    )


def _refuse_taken_addresses(publication: PublicationPage, mine: list[Page]) -> None:
    wanted = [written.slug for written in (*PAGES, *POSTS)]
    others = publication.get_children().exclude(pk__in=[page.pk for page in mine])
    taken = others.filter(slug__in=wanted).first()
    if taken:
        raise RapporteurError(
            f"“{taken.title}” lives at /{taken.slug}/, where the demo has a page of its own; "
            "nothing was removed.",
            mend="Give that page another slug first.",
        )


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
    for recording in RECORDINGS:
        files[recording.name] = recording.make()
    return files


@contextmanager
def _files_only_if_committed() -> Iterator[list[Any]]:
    """Files do not roll back with their rows, so they are deleted by hand."""
    saved: list[Any] = []
    try:
        yield saved
    except BaseException:
        for row in saved:
            row.file.storage.delete(row.file.name)
        raise


def _build(
    publication: PublicationPage, files: dict[str, bytes], saved: list[Any], report: Report
) -> None:
    shelf = filled_shelf(files, saved)
    report(f"{len(shelf.papers)} papers, {len(shelf.authors)} authors, {len(shelf.events)} events")
    for written in (*PAGES, *POSTS):
        report(f"Publishing “{written.title}”")
        publish(publication, written, shelf)
    _settings(publication)


def _settings(publication: PublicationPage) -> None:
    """Only where nobody chose a name: settings are one row, and may be somebody's own."""
    site = Site.objects.filter(root_page=publication).first()
    if not site:
        return
    settings = PublicationSettings.for_site(site)
    if settings.name not in ("", NAME):
        return
    about = StandardPage.objects.child_of(publication).get(slug="about")
    settings.name, settings.tagline, settings.footer = NAME, TAGLINE, FOOTER
    settings.licence, settings.licence_is_chosen = "cc-by-4.0", True
    settings.menu = [
        *(("address", {"address": address, "label": "", "labels": []}) for address in MENU),
        ("page", {"page": about, "label": "About", "labels": ABOUT_LABELS}),
    ]
    settings.social_links = [
        ("link", {"label": "The reading group", "url": "https://example.org/third-row"})
    ]
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
            except ProtectedError:
                # A portrait of somebody who was kept, a meeting that another report names.
                report(f"Kept: “{instance}” is still used.")
