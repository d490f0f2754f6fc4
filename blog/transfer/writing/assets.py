"""Files that posts refer to → pictures and documents, each stored once by its content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Collection

from blog.core.text import slugify
from blog.documents.kinds import HEAD, is_what_it_says, kind_of
from blog.images.gate import ENDINGS, RefusedPicture, check_size
from blog.images.intake import Intake, save_new, take_in
from blog.images.models import CustomImage
from blog.posts.alt_text import says_nothing
from blog.transfer.document import AssetRef, Notice
from blog.transfer.models import FetchedPicture

_PICTURES = frozenset(
    (*ENDINGS.values(), ".jpeg", ".jpe", ".jfif", ".apng", ".heif", ".tiff", ".mpo")
)


@dataclass
class AssetStore:
    """Makes rows for files. On a dry run it only says whether it could."""

    dry_run: bool = False
    images: dict[str, int | None] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)

    def store(self, asset: AssetRef, place: str, alt: str = "") -> int | None:
        """The id of the picture for this address; None when it is missing or not acceptable."""
        if asset.file is None:
            return self._fetched.get(asset.address)
        if asset.file.suffix.lower() not in _PICTURES:
            return None
        key = str(asset.file)
        if key not in self.images:
            self.images[key] = self._picture(asset.file, asset.address, place, alt)
        return self.images[key]

    @cached_property
    def _fetched(self) -> dict[str, int]:
        """Those that an earlier run brought from other hosts."""
        return dict(FetchedPicture.objects.values_list("address", "image_id"))

    def document(self, asset: AssetRef, place: str) -> int | None:
        """The id of the document for a recording or its captions; None when it is not there or is
        not what its name says."""
        if asset.file is None or kind_of(asset.file.name) is None:
            return None
        if not _is_what_it_says(asset.file):
            what = f"the file {asset.address} is not what its ending says and was not taken."
            mend = "Convert it to MP4, WebM, MP3 or WebVTT, and choose it in the editor."
            self.notices.append(Notice("warning", place, what, mend))
            return None
        return None if self.dry_run else int(_stored_document(asset.file).pk)

    def forget(self, ids: set[int]) -> None:
        """After a rollback these rows do not exist; the next post that wants one makes it anew."""
        self.images = {key: pk for key, pk in self.images.items() if pk is None or pk not in ids}

    def _picture(self, file: Path, address: str, place: str, alt: str) -> int | None:
        try:
            check_size(file.stat().st_size)
            data = file.read_bytes()
            if known := known_picture(data):
                return known
            intake = take_in(data, file.name)
        except RefusedPicture as error:
            self.notices.append(
                Notice(
                    "warning",
                    place,
                    f"the picture {address} was not taken: {error.what}",
                    "The post comes in with a frame in its place; choose a picture there.",
                )
            )
            return None
        if intake.left_out:
            what = f"of the picture {address} something is not shown."
            self.notices.append(Notice("warning", place, what, intake.left_out))
        if self.dry_run:
            return None
        return new_picture(intake, file.name, alt)


def new_picture(intake: Intake, name: str, alt: str = "") -> int:
    return save_new(
        intake,
        title=Path(name).stem.replace("-", " ").replace("_", " ")[:255],
        default_alt="" if says_nothing(alt) else alt[:500],
        collection=Collection.get_first_root_node(),
    ).pk


def known_picture(data: bytes) -> int | None:
    digest = hashlib.sha256(data).hexdigest()
    return CustomImage.objects.filter(content_hash=digest).values_list("pk", flat=True).first()


def _is_what_it_says(file: Path) -> bool:
    with file.open("rb") as stream:
        return is_what_it_says(file.name, stream.read(HEAD))


def store_document(file: Path) -> str:
    """The public address of a film, sound or paper that a post refers to; stored once."""
    return str(_stored_document(file).url)


def _stored_document(file: Path) -> Any:
    documents = get_document_model().objects
    data = file.read_bytes()
    digest = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    known = documents.filter(file_hash=digest).first()
    if known:
        return known
    document = get_document_model()(title=file.name[:255], file_hash=digest, file_size=len(data))
    name = f"{slugify(file.stem, fallback='file', length=60)}{file.suffix.lower()}"
    document.file.save(name, ContentFile(data), save=False)
    document.save()
    return document
