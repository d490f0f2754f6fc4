"""/archive/: every post by its year."""

from __future__ import annotations

from django.shortcuts import render

from blog.posts.front import by_year
from blog.site.public import public_posts
from blog.site.views.public_view import public_view


@public_view
def archive(request):
    posts = list(public_posts().newest_first().with_cards().defer("search_description"))
    return render(request, "blog/archive.html", {"years": by_year(posts), "count": len(posts)})
