"""/categories/ and the page of a category."""

from __future__ import annotations

from django.shortcuts import get_object_or_404, render

from blog.posts.front import by_year, page_of
from blog.site.public import names_papers, public_categories, public_posts
from blog.site.views.public_view import POSTS_A_PAGE, public_view


@public_view
def category_list(request):
    return render(request, "blog/category_list.html", {"categories": public_categories()})


@public_view
def category_page(request, slug: str, number: int = 1):
    category = get_object_or_404(public_categories(), slug=slug)
    posts = page_of(
        public_posts().in_category(category).newest_first().with_cards(), number, POSTS_A_PAGE
    )
    context = {
        "category": category,
        "page_of_posts": posts,
        "years": by_year(posts),
        "has_papers": names_papers(public_posts().in_category(category)),
    }
    return render(request, "blog/category_page.html", context)
