"""Rows of the demo from its texts and records; those that are there already are used again."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.documents import get_document_model

from blog.authors.models import Affiliation, Author, AuthorLink
from blog.demo import manifest
from blog.demo.content.kit import Ref
from blog.demo.content.people import (
    CATEGORY_DESCRIPTIONS,
    MEETINGS,
    SERIES_DESCRIPTIONS,
    WRITERS,
    Meeting,
    Writer,
)
from blog.demo.pictures.catalogue import PICTURES, Picture
from blog.demo.recordings.catalogue import RECORDINGS, Recording
from blog.images.models import CustomImage
from blog.papers.identifiers import Identifier
from blog.papers.matching import find_or_create_paper
from blog.papers.models import Event, EventSeries, Paper
from blog.posts.models import Category, PostSeries

RECORDS = Path(__file__).with_name("papers.json")
CREDIT = "Drawing: The Third Row"


@dataclass
class Shelf:
    """Rows by the names that the texts use for them."""

    images: dict[str, CustomImage] = field(default_factory=dict)
    authors: dict[str, Author] = field(default_factory=dict)
    papers: dict[str, Paper] = field(default_factory=dict)
    events: dict[tuple[str, int], Event] = field(default_factory=dict)
    series: dict[str, PostSeries] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    documents: dict[str, Any] = field(default_factory=dict)
    posts: dict[str, Any] = field(default_factory=dict)

    def key(self, ref: Ref) -> int:
        rows: dict[str, dict[str, Any]] = {
            "image": self.images,
            "author": self.authors,
            "paper": self.papers,
            "document": self.documents,
            "post": self.posts,
        }
        return int(rows[ref.kind][ref.key].pk)


def filled_shelf(files: dict[str, bytes], saved: list[Any]) -> Shelf:
    """Pictures, recordings, people, papers and meetings. Files that were new are added to `saved`."""
    shelf = Shelf()
    for picture in PICTURES:
        shelf.images[picture.name] = _image(picture, files[picture.name], saved)
    for recording in RECORDINGS:
        shelf.documents[recording.name] = _document(recording, files[recording.name], saved)
    for writer in WRITERS:
        shelf.authors[writer.key] = _author(writer, shelf)
    for entry in json.loads(RECORDS.read_text(encoding="utf-8")):
        shelf.papers[entry["item"]["id"]] = _paper(entry)
    for meeting in MEETINGS:
        shelf.events[meeting.acronym, meeting.year] = _event(meeting)
    return shelf


def _document(recording: Recording, data: bytes, saved: list[Any]) -> Any:
    model = get_document_model()
    digest = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    known = model.objects.filter(file_hash=digest).first()
    if known:
        return known
    document = model(title=recording.title, file_hash=digest, file_size=len(data))
    document.file.save(recording.file_name, ContentFile(data), save=False)
    document.save()
    saved.append(document)
    manifest.record(document)
    return document


def _image(picture: Picture, data: bytes, saved: list[Any]) -> CustomImage:
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


def _author(writer: Writer, shelf: Shelf) -> Author:
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


def _event(meeting: Meeting) -> Event:
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


def post_series(name: str, shelf: Shelf) -> PostSeries:
    if name not in shelf.series:
        series = PostSeries.objects.filter(name=name).first()
        if not series:
            series = PostSeries.objects.create(name=name, description=SERIES_DESCRIPTIONS[name])
            manifest.record(series)
        shelf.series[name] = series
    return shelf.series[name]


def category(name: str, shelf: Shelf) -> Category:
    if name not in shelf.categories:
        known = Category.objects.filter(name__iexact=name).exists()
        category = Category.named(name)
        if not known:
            category.description = CATEGORY_DESCRIPTIONS.get(name, "")
            category.save()
            manifest.record(category)
        shelf.categories[name] = category
    return shelf.categories[name]
