"""Public lists and pages beside the posts: authors, categories, papers, events, series, archive."""

from __future__ import annotations

from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from blog.core.languages import speaking
from blog.papers.bibtex import format_bibtex
from blog.posts.front import by_year, page_of
from blog.posts.models import PaperMention, PublicationPage
from blog.site.models import PublicationSettings
from blog.site.public import (
    public_authors,
    public_categories,
    public_event_series,
    public_events,
    public_papers,
    public_post_series,
    public_posts,
)

POSTS_A_PAGE = 20
PAPERS_A_PAGE = 50


def public_view(view):
    """GET and HEAD alone, in the site's language; `?page=2` leads to the page's own address."""

    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs):
        number = request.GET.get("page", "")
        if number.isascii() and number.isdigit() and "number" not in kwargs and int(number) > 0:
            suffix = f"page/{int(number)}/" if int(number) > 1 else ""
            return HttpResponsePermanentRedirect(request.path + suffix)
        if kwargs.get("number") == 1:
            return HttpResponsePermanentRedirect(request.path.removesuffix("page/1/"))
        with speaking(settings.LANGUAGE_CODE):
            return view(request, *args, **kwargs)

    return wrapped


@public_view
def front_page(request, number: int):
    """/page/2/ and on; the first page is the publication's own."""
    site = Site.find_for_request(request)
    publication = site.root_page.specific if site else None
    if not isinstance(publication, PublicationPage):
        raise Http404
    return publication.serve(request, number=number)


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
        .order_by("-post__date", "position")
    )
    context = {
        "author": author,
        "page_of_posts": page_of(posts, number, POSTS_A_PAGE),
        "mentions": mentions[:30],
    }
    return render(request, "blog/author_page.html", context)


@public_view
def category_list(request):
    return render(request, "blog/category_list.html", {"categories": public_categories()})


@public_view
def category_page(request, slug: str, number: int = 1):
    category = get_object_or_404(public_categories(), slug=slug)
    posts = page_of(
        public_posts().in_category(category).newest_first().with_cards(), number, POSTS_A_PAGE
    )
    context = {"category": category, "page_of_posts": posts, "years": by_year(posts)}
    return render(request, "blog/category_page.html", context)


@public_view
def paper_list(request, number: int = 1):
    papers = public_papers().order_by("-last_discussed", "title", "pk")
    page = page_of(papers, number, PAPERS_A_PAGE)
    return render(request, "blog/paper_list.html", {"page_of_papers": page})


@public_view
def paper_page(request, slug: str):
    paper = get_object_or_404(public_papers(), slug=slug)
    mentions = PaperMention.objects.filter(paper=paper).select_related("contributor")
    posts = public_posts().discussing(paper).newest_first().with_cards()
    context = {
        "paper": paper,
        "discussions": _discussions(posts, list(mentions)),
        "bibtex": format_bibtex([paper.citation_item]),
    }
    return render(request, "blog/paper_page.html", context)


def _discussions(posts, mentions) -> list[dict[str, object]]:
    """Each public post with its entries of the paper."""
    found = []
    for post in posts:
        for mention in mentions:
            if mention.post_id == post.pk:
                found.append({"post": post, "mention": mention, "entry": post.entry(mention)})
    return found


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


@public_view
def event_list(request):
    series = public_event_series().order_by("acronym")
    context = {"series": series, "events": public_events()}
    return render(request, "blog/event_list.html", context)


@public_view
def event_series_page(request, slug: str):
    series = get_object_or_404(public_event_series(), slug=slug)
    context = {"series": series, "events": public_events().filter(series=series)}
    return render(request, "blog/event_series_page.html", context)


@public_view
def event_page(request, slug: str, year: int):
    event = get_object_or_404(public_events(), series__slug=slug, year=year)
    posts = public_posts().at_event(event).newest_first().with_cards()
    papers = public_papers().filter(mentions__post__in=public_posts().at_event(event).values("pk"))
    neighbours = list(public_events().filter(series=event.series).order_by("year"))
    context = {
        "event": event,
        "posts": posts,
        "papers": papers.distinct(),
        "earlier": next((item for item in reversed(neighbours) if item.year < event.year), None),
        "later": next((item for item in neighbours if item.year > event.year), None),
    }
    return render(request, "blog/event_page.html", context)


@public_view
def post_series_page(request, slug: str):
    series = get_object_or_404(public_post_series(), slug=slug)
    posts = public_posts().filter(series=series).order_by("date", "pk").with_cards()
    return render(request, "blog/post_series_page.html", {"series": series, "posts": posts})


@public_view
def archive(request):
    posts = list(public_posts().newest_first().with_cards().defer("search_description"))
    return render(request, "blog/archive.html", {"years": by_year(posts), "count": len(posts)})


@public_view
def theme_css(request):
    """The group's one colour, in the layer that wins. A file, because pages carry no inline style."""
    settings_of_site = PublicationSettings.for_request(request)
    css = f"@layer theme {{ :root {{ --accent: {settings_of_site.accent}; }} }}\n"
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=300"
    return response


def page_not_found(request, exception=None):
    with speaking(settings.LANGUAGE_CODE):
        context = {"path": request.path, "nearest": public_posts().newest_first().first()}
        return render(request, "404.html", context, status=404)


def server_error(request):
    """Needs neither database nor templates of ours that do."""
    with speaking(settings.LANGUAGE_CODE):
        return render(None, "500.html", {"home": reverse("front")}, status=500)
