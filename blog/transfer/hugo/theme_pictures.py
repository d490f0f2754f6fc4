"""Shortcodes of themes that show pictures, films and sounds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from html import escape
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from blog.transfer.hugo.declared_pieces import ReadInner
from blog.transfer.hugo.files import file_for
from blog.transfer.hugo.folders import inside
from blog.transfer.hugo.read import RawRecord
from blog.transfer.hugo.shortcodes import Shortcode
from blog.transfer.hugo.site import HugoSite
from blog.transfer.reading.picture_values import image_value
from blog.transfer.reading.pictures import picture_pieces
from blog.transfer.reading.pieces import Piece

Read = Callable[[Shortcode, ReadInner, HugoSite, RawRecord], list[Piece] | None]
_ENDINGS = frozenset((".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".svg"))
_MOST = 200


def _gallery(
    shortcode: Shortcode, read_inner: ReadInner, site: HugoSite, record: RawRecord
) -> list[Piece] | None:
    """The pictures between the tags, or those of a folder that a parameter names."""
    if (shortcode.inner or "").strip():
        inner = read_inner(shortcode.inner or "")
        pictures = [piece.value for piece in inner if piece.kind == "image"]
        is_all = bool(inner) and len(pictures) == len(inner)
        return picture_pieces(pictures, 0, 0) or inner if is_all else inner
    sources = list(_listed(shortcode, site, record))[:_MOST]
    return picture_pieces([image_value(src, "") for src in sources], 0, 0) or None


def _listed(shortcode: Shortcode, site: HugoSite, record: RawRecord) -> Iterator[str]:
    if album := shortcode.get("album"):
        for folder in (f"media/albums/{album}", f"media/{album}"):
            for root in site.assets:
                yield from _in_folder(inside(root, folder), f"/{folder}")
        yield from _in_folder(inside(record.folder, album), album)
    if place := shortcode.get("dir") or shortcode.get("folder"):
        for root in (*site.static, *site.assets) if place.startswith("/") else ():
            yield from _in_folder(inside(root, place.strip("/")), place.rstrip("/"))
        if not place.startswith("/"):
            yield from _in_folder(inside(record.folder, place), place.rstrip("/"))
    pattern = shortcode.get("match") or shortcode.get("images")
    braces = re.fullmatch(r"\{(.*)\}", pattern.strip())
    for one in (braces[1] if braces else pattern).split(","):
        yield from _matching(one.strip(), site, record)


def _in_folder(folder: Path | None, address: str) -> Iterator[str]:
    if folder is not None and folder.is_dir():
        for file in sorted(folder.iterdir()):
            if file.suffix.lower() in _ENDINGS:
                yield f"{address}/{quote(file.name)}"


def _matching(pattern: str, site: HugoSite, record: RawRecord) -> Iterator[str]:
    if not pattern:
        return
    if "*" not in pattern:
        if file_for(site, pattern, record.folder):
            yield pattern
        return
    is_whole = pattern.startswith("/")
    for root in (*site.static, *site.assets) if is_whole else (record.folder,):
        for file in sorted(root.rglob("*")):
            name = "/" * is_whole + file.relative_to(root).as_posix()
            if file.suffix.lower() in _ENDINGS and fnmatchcase(name, pattern):
                yield quote(name)


def _sound(
    shortcode: Shortcode, read_inner: ReadInner, site: HugoSite, record: RawRecord
) -> list[Piece] | None:
    src = shortcode.get("src") or shortcode.get("url") or shortcode.get("", 0)
    if not re.fullmatch(r"[^\s\"'<>]+", src):
        return None
    html = f'<audio controls preload="none" src="{escape(src)}"></audio>'
    return [Piece("raw_html", {"html": html}, 0, 0)]


def _processed(
    shortcode: Shortcode, read_inner: ReadInner, site: HugoSite, record: RawRecord
) -> list[Piece] | None:
    """Docsy's `{{< imgproc name Fill "600x400" >}}words{{< /imgproc >}}`: a picture of the bundle
    whose name begins so."""
    name = shortcode.get("", 0)
    names = (file.name for file in sorted(record.folder.glob("*")) if name in file.name)
    src = next((one for one in names if PurePosixPath(one).suffix.lower() in _ENDINGS), "")
    inner = read_inner(shortcode.inner or "")
    if not src:
        return inner or None
    html = inner[0].value["html"] if len(inner) == 1 and inner[0].kind == "prose" else ""
    value = image_value(quote(src), "")
    caption = html.removeprefix("<p>").removesuffix("</p>")
    return [Piece("image", {**value, "caption": caption}, 0, 0)]


PICTURE_READERS: dict[str, Read] = {
    **dict.fromkeys(
        ("gallery", "carousel", "load-photoswipe", "image-gallery", "images"), _gallery
    ),
    **dict.fromkeys(("audio", "mp3", "sound"), _sound),
    "imgproc": _processed,
}
