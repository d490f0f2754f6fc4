"""What an editor should know before readers see a post, though nothing of it is in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.authors.bylines import Credit, format_byline
from blog.posts.counting import promised
from blog.posts.disclosure import writers_among_authors
from blog.posts.walk import Placed

MOST_LINES = 6


def advice_for(post: Any) -> list[str]:
    """Lists with more or fewer papers than they promise, and disclosures that are missing."""
    placed = post.placed_blocks
    return [
        *_credited_twice(post),
        *_listed_twice(placed),
        *_miscounted(post, placed),
        *_undisclosed(post, placed),
    ]


def _credited_twice(post: Any) -> Iterator[str]:
    counts = Counter(byline.author for byline in post.bylines.all())
    for author, count in counts.items():
        if count > 1:
            yield _("%(name)s stands in the byline %(count)s times.") % {
                "name": author,
                "count": count,
            }


def _listed_twice(placed: list[Placed]) -> Iterator[str]:
    for block in placed:
        if block.kind == "paper_list":
            counts = Counter(entry["paper"] for entry in block.value["entries"])
            for paper, count in counts.items():
                if paper and count > 1:
                    yield _("“%(title)s” stands in “%(list)s” %(count)s times.") % {
                        "title": paper.title,
                        "list": block.value["heading"] or _("List of papers"),
                        "count": count,
                    }


def _miscounted(post: Any, placed: list[Placed]) -> Iterator[str]:
    lists = [block.value for block in placed if block.kind == "paper_list"]
    for value in lists:
        wanted = value["expected_count"] or promised(value["heading"] or "", post.language)
        named = value["heading"] or _("List of papers")
        if not wanted and len(lists) == 1:
            wanted, named = promised(post.title, post.language), post.title
        count = len(value["entries"])
        if wanted and wanted != count:
            yield ngettext(
                "“%(named)s” promises %(wanted)s paper, and its list has %(count)s.",
                "“%(named)s” promises %(wanted)s papers, and its list has %(count)s.",
                wanted,
            ) % {"named": named, "wanted": wanted, "count": count}


def _undisclosed(post: Any, placed: list[Placed]) -> Iterator[str]:
    for block in placed:
        paper = block.value.get("paper") if block.kind == "paper" else None
        if paper and not block.value.get("disclosure"):
            writers = writers_among_authors(paper.csl, _writers(post, block.value))
            if writers:
                yield _(
                    "%(names)s wrote “%(title)s” and writes about it here. Say so under Disclosure."
                ) % {"names": format_byline(writers), "title": block.value.contents_title}


def _writers(post: Any, entry: Any) -> list[Credit]:
    """Who is in the byline, and who wrote the entry."""
    contributor = entry.get("contributor")
    own = [contributor.credit] if contributor else []
    return list({credit.url: credit for credit in [*post.credits, *own]}.values())


def advise(request: HttpRequest, page: Any) -> None:
    """After a save or a publication in the editor. Autosave asks for JSON and is left in peace."""
    post = page.specific
    if not hasattr(post, "bylines") or not request.accepts("text/html"):
        return
    # As it was sent, not as it was loaded.
    found = advice_for(post.get_latest_revision_as_object())
    if found:
        lines = [(line,) for line in found[:MOST_LINES]]
        if len(found) > MOST_LINES:
            more = len(found) - MOST_LINES
            lines.append((_("and %(count)s more") % {"count": more},))
        messages.warning(request, format_html_join(" ", "{}", lines))
