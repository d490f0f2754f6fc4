"""Which public post discusses which paper: rows rebuilt when a post is published or withdrawn."""

from __future__ import annotations

from django.apps import apps
from django.db import transaction

from blog.posts.walk import walk_raw


def rebuild_mentions(post) -> None:
    """Make the PaperMention rows of this post equal to the entries of its live body."""
    mention_model = apps.get_model("blog.PaperMention")
    with transaction.atomic():
        mention_model.objects.filter(post=post).delete()
        if post.live:
            mention_model.objects.bulk_create(_wanted_mentions(post, mention_model))


def _wanted_mentions(post, mention_model):
    entries = [
        placed for placed in walk_raw(post.body.raw_data) if placed.kind == "paper" and placed.id
    ]
    papers = _existing("blog.Paper", (entry.value.get("paper") for entry in entries))
    authors = _existing("blog.Author", (entry.value.get("contributor") for entry in entries))
    kinds = {"paper_list": "listed", "bonus_section": "bonus"}
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
            kind=kinds.get(entry.container, "single"),
        )


def _existing(label: str, ids) -> set[int]:
    wanted = {pk for pk in ids if pk}
    model = apps.get_model(label)
    return set(model._default_manager.filter(pk__in=wanted).values_list("pk", flat=True))
