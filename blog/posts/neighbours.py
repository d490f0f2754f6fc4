"""What stands beside a post: before and after it, in its series, about the same things, and the
same text in other languages."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import OuterRef, Q, Subquery

from blog.posts.related import SHOWN

# Of a post that stands beside another; bodies above all are long.
_PRINTED = (
    "title", "url_path", "slug", "address", "language", "date", "date_offset", "series_id",
    "translation_group",
)  # fmt: skip


def neighbours_of(post: Any) -> dict[str, Any]:
    """`previous_post`, `next_post` by date, `series_posts` in order, `related_posts` best first,
    `translated_posts` by language; public ones alone.

    All of them by one query and one for their bylines, whatever there is.
    """
    public = type(post).objects.listed()
    wanted = Q(series=post.series_id) if post.series_id else Q(pk__in=[])
    if post.date:
        wanted |= Q(pk__in=_beside(public, post, "lt", "-")) | Q(
            pk__in=_beside(public, post, "gt", "")
        )
    if post.translation_group:
        wanted |= Q(translation_group=post.translation_group)
    related = apps.get_model("blog.RelatedPost").objects.filter(post=post.pk)
    wanted |= Q(pk__in=related.values("target"))
    score = Subquery(related.filter(target=OuterRef("pk")).values("score")[:1])
    beside = public.filter(wanted).annotate(score=score).with_references().only(*_PRINTED)
    found = list(beside.select_related("series") if post.series_id else beside)
    twins = [
        item
        for item in found
        if item.pk != post.pk
        and post.translation_group
        and item.translation_group == post.translation_group
    ]
    parts = [item for item in found if post.series_id and item.series_id == post.series_id]
    if parts:
        post.series = parts[0].series
    dated = sorted((item for item in found if post.date and item.date), key=_place)
    return {
        "previous_post": _last(item for item in dated if _place(item) < _place(post)),
        "next_post": next((item for item in dated if _place(item) > _place(post)), None),
        "translated_posts": sorted(twins, key=lambda item: (item.language, item.pk)),
        "related_posts": _related(found, apart_from=[post, *parts, *twins]),
        "series_posts": sorted(parts, key=lambda item: (item.date is None, *_place(item))),
    }


def _related(found: list[Any], *, apart_from: list[Any]) -> list[Any]:
    shown = {item.pk for item in apart_from}
    kept = [item for item in found if item.score is not None and item.pk not in shown]
    return sorted(kept, key=lambda item: (-item.score, item.pk))[:SHOWN]


def _beside(public: Any, post: Any, side: str, order: str) -> Any:
    """The id of the nearest post on one side, as part of a query."""
    condition = Q(**{f"date__{side}": post.date}) | Q(
        **{"date": post.date, f"pk__{side}": post.pk or 0}
    )
    nearest = public.filter(condition).order_by(f"{order}date", f"{order}pk")
    return nearest.values("pk")[:1]


def _place(post: Any) -> tuple[Any, int]:
    return (post.date or 0, post.pk or 0)


def _last(posts: Any) -> Any:
    found = list(posts)
    return found[-1] if found else None
