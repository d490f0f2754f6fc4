"""What a feed names beside the text of an item: its picture and its first recording."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from blog.core.addresses import absolute_address
from blog.core.text import writable
from blog.images.pictures import Picture, picture_for
from blog.posts.walk import walk

_MIME = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp"}


@dataclass(frozen=True, slots=True)
class FeedPicture:
    url: str
    mime: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class FeedRecording:
    url: str
    mime: str
    size: int


def picture_of(post: Any, root: str) -> FeedPicture | None:
    """The thumbnail, else the first picture of the text: readers of RSS look for it in a list."""
    if post.thumbnail:
        picture, alt = picture_for(post.thumbnail, "card"), post.shown_thumbnail_alt
    else:
        picture, alt = _first_picture(post)
    if picture is None:
        return None
    url = absolute_address(root, picture.fallback.src)
    mime = picture.fallback.mime or _MIME.get(url.rsplit(".", 1)[-1].lower(), "image/jpeg")
    return FeedPicture(url, mime, picture.width, picture.height, writable(alt))


def _first_picture(post: Any) -> tuple[Picture | None, str]:
    for placed in walk(post.body):
        if placed.kind == "image" and placed.value.get("image"):
            name = "wide" if placed.container == "gallery" else placed.value.rendition_set
            picture = picture_for(placed.value["image"], name)
            if picture:
                return picture, placed.value.shown_alt
    return None, ""


def recording_of(post: Any, root: str) -> FeedRecording | None:
    for placed in walk(post.body):
        if placed.kind == "media" and placed.value.is_playable:
            document = placed.value["file"]
            url = absolute_address(root, document.url)
            return FeedRecording(url, placed.value.kind.mime, document.file_size or 0)
    return None
