"""Files that posts refer to → pictures and documents, each stored once by its content."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path

import py_svg_hush
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.models import Collection

from blog.core.text import slugify
from blog.images.models import CustomImage
from blog.posts.alt_text import says_nothing
from blog.transfer.document import AssetRef, Notice

MAX_PICTURE_BYTES = 50_000_000
MAX_PIXELS = 120_000_000
_FORMATS = {"JPEG": ".jpg", "PNG": ".png", "GIF": ".gif", "WEBP": ".webp", "AVIF": ".avif"}
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tiff"})


@dataclass
class AssetStore:
    """Makes rows for files. On a dry run it only says whether it could."""

    dry_run: bool = False
    images: dict[str, int | None] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)

    def store(self, asset: AssetRef, place: str, alt: str = "") -> int | None:
        """The id of the picture for this address; None when it is missing or not acceptable."""
        if asset.file is None or asset.file.suffix.lower() not in _PICTURES:
            return None
        key = str(asset.file)
        if key not in self.images:
            self.images[key] = self._picture(asset.file, asset.address, place, alt)
        return self.images[key]

    def forget(self, ids: set[int]) -> None:
        """After a rollback these rows do not exist; the next post that wants one makes it anew."""
        self.images = {key: pk for key, pk in self.images.items() if pk is None or pk not in ids}

    def _picture(self, file: Path, address: str, place: str, alt: str) -> int | None:
        try:
            data, ending = _accepted(file)
        except ValueError as error:
            self.notices.append(
                Notice(
                    "warning",
                    place,
                    f"the picture {address} was not taken: {error}",
                    "The post comes in with a frame in its place; choose a picture there.",
                )
            )
            return None
        digest = hashlib.sha256(data).hexdigest()
        known = CustomImage.objects.filter(content_hash=digest).values_list("pk", flat=True).first()
        if known:
            return known
        if self.dry_run:
            return None
        return _save_picture(file, data, ending, digest, alt).pk


def _accepted(file: Path) -> tuple[bytes, str]:
    """The bytes and the ending that fits them. ValueError says why they are refused.

    The content decides, never the name; size is known before anything is decoded.
    """
    size = file.stat().st_size
    if size == 0:
        raise ValueError("the file is empty.")
    if size > MAX_PICTURE_BYTES:
        raise ValueError(f"it has {size:,} bytes; at most {MAX_PICTURE_BYTES:,} are taken.")
    data = file.read_bytes()
    if b"<svg" in data[:2000].lower():
        return _clean_svg(data), ".svg"
    try:
        with Image.open(io.BytesIO(data)) as picture:
            width, height = picture.size
            form = picture.format or ""
            if width * height > MAX_PIXELS:
                raise ValueError(f"it has {width} × {height} pixels, which is too many.")
            if form not in _FORMATS:
                raise ValueError(f"its format, {form or 'unknown'}, is not one of the web's.")
            picture.load()
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError("it is damaged, or no picture at all.") from error
    return data, _FORMATS[form]


def _clean_svg(data: bytes) -> bytes:
    try:
        return py_svg_hush.filter_svg(data)
    except ValueError as error:
        raise ValueError("the drawing cannot be read as SVG.") from error


def _save_picture(file: Path, data: bytes, ending: str, digest: str, alt: str) -> CustomImage:
    name = f"{slugify(file.stem, fallback='picture', length=60)}{ending}"
    image = CustomImage(
        # Assigned before it is saved, so that width and height are read off it.
        file=ImageFile(io.BytesIO(data), name=name),
        title=file.stem.replace("-", " ").replace("_", " ")[:255],
        default_alt="" if says_nothing(alt) else alt[:500],
        content_hash=digest,
        collection=Collection.get_first_root_node(),
    )
    image._set_image_file_metadata()
    image.save()
    return image


def store_document(file: Path) -> str:
    """The public address of a film, sound or paper that a post refers to; stored once."""
    documents = get_document_model().objects
    data = file.read_bytes()
    digest = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    known = documents.filter(file_hash=digest).first()
    if known:
        return str(known.url)
    document = get_document_model()(title=file.name[:255], file_hash=digest, file_size=len(data))
    name = f"{slugify(file.stem, fallback='file', length=60)}{file.suffix.lower()}"
    document.file.save(name, ContentFile(data), save=False)
    document.save()
    return str(document.url)
