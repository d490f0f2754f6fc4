"""Pages of the demo: a text and a shelf of rows make a published page."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from blog.demo import manifest
from blog.demo.content.kit import Ref, Written
from blog.demo.rows import Shelf, category, post_series
from blog.posts.models import Byline, PostCategory, PostPage, PublicationPage, StandardPage

# Ids of blocks, and so the anchors on the page, are the same in every database.
_IN_LISTS = {"commentary", "url", "src"}
NAMESPACE = uuid.UUID("5f0c1c1e-0d0b-5a53-9c52-7a1d6c2b9e41")


def publish(publication: PublicationPage, written: Written, shelf: Shelf) -> None:
    page: Any = _post(written, written.date, shelf) if written.date else StandardPage()
    page.title = page.draft_title = written.title
    page.slug = written.slug
    page.seo_title = written.seo_title
    page.standfirst = written.standfirst
    page.language = written.language
    page.body = page.body.stream_block.to_python(stored_body(written, shelf))
    page.live = False
    page._cached_parent_obj = publication
    publication.add_child(instance=page)
    page.save_revision(clean=False).publish()
    manifest.record(page)
    shelf.posts[written.slug] = page


def _post(written: Written, date: dt.datetime, shelf: Shelf) -> PostPage:
    offset = date.utcoffset()
    post = PostPage(
        date=date,
        date_offset=round(offset.total_seconds() / 60) if offset else 0,
        featured=written.featured,
        event=shelf.events[written.event] if written.event else None,
        series=post_series(written.series, shelf) if written.series else None,
        thumbnail=shelf.images[written.thumbnail] if written.thumbnail else None,
        thumbnail_alt=written.thumbnail_alt,
        translation_group=uuid.uuid5(NAMESPACE, written.translation)
        if written.translation
        else None,
        # As if each had been published on its day: lists, feeds and the sitemap look alive.
        first_published_at=date,
    )
    post.bylines = [
        Byline(author=shelf.authors[key], sort_order=at) for at, key in enumerate(written.authors)
    ]
    post.category_links = [PostCategory(tag=category(name, shelf)) for name in written.categories]
    return post


def stored_body(written: Written, shelf: Shelf) -> list[dict[str, Any]]:
    """The body as a stream field keeps it: keys in place of names, and an id for every block."""

    def block(value: dict[str, Any], path: str) -> dict[str, Any]:
        ident = str(uuid.uuid5(NAMESPACE, path))
        return {"type": value["type"], "id": ident, "value": resolved(value["value"], path)}

    def resolved(value: Any, path: str) -> Any:
        if isinstance(value, Ref):
            return shelf.key(value)
        if isinstance(value, list):
            return [member(item, f"{path}/{at}") for at, item in enumerate(value)]
        if isinstance(value, dict):
            return {key: resolved(item, f"{path}/{key}") for key, item in value.items()}
        return value

    def member(item: Any, path: str) -> Any:
        if isinstance(item, dict) and item.keys() == {"type", "value"}:
            return block(item, path)
        if isinstance(item, dict) and (_IN_LISTS & item.keys()):
            # Entries of a list, links of an entry and pictures of a gallery carry ids too.
            return block({"type": "item", "value": item}, path)
        return resolved(item, path)

    return [block(item, f"{written.slug}/{at}") for at, item in enumerate(written.body)]
