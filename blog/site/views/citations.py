"""Citations as files: BibTeX of a paper and of the papers of a post."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.models import Site

from blog.papers.bibtex import format_bibtex
from blog.site.public import public_papers, public_posts
from blog.site.views.public_view import public_view


@public_view
def paper_bibtex(request, slug: str):
    paper = get_object_or_404(public_papers(), slug=slug)
    return _bibtex([paper.citation_item], f"{paper.slug}.bib")


@public_view
def post_papers_bibtex(request, address: str):
    """The papers of one post, in its order."""
    site = Site.find_for_request(request)
    root = site.root_page if site else None
    wanted = f"{root.url_path}{address.strip('/')}/" if root else ""
    post = get_object_or_404(public_posts(), url_path=wanted)
    mentions = post.mentions.select_related("paper").prefetch_related("paper__identifiers")
    papers = dict.fromkeys(mention.paper for mention in mentions)
    if not papers:
        raise Http404
    return _bibtex([paper.citation_item for paper in papers], f"{post.slug}-papers.bib")


def _bibtex(items, name: str) -> HttpResponse:
    response = HttpResponse(
        format_bibtex(items), content_type="application/x-bibtex; charset=utf-8"
    )
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
