"""The page of a paper."""

from __future__ import annotations

from django.shortcuts import get_object_or_404, render

from blog.core.html import safe_href
from blog.posts.models import PaperMention
from blog.site.public import public_papers, public_posts
from blog.site.views.public_view import public_view


@public_view
def paper_page(request, slug: str):
    paper = get_object_or_404(public_papers(), slug=slug)
    mentions = PaperMention.objects.filter(paper=paper).select_related("contributor")
    posts = public_posts().discussing(paper).newest_first().with_cards()
    discussions = _discussions(posts, list(mentions))
    context = {"paper": paper, "discussions": discussions, "links": _links(discussions)}
    return render(request, "blog/paper_page.html", context)


def _discussions(posts, mentions) -> list[dict[str, object]]:
    """Each public post with its entries of the paper."""
    found = []
    for post in posts:
        for mention in mentions:
            if mention.post_id == post.pk:
                found.append({"post": post, "mention": mention, "entry": post.entry(mention)})
    return found


def _links(discussions) -> list[dict[str, str]]:
    """The links of all entries, each address once, as the newest post names it."""
    found: dict[str, dict[str, str]] = {}
    for discussion in discussions:
        for link in discussion["entry"]["links"]:
            if safe_href(link["url"]):
                found.setdefault(link["url"].rstrip("/"), link)
    return list(found.values())
