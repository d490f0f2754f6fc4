"""Plain factories: the smallest valid row of each kind, no surprises."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import uuid

from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import Collection, Locale, Page, Site

from blog.authors.models import Author
from blog.images.models import CustomImage
from blog.papers.models import Event, EventSeries, Paper, PaperIdentifier
from blog.posts.models import (
    Byline,
    Category,
    PostCategory,
    PostPage,
    PublicationPage,
    StandardPage,
)
from blog.transfer.models import ImportSource

_numbers = itertools.count(1)


def make_publication() -> PublicationPage:
    """The publication that a new database opens on; made anew where a browser test flushed it."""
    found = PublicationPage.objects.first()
    if found:
        return found
    Locale.objects.get_or_create(language_code="en")
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    publication = root.add_child(instance=PublicationPage(title="Reports", slug="home"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": publication}
    )
    Collection.get_first_root_node() or Collection.add_root(name="Root")
    return publication


def make_author(name: str = "", **fields) -> Author:
    name = name or f"Ada Quill {next(_numbers)}"
    given, _, family = name.rpartition(" ")
    return Author.objects.create(
        **{"display_name": name, "given": given, "family": family} | fields
    )


def make_paper(title: str = "", *, arxiv: str = "", **fields) -> Paper:
    number = next(_numbers)
    item = {
        "type": "paper-conference",
        "title": title or f"Attention to Detail {number}",
        "author": [{"given": "Ada", "family": "Quill"}, {"given": "Bruno", "family": "Verso"}],
        "issued": {"date-parts": [[2024]]},
        "container-title": "ICLR 2024",
    } | fields
    paper = Paper.from_record(item)
    paper.identifiers = [PaperIdentifier(scheme="arxiv", value=arxiv or f"2401.{number:05d}")]
    paper.save()
    return paper


def make_event(acronym: str = "ICLR", year: int = 2024, **fields) -> Event:
    series, _ = EventSeries.objects.get_or_create(acronym=acronym, defaults={"name": acronym})
    return Event.objects.create(series=series, year=year, **fields)


def picture_file(
    name: str = "hall.png", size: tuple[int, int] = (640, 400), form: str = "PNG"
) -> ImageFile:
    """A real picture: a gradient, so that every encoder has work to do."""
    across = Image.linear_gradient("L").resize(size)
    picture = Image.merge("RGB", (across, across.rotate(180), across))
    stream = io.BytesIO()
    picture.save(stream, form)
    stream.seek(0)
    return ImageFile(stream, name=name)


def make_image(title: str = "hall.png", **fields) -> CustomImage:
    size = fields.pop("size", (640, 400))
    fields.setdefault("default_alt", "An empty hall")
    return CustomImage.objects.create(title=title, file=picture_file(size=size), **fields)


def make_source(name: str = "hugo", **fields) -> ImportSource:
    """Of imports into the publication."""
    return ImportSource.objects.create(publication=make_publication(), name=name, **fields)


def make_post(parent: PublicationPage | None = None, *, live: bool = True, **fields) -> PostPage:
    """A post under the publication. `authors`, `categories` and raw `body` blocks are taken apart."""
    authors = fields.pop("authors", ())
    categories = fields.pop("categories", ())
    number = next(_numbers)
    defaults = {
        "title": f"A report {number}",
        "slug": f"report-{number}",
        "date": dt.datetime(2024, 5, 15, 12, tzinfo=dt.UTC) + dt.timedelta(seconds=number),
    }
    post = PostPage(**defaults | fields, live=False)
    post.bylines = [Byline(author=author, sort_order=at) for at, author in enumerate(authors)]
    (parent or make_publication()).add_child(instance=post)
    for name in categories:
        PostCategory.objects.create(tag=Category.named(name), content_object=post)
    post = PostPage.objects.get(pk=post.pk)
    revision = post.save_revision()
    if live:
        revision.publish()
    return PostPage.objects.get(pk=post.pk)


def make_standard_page(parent: PublicationPage | None = None, **fields) -> StandardPage:
    number = next(_numbers)
    page = StandardPage(**{"title": f"About {number}", "slug": f"about-{number}"} | fields)
    (parent or make_publication()).add_child(instance=page)
    return page


def prose(html: str = "<p>Some words about the hall.</p>") -> dict:
    return {"type": "prose", "value": html, "id": str(uuid.uuid4())}


def entry_value(paper: Paper, **fields) -> dict:
    return {
        "paper": paper.pk,
        "title": "",
        "authors": "",
        "url": "",
        "award": "",
        "commentary": "<p>We liked it.</p>",
        "more": [],
        "links": [],
        "contributor": None,
        "disclosure": "",
    } | fields


def paper_entry(paper: Paper, **fields) -> dict:
    return {"type": "paper", "value": entry_value(paper, **fields), "id": str(uuid.uuid4())}


def paper_list(papers, *, heading: str = "Ten papers", ranked: bool = True, **entry_fields) -> dict:
    entries = [
        {"type": "item", "value": entry_value(paper, **entry_fields), "id": str(uuid.uuid4())}
        for paper in papers
    ]
    value = {
        "heading": heading,
        "intro": "",
        "ranked": ranked,
        "expected_count": None,
        "entries": entries,
    }
    return {"type": "paper_list", "value": value, "id": str(uuid.uuid4())}


def image_block(image: CustomImage | None, **fields) -> dict:
    value = {
        "image": image.pk if image else None,
        "src": "",
        "alt": "An empty hall",
        "decorative": False,
        "caption": "",
        "credit": "",
        "width": "text",
        "pixels": None,
        "link": "",
    } | fields
    return {"type": "image", "value": value, "id": str(uuid.uuid4())}
