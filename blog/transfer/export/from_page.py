"""PostPage and StandardPage → what an export would show: canonical blocks and fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from blog.posts.models import PostPage
from blog.transfer.document import Block
from blog.transfer.writing.below import links_at_source
from blog.transfer.writing.stream import from_stream

# What the addresses of other things than pictures begin with among the assets of an ImportRecord.
DOCUMENT, POST = "document:", "post:"


def former_address(assets: Mapping[str, int | None], pk: int | None, kind: str = "") -> str:
    """The address that this row had at the source; "" for one that did not come from there."""
    if pk is None:
        return ""
    for name, known in assets.items():
        if known == pk and (
            name.startswith(kind) if kind else not name.startswith((DOCUMENT, POST))
        ):
            return name.removeprefix(kind)
    return ""


class PageNames:
    """What a page's pictures and authors are called at the source; `assets` of its ImportRecord."""

    def __init__(self, assets: Mapping[str, int | None], authors: Mapping[int, str]) -> None:
        self.assets, self.authors = assets, authors

    def src(self, image: int | None, src: str) -> str:
        """The former address while the picture is the imported one, else one that names the row."""
        if image is None or (src and self.assets.get(src) == image):
            return src
        return f"image:{image}"

    def file(self, document: int | None, src: str) -> str:
        former = former_address(self.assets, document, DOCUMENT)
        return former or (f"document:{document}" if document else src)

    def post(self, post: int | None, address: str) -> tuple[str, str]:
        """Without a title: another post's new name is no edit of this one."""
        former = former_address(self.assets, post, POST)
        return former or (f"page:{post}" if post else address), ""

    def author(self, author: int | None) -> str:
        return self.authors.get(author, f"author:{author}") if author else ""


def blocks_from_page(page: Any, assets: Mapping[str, int | None], prefix: str = "") -> list[Block]:
    """The body as canonical Document blocks; two bodies that export alike are equal. `prefix` is the
    path below which its source lives."""
    return from_stream(stream_at_source(page, prefix), PageNames(assets, byline_names(page)))


def stream_at_source(page: Any, prefix: str) -> Any:
    """The stored body, with links as they are at a source that lives below `prefix` here."""
    stream = page.body.get_prep_value()
    return links_at_source(stream, prefix) if prefix else stream


def byline_names(page: Any) -> dict[int, str]:
    """What those in the byline are called, in its order; nobody for a page without one."""
    if not isinstance(page, PostPage):
        return {}
    return {byline.author_id: byline.author.display_name for byline in page.bylines.all()}


def fields_from_page(page: Any, assets: Mapping[str, int | None]) -> dict[str, Any]:
    """Title, date, authors and their like: what front matter would say."""
    fields = {
        "title": page.title,
        # A browser ends lines with two signs.
        "standfirst": page.standfirst.replace("\r\n", "\n"),
        "language": page.language,
        "address": page.address or page.slug,
        "live": page.live,
    }
    # Only where it is so: what was imported before has no such field to compare.
    fields |= {name: True for name in ("unlisted", "noindex", "no_sitemap") if getattr(page, name)}
    if not isinstance(page, PostPage):
        return fields
    names = PageNames(assets, {})
    written = page.written_date
    return fields | {
        # Forms know no parts of a second.
        "date": written.isoformat(timespec="seconds") if written else None,
        "authors": [byline.author_id for byline in page.bylines.all()],
        "categories": sorted(page.categories.names()),
        "thumbnail": names.src(page.thumbnail_id, page.thumbnail_src),
        "thumbnail_alt": page.thumbnail_alt,
    }
