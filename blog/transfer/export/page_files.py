"""Pictures and documents of ours that a post uses: what an export calls them, and their bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO, Any
from urllib.parse import unquote

from wagtail.documents import get_document_model
from wagtail.models import Page

from blog.authors.models import Author
from blog.core.media import plain_name
from blog.core.prose import Link
from blog.core.text import slugify
from blog.documents.recordings import open_original as open_recording
from blog.images.models import CustomImage
from blog.images.originals import open_original
from blog.transfer.export.from_page import DOCUMENT, POST, former_address

Copy = Callable[[], AbstractContextManager[IO[bytes]]]


@dataclass
class PageNames:
    """What rows are called in an export. `assets` are those of the ImportRecord: a picture that
    came in keeps the address that its post wrote. Others lie in `folder`, at `prefix` + name."""

    assets: Mapping[str, int | None]
    folder: PurePosixPath
    prefix: str = ""
    pictures: dict[int, str] = field(default_factory=dict)
    documents: dict[int, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    _authors: dict[int, str] = field(default_factory=dict)

    def src(self, image: int | None, src: str) -> str:
        if image is None or (src and self.assets.get(src) == image):
            return src
        if not src and (former := former_address(self.assets, image)):
            return former
        if image not in self.pictures:
            found = CustomImage.objects.filter(pk=image).first()
            if found is None:
                return src
            self.pictures[image] = _free_name(found, set(self.pictures.values()))
        return f"{self.prefix}{self.pictures[image]}"

    def author(self, author: int | None) -> str:
        if not author:
            return ""
        if author not in self._authors:
            found = Author.objects.filter(pk=author).values_list("display_name", flat=True).first()
            self._authors[author] = found or ""
        return self._authors[author]

    def address(self, link: Link) -> str:
        """Where a link of the editor leads, as a path from the root of the site."""
        attributes = dict(link.attributes)
        if "linktype" not in attributes:
            return attributes.get("href", "")
        number = attributes.get("id", "")
        if attributes["linktype"] == "page":
            page = Page.objects.filter(pk=number).first() if number.isdigit() else None
            return (page.get_url() or "") if page else ""
        return self.file(int(number), "") if number.isdigit() else ""

    def file(self, document: int | None, src: str) -> str:
        if former := former_address(self.assets, document, DOCUMENT):
            return former
        found = get_document_model().objects.filter(pk=document).first() if document else None
        if found is None:
            return src
        self.documents[found.pk] = found.url.lstrip("/")
        return str(found.url)

    def post(self, post: int | None, address: str) -> tuple[str, str]:
        """Address and title of another post."""
        found = Page.objects.filter(pk=post).first() if post else None
        if found is None:
            return address, address
        former = former_address(self.assets, post, POST)
        return former or unquote(found.get_url() or ""), found.title

    def files(self) -> dict[str, Copy]:
        """Path in the export → how to open the file."""
        found: dict[str, Copy] = {}
        for pk, name in self.pictures.items():
            found[str(self.folder / name)] = _opener(CustomImage.objects.get(pk=pk))
        for document in get_document_model().objects.filter(pk__in=self.documents):
            found[f"static/{self.documents[document.pk]}"] = _document_opener(document)
        return found


def _free_name(image: CustomImage, taken: set[str]) -> str:
    ending = PurePosixPath(image.original or image.file.name).suffix
    base = slugify(PurePosixPath(plain_name(image.file.name)).stem, fallback="picture", length=60)
    name, number = f"{base}{ending}", 2
    while name in taken:
        name, number = f"{base}-{number}{ending}", number + 1
    return name


def _opener(image: CustomImage) -> Copy:
    def opened() -> Any:
        return open_original(image)

    return opened


def _document_opener(document: Any) -> Copy:
    def opened() -> Any:
        return open_recording(document)

    return opened
