"""/events/, the page of a series of events and the page of an event."""

from __future__ import annotations

from django.shortcuts import get_object_or_404, render

from blog.site.public import papers_of, public_event_series, public_events, public_posts
from blog.site.views.public_view import public_view


@public_view
def event_list(request):
    series = public_event_series().order_by("acronym")
    context = {"series": series, "events": public_events()}
    return render(request, "blog/event_list.html", context)


@public_view
def event_series_page(request, slug: str):
    series = get_object_or_404(public_event_series(), slug=slug)
    posts = public_posts().filter(event__series=series)
    papers = papers_of(posts)
    context = {
        "series": series,
        "events": public_events().filter(series=series),
        "posts": posts.newest_first().with_cards(),
        "papers": papers,
        "has_papers": bool(papers),
    }
    return render(request, "blog/event_series_page.html", context)


@public_view
def event_page(request, slug: str, year: int):
    event = get_object_or_404(public_events(), series__slug=slug, year=year)
    posts = public_posts().at_event(event).newest_first().with_cards()
    papers = papers_of(public_posts().at_event(event))
    neighbours = list(public_events().filter(series=event.series).order_by("year"))
    context = {
        "event": event,
        "posts": posts,
        "papers": papers,
        "has_papers": bool(papers),
        "earlier": next((item for item in reversed(neighbours) if item.year < event.year), None),
        "later": next((item for item in neighbours if item.year > event.year), None),
    }
    return render(request, "blog/event_page.html", context)
