"""The page of a series of posts."""

from __future__ import annotations

from django.shortcuts import get_object_or_404, render

from blog.site.public import papers_of, public_post_series, public_posts
from blog.site.views.public_view import public_view


@public_view
def post_series_page(request, slug: str):
    series = get_object_or_404(public_post_series(), slug=slug)
    posts = public_posts().filter(series=series).oldest_first().with_cards()
    papers = papers_of(public_posts().filter(series=series))
    context = {"series": series, "posts": posts, "papers": papers, "has_papers": bool(papers)}
    return render(request, "blog/post_series_page.html", context)
