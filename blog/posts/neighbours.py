"""What stands beside a post: the one before, the one after, the parts of its series."""

from __future__ import annotations

from typing import Any

from django.db.models import Q


def neighbours_of(post: Any) -> dict[str, Any]:
    """`previous_post`, `next_post` by date, `series_posts` in order; public ones alone."""
    public = type(post).objects.public()
    return {
        "previous_post": _beside(public, post, "lt", "-") if post.date else None,
        "next_post": _beside(public, post, "gt", "") if post.date else None,
        "series_posts": (
            list(public.filter(series_id=post.series_id).order_by("date", "pk"))
            if post.series_id
            else []
        ),
    }


def _beside(public: Any, post: Any, side: str, order: str) -> Any:
    condition = Q(**{f"date__{side}": post.date}) | Q(**{"date": post.date, f"pk__{side}": post.pk})
    return public.filter(condition).order_by(f"{order}date", f"{order}pk").first()
