"""Which public post discusses which paper: rows rebuilt when a post is published or withdrawn.

An entry is a mention, and so is a link in the text to a paper that is stored. Links are kept by
what they lead to, so that a paper stored later finds the posts that named it before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import transaction

from blog.papers.identifiers import Identifier
from blog.papers.prose_links import ProseLink, block_links
from blog.posts.failures import leaving_out
from blog.posts.rebuilding import Step, not_rebuilt, rebuild_in_batches
from blog.posts.walk import walk_raw

NAME = "mentions"
_KINDS = {"paper_list": "listed", "bonus_section": "bonus"}


@dataclass(frozen=True, slots=True)
class RebuiltPost:
    """`entries` and `linked` count the papers that the post discusses by an entry, and by a link."""

    address: str
    entries: int
    linked: int
    is_changed: bool


def rebuild_all_mentions() -> Iterator[RebuiltPost]:
    """Post by post; who stops keeps what is done, and goes on there.

    Publishing does this for one post; this is for posts that were published before links counted,
    or were changed behind Wagtail's back. Rows that are right stay as they are.
    """
    step = Step("posts", _posts(), lambda posts: _rebuilt(*posts), size=1)
    for _name, rebuilt in rebuild_in_batches(NAME, [step]):
        yield rebuilt


def foresee_all_mentions() -> Iterator[RebuiltPost]:
    """The same for all posts, of which nothing stays."""
    for post in _posts().order_by("pk").iterator(chunk_size=100):
        yield _rebuilt(post, dry_run=True)


def posts_to_rebuild() -> Any:
    """All, or those that a rebuild which was stopped has left."""
    return not_rebuilt(NAME, _posts())


def _posts() -> Any:
    return apps.get_model("blog.PostPage").objects.all()


def _rebuilt(post: Any, *, dry_run: bool = False) -> RebuiltPost:
    rebuilt = RebuiltPost(post.url or post.url_path, 0, 0, False)
    # Of a body that cannot be read the rows stay as they are.
    with leaving_out(post, "paper"):
        rebuilt = _rebuild_post(post, dry_run)
    return rebuilt


def _rebuild_post(post: Any, dry_run: bool) -> RebuiltPost:
    with transaction.atomic():
        is_changed = rebuild_mentions(post)
        kinds = list(post.mentions.values_list("kind", flat=True))
        transaction.set_rollback(dry_run)
    linked = kinds.count("prose")
    return RebuiltPost(post.url or post.url_path, len(kinds) - linked, linked, is_changed)


def rebuild_mentions(post: Any) -> bool:
    """Make the rows of this post equal to the entries and links of its live body; whether they were
    not before."""
    links = apps.get_model("blog.PaperLink")
    with transaction.atomic():
        wanted = list(_wanted_links(post, links)) if post.live else []
        is_changed = _replace(links.objects.filter(post=post), wanted)
        return _rebuild_rows(post, wanted) or is_changed


def _replace(rows: Any, wanted: list[Any]) -> bool:
    """Only where they differ: most posts that are published again discuss what they did."""
    names = [field.attname for field in rows.model._meta.concrete_fields if not field.primary_key]
    before = list(rows.order_by("position").values_list(*names))
    if before == [tuple(getattr(row, name) for name in names) for row in wanted]:
        return False
    if before:
        rows.delete()
    rows.model._default_manager.bulk_create(wanted)
    return True


def mention_known_papers(identifiers: Iterable[Identifier]) -> list[Any]:
    """Identifiers were stored or taken away: posts that link to them mention their papers, or no
    more. Each such post is looked at once, and returned."""
    wanted = set(identifiers)
    links = apps.get_model("blog.PaperLink").objects.filter(
        scheme__in={each.scheme for each in wanted}, value__in={each.value for each in wanted}
    )
    linking = {
        post
        for scheme, value, post in links.values_list("scheme", "value", "post")
        if Identifier(scheme, value) in wanted
    }
    posts = apps.get_model("blog.PostPage").objects
    named = list(posts.filter(pk__in=linking)) if linking else []
    for post in named:
        with transaction.atomic():
            _rebuild_rows(post, list(post.paper_links.all()))
    return named


def _rebuild_rows(post: Any, paper_links: list[Any]) -> bool:
    mentions = apps.get_model("blog.PaperMention")
    entries = list(_of_entries(post, mentions)) if post.live else []
    links = list(_of_links(post, paper_links, mentions, entries)) if post.live else []
    return _replace(mentions.objects.filter(post=post), [*entries, *links])


def _of_entries(post: Any, mention_model: Any) -> Iterator[Any]:
    entries = [
        placed for placed in walk_raw(post.body.raw_data) if placed.kind == "paper" and placed.id
    ]
    papers = _existing("blog.Paper", (entry.value.get("paper") for entry in entries))
    authors = _existing("blog.Author", (entry.value.get("contributor") for entry in entries))
    seen: set[str] = set()
    for position, entry in enumerate(entries, 1):
        paper, contributor = entry.value.get("paper"), entry.value.get("contributor")
        if paper not in papers or entry.id in seen:
            continue
        seen.add(entry.id)
        yield mention_model(
            post=post,
            paper_id=paper,
            contributor_id=contributor if contributor in authors else None,
            block_id=entry.id,
            position=position,
            kind=_KINDS.get(entry.container, "single"),
        )


def _of_links(post: Any, links: list[Any], mention_model: Any, entries: list[Any]) -> Iterator[Any]:
    """Each paper once, and none that the post has an entry on."""
    papers = _papers_of({Identifier(link.scheme, link.value) for link in links})
    told = {entry.paper_id for entry in entries}
    position = max((entry.position for entry in entries), default=0)
    for link in links:
        paper = papers.get(Identifier(link.scheme, link.value))
        if paper is None or paper in told:
            continue
        told.add(paper)
        position += 1
        yield mention_model(
            post=post,
            paper_id=paper,
            block_id=link.block_id,
            position=position,
            kind="prose",
            link_text=link.link_text,
        )


def _papers_of(identifiers: set[Identifier]) -> dict[Identifier, int]:
    if not identifiers:
        return {}
    rows = apps.get_model("blog.PaperIdentifier").objects.filter(
        scheme__in={each.scheme for each in identifiers},
        value__in={each.value for each in identifiers},
    )
    found = {Identifier(row.scheme, row.value): row.paper_id for row in rows}
    return {identifier: found[identifier] for identifier in identifiers & found.keys()}


def _wanted_links(post: Any, link_model: Any) -> Iterator[Any]:
    for position, (block_id, link) in enumerate(links_of_body(post.body.raw_data), 1):
        if len(link.identifier.value) <= 500:
            yield link_model(
                post=post,
                scheme=link.identifier.scheme,
                value=link.identifier.value,
                block_id=block_id,
                position=position,
                link_text=" ".join(link.text.split())[:300],
            )


def links_of_body(raw: list[dict[str, Any]]) -> Iterator[tuple[str, ProseLink]]:
    """Links out of texts, tables, HTML and Markdown, each with the id of its block."""
    for placed in walk_raw(raw):
        yield from ((placed.id, link) for link in block_links(placed.kind, placed.value))


def words_around(raw: list[dict[str, Any]], mention: Any) -> str:
    """The paragraph that holds the link of this mention."""
    for block_id, link in links_of_body(raw):
        if block_id == mention.block_id and " ".join(link.text.split())[:300] == mention.link_text:
            return link.paragraph
    return ""


def _existing(label: str, ids: Iterable[Any]) -> set[int]:
    wanted = {pk for pk in ids if pk}
    model = apps.get_model(label)
    return set(model._default_manager.filter(pk__in=wanted).values_list("pk", flat=True))
