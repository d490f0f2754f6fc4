"""Cards of posts, authors, papers, events, categories and of the publication itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import conditional_page, require_safe
from wagtail.models import Site

from blog.authors.bylines import format_byline
from blog.core.dates import full_day
from blog.core.languages import speaking
from blog.posts.models import PostPage
from blog.site.cards import Card, Focus, kept_card
from blog.site.models import PublicationSettings
from blog.site.public import (
    public_authors,
    public_categories,
    public_events,
    public_papers,
)

MAX_AGE = 86_400
NAMED_AUTHORS = 6


def card_view(make: Callable[..., tuple[Card, Any]]) -> Callable[..., HttpResponse]:
    """`make(request, publication, …)` gives a card and the image beside its text, or None."""

    @require_safe
    @conditional_page
    @wraps(make)
    def wrapped(request: HttpRequest, **names: Any) -> HttpResponse:
        if not Site.find_for_request(request):
            raise Http404
        publication = PublicationSettings.for_request(request)
        with speaking(publication.language):
            card, image = make(request, publication, **names)
        folder = Path(settings.VAR_DIR) / "cards"
        content = kept_card(card, folder, lambda: _bytes_of(image))
        response = HttpResponse(content, content_type="image/jpeg")
        response["Cache-Control"] = f"public, max-age={MAX_AGE}"
        return response

    return wrapped


def _bytes_of(image: Any) -> bytes:
    try:
        with image.file.open("rb") as file:
            return bytes(file.read())
    except OSError:
        # The file is gone; the card does without.
        return b""


def _card(publication: Any, title: str, image: Any = None, **parts: str) -> tuple[Card, Any]:
    if image and (image.is_svg() or image.is_private):
        image = None
    card = Card(
        title=title,
        publication=publication.shown_name,
        accent=publication.rubric.light,
        picture_key=f"{image.pk} {image.file.name} {image.file_hash}" if image else "",
        focus=_focus(image) if image else Focus(),
        **parts,
    )
    return card, image


def _focus(image: Any) -> Focus:
    point = image.get_focal_point()
    if not point or not image.width or not image.height:
        return Focus()
    return Focus(point.centroid_x / image.width, point.centroid_y / image.height)


@card_view
def front_card(request: HttpRequest, publication: Any) -> tuple[Card, Any]:
    return _card(publication, publication.tagline or publication.shown_name)


@card_view
def post_card(request: HttpRequest, publication: Any, address: str) -> tuple[Card, Any]:
    root = Site.find_for_request(request).root_page
    wanted = f"{root.url_path}{address.strip('/')}/"
    post = get_object_or_404(PostPage.objects.public().with_cards(), url_path=wanted)
    with speaking(post.language):
        return _card(
            publication,
            post.title,
            post.thumbnail,
            kicker=" · ".join(item["title"] for item in post.kicker[:2]),
            byline=_names(post.credits),
            detail=" · ".join(filter(None, [_papers(post.mention_count), _day(post)])),
        )


@card_view
def author_card(request: HttpRequest, publication: Any, slug: str) -> tuple[Card, Any]:
    author = get_object_or_404(public_authors(), slug=slug)
    affiliations = ", ".join(item.name for item in author.affiliations.all())
    return _card(
        publication,
        author.display_name,
        author.portrait,
        kicker=_("Author"),
        byline=", ".join(filter(None, [author.role, affiliations])),
        detail=_reports(author.post_count),
    )


@card_view
def paper_card(request: HttpRequest, publication: Any, slug: str) -> tuple[Card, Any]:
    paper = get_object_or_404(public_papers(), slug=slug)
    return _card(
        publication,
        paper.title,
        kicker=" · ".join(filter(None, [_("Paper"), paper.venue])),
        byline=", ".join(paper.author_names),
        detail=_reports(paper.post_count),
    )


@card_view
def papers_card(request: HttpRequest, publication: Any) -> tuple[Card, Any]:
    count = public_papers().count()
    title = _("Papers that we read and wrote about")
    return _card(publication, title, kicker=_("Papers"), detail=_papers(count))


@card_view
def event_card(request: HttpRequest, publication: Any, slug: str, year: int) -> tuple[Card, Any]:
    event = get_object_or_404(public_events(), series__slug=slug, year=year)
    name = event.name or event.series.name
    return _card(
        publication,
        str(event),
        kicker=_("Event"),
        byline=". ".join(filter(None, [name if name != str(event) else "", event.place])),
        detail=_reports(event.post_count),
    )


@card_view
def category_card(request: HttpRequest, publication: Any, slug: str) -> tuple[Card, Any]:
    category = get_object_or_404(public_categories(), slug=slug)
    return _card(
        publication,
        category.name,
        kicker=_("Category"),
        byline=category.description,
        detail=_reports(category.post_count),
    )


def _names(credits: Any) -> str:
    return format_byline(credits, "text" if len(credits) <= NAMED_AUTHORS else "short")


def _papers(count: int) -> str:
    return (
        ngettext("%(count)s paper", "%(count)s papers", count) % {"count": count} if count else ""
    )


def _reports(count: int) -> str:
    return ngettext("%(count)s report", "%(count)s reports", count) % {"count": count}


def _day(post: Any) -> str:
    return full_day(post.written_clock) if post.date else ""
