"""/events/, the page of a series of events and the page of an event."""

from __future__ import annotations

from django.shortcuts import get_object_or_404, render

from blog.site.public import (
    names_papers,
    public_event_series,
    public_events,
    public_papers,
    public_posts,
)
from blog.site.views.public_view import public_view


@public_view
def event_list(request):
    series = public_event_series().order_by("acronym")
    context = {"series": series, "events": public_events()}
    return render(request, "blog/event_list.html", context)


@public_view
def event_series_page(request, slug: str):
    series = get_object_or_404(public_event_series(), slug=slug)
    context = {
        "series": series,
        "events": public_events().filter(series=series),
        "has_papers": names_papers(public_posts().filter(event__series=series)),
    }
    return render(request, "blog/event_series_page.html", context)


@public_view
def event_page(request, slug: str, year: int):
    event = get_object_or_404(public_events(), series__slug=slug, year=year)
    posts = public_posts().at_event(event).newest_first().with_cards()
    papers = public_papers().filter(mentions__post__in=public_posts().at_event(event).values("pk"))
    neighbours = list(public_events().filter(series=event.series).order_by("year"))
    papers = papers.distinct()
    context = {
        "event": event,
        "posts": posts,
        "papers": papers,
        "has_papers": bool(papers),
        "earlier": next((item for item in reversed(neighbours) if item.year < event.year), None),
        "later": next((item for item in neighbours if item.year > event.year), None),
    }
    return render(request, "blog/event_page.html", context)
