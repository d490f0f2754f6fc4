"""/authors/ and the page of an author."""

from __future__ import annotations

from django.db.models import F
from django.shortcuts import get_object_or_404, render

from blog.posts.front import page_of
from blog.posts.models import PaperMention
from blog.site.public import names_papers, public_authors, public_posts
from blog.site.views.public_view import POSTS_A_PAGE, public_view


@public_view
def author_list(request):
    return render(request, "blog/author_list.html", {"authors": public_authors()})


@public_view
def author_page(request, slug: str, number: int = 1):
    author = get_object_or_404(public_authors().prefetch_related("links"), slug=slug)
    posts = public_posts().by(author).newest_first().with_cards()
    mentions = (
        PaperMention.objects.filter(contributor=author, post__in=public_posts().values("pk"))
        .select_related("paper", "post")
        .order_by(F("post__date").desc(nulls_last=True), "-post_id", "position")
    )
    context = {
        "author": author,
        "page_of_posts": page_of(posts, number, POSTS_A_PAGE),
        "mentions": mentions[:30],
        "has_papers": names_papers(public_posts().by(author)),
    }
    return render(request, "blog/author_page.html", context)
