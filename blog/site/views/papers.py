"""The page of a paper."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from blog.core.html import safe_href
from blog.papers.models import Paper
from blog.posts.failures import leaving_out
from blog.posts.models import Output, PaperMention
from blog.site.public import public_posts
from blog.site.views.public_view import public_view


@public_view
def paper_page(request, slug: str):
    paper = get_object_or_404(Paper.objects.prefetch_related("identifiers"), slug=slug)
    mentions = list(PaperMention.objects.filter(paper=paper).select_related("contributor"))
    # By their ids: which of all posts are public is a long question, and asked of few posts a short one.
    named = public_posts().filter(pk__in={mention.post_id for mention in mentions})
    discussions = _discussions(named.newest_first().with_cards(), mentions)
    if not discussions:
        raise Http404
    paper.post_count = len({item["post"] for item in discussions})
    context = {"paper": paper, "discussions": discussions, "links": _links(discussions)}
    return render(request, "blog/paper_page.html", context)


def _discussions(posts, mentions) -> list[dict[str, object]]:
    """Each public post with its entries of the paper."""
    found = []
    for post in posts:
        for mention in mentions:
            if mention.post_id == post.pk:
                with leaving_out(post, Output.PAPER):
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
