"""The front page: a lead story, then a dense list by year, page after page."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

from django.apps import apps
from django.core.paginator import EmptyPage, Paginator
from django.db.models import F
from django.http import Http404

from blog.images.pictures import load_renditions

PAGE_SIZE = 12
SIDE_SIZE = 4


class YearGroup(NamedTuple):
    year: int | None
    posts: list[Any]


def by_year(posts: Iterable[Any]) -> list[YearGroup]:
    """Posts of one year, as their authors wrote the date; undated ones last.

    Around New Year the written year and the order of instants differ by the offset.
    """

    def year(post: Any) -> int | None:
        return post.written_date.year if post.date else None

    ordered = sorted(posts, key=lambda post: -(year(post) or 0))
    return [YearGroup(key, list(group)) for key, group in groupby(ordered, key=year)]


def page_of(queryset: Any, number: int, size: int = PAGE_SIZE) -> Any:
    """One page of a list; 404 beyond its end."""
    try:
        return Paginator(queryset, size).page(number)
    except EmptyPage as error:
        raise Http404 from error


def front_context(posts: Any, number: int) -> dict[str, Any]:
    """`lead` is the newest post that is featured, else the newest. It is shown on the first page, and
    missing in the list on all, so that each post stands once."""
    public = posts.listed()
    lead_id = public.newest_first("-featured").values_list("pk", flat=True).first()
    listed = public.exclude(pk=lead_id).newest_first().values_list("pk", flat=True)
    page = page_of(listed, number)
    # The lead and the list together, so that what they print is loaded once.
    shown = [lead_id, *page] if number == 1 else list(page)
    cards = posts.with_cards(renditions=False).in_bulk(shown)
    lead = cards.get(lead_id)
    if lead:
        _load_renditions(lead)
    page.object_list = [cards[pk] for pk in page]
    count = page.paginator.count + (lead_id is not None)
    context = {"lead": lead, "page_of_posts": page, "post_count": count, "years": by_year(page)}
    if number == 1:
        context["recent_papers"] = _recent_papers(public)
        context["recent_events"] = _recent_events(public)
    return context


def _load_renditions(lead: Any) -> None:
    """Of its picture and its faces, by one query; the lines below it show none."""
    load_renditions([lead.thumbnail, *(byline.author.portrait for byline in lead.bylines.all())])


def _recent_papers(posts: Any) -> list[Any]:
    """The papers discussed last, each once."""
    mentions = (
        apps.get_model("blog.PaperMention")
        .objects.filter(post__in=posts.values("pk"))
        .exclude(kind="prose")
        .select_related("paper")
        .order_by(F("post__date").desc(nulls_last=True), "-post_id", "position")[: 4 * SIDE_SIZE]
    )
    return list(dict.fromkeys(mention.paper for mention in mentions))[:SIDE_SIZE]


def _recent_events(posts: Any) -> list[Any]:
    events = apps.get_model("blog.Event").objects.filter(posts__in=posts.values("pk"))
    return list(events.select_related("series").distinct().order_by("-year", "-starts")[:SIDE_SIZE])
