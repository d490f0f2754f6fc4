"""Keeps `PublicAddress`: which paths were ever public, and what they stand for.

A post that is published makes itself and all that it names public. From then on each record enters
every address that it gets, so that none is missing when it changes the next time.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

from django.db import models

from blog.authors.models import Author
from blog.papers.models import Event, EventSeries, Paper
from blog.posts.models import Category, PostSeries, PublicAddress, PublicationPage

FIELDS: dict[type[models.Model], str] = {
    Author: "author",
    Category: "category",
    Paper: "paper",
    Event: "event",
    EventSeries: "event_series",
    PostSeries: "post_series",
}
LONGEST = 700


def normalise_path(text: str) -> str:
    """ "/authors/M%C3%BAsica/" → "authors/Música", in NFC; a query stays as it was written."""
    path, mark, query = text.partition("?")
    return f"{unicodedata.normalize('NFC', unquote(path)).strip('/')}{mark}{query}"


def enter(records: Iterable[Any]) -> None:
    """Note that these are public where they are now."""
    enter_rows(row for record in records for row in _rows_of(record))


def enter_post(post: Any) -> None:
    """The post and everything that it makes public."""
    enter([post, *_named_by(post)])


def enter_former(path: str, record: Any) -> bool:
    """Let a former path lead to this record; False where it leads to another already."""
    for row in _rows_of(record, normalise_path(path)):
        there = PublicAddress.objects.filter(publication=row.publication_id, path=row.path).first()
        if there is None:
            enter_rows([row])
        elif _target(there) != _target(row):
            return False
    return True


def enter_saved(record: Any) -> None:
    """Of a record that has been public; others become so by a post."""
    entered = PublicAddress.objects.filter(**{FIELDS[type(record)]: record})
    if not entered.exists():
        return
    events = Event.objects.none()
    if isinstance(record, EventSeries):
        # Their addresses begin with that of the series.
        public = PublicAddress.objects.filter(event__series=record)
        events = record.events.filter(pk__in=public.values("event"))
    enter([record, *events.select_related("series")])


def enter_rows(rows: Iterable[PublicAddress]) -> None:
    """Each path once; one that another record had before now stands for this one."""
    rows = {(row.publication_id, row.path): row for row in rows if len(row.path) <= LONGEST}
    paths = {path for _publication, path in rows}
    entered = {
        (row.publication_id, row.path): row for row in PublicAddress.objects.filter(path__in=paths)
    }
    new = [row for key, row in rows.items() if key not in entered]
    if new:
        # Two posts may name an author in the same moment.
        PublicAddress.objects.bulk_create(new, ignore_conflicts=True)
    for key, row in rows.items():
        if key in entered and _target(entered[key]) != _target(row):
            row.pk = entered[key].pk
            row.save()


def _rows_of(record: Any, path: str = "") -> Iterator[PublicAddress]:
    if type(record) in FIELDS:
        path = path or normalise_path(record.get_absolute_url())
        yield PublicAddress(path=path, **{FIELDS[type(record)]: record})
        return
    publication = getattr(record, "_cached_parent_obj", None) or record.get_parent()
    if publication and publication.specific_class is PublicationPage:
        path = path or record.url_path.removeprefix(publication.url_path).strip("/")
        yield PublicAddress(path=path, publication_id=publication.pk, page_id=record.pk)


def _target(row: PublicAddress) -> list[Any]:
    return [row.page_id, *(getattr(row, f"{name}_id") for name in FIELDS.values())]


def _named_by(post: Any) -> Iterator[Any]:
    mentions = list(post.mentions.select_related("paper", "contributor"))
    yield from dict.fromkeys(mention.paper for mention in mentions)
    bylines = [byline.author for byline in post.bylines.select_related("author")]
    credited = [*bylines, *(mention.contributor for mention in mentions)]
    yield from filter(None, dict.fromkeys(credited))
    yield from (link.tag for link in post.category_links.select_related("tag"))
    if post.event_id:
        event = Event.objects.select_related("series").get(pk=post.event_id)
        yield from (event, event.series)
    if post.series_id:
        yield post.series
