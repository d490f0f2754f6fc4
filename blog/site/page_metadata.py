"""What stands in a template's context → its metadata. Costs no query beyond what the page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from blog.authors.models import Author
from blog.core.languages import spoken_language
from blog.images.pictures import picture_for
from blog.papers.models import Event, EventSeries, Paper
from blog.posts.models import Category, PostPage, PostSeries, PublicationPage, StandardPage
from blog.site.metadata import (
    Metadata,
    metadata_of_author,
    metadata_of_event,
    metadata_of_front,
    metadata_of_list,
    metadata_of_paper,
    metadata_of_post,
    metadata_of_search,
    metadata_of_standard_page,
)
from blog.site.signposts import citation_files
from blog.site.structured_data import Publisher

# Name of the address → title, description, and what of the context is listed.
_LISTS = {
    "authors": (
        gettext_lazy("Authors"),
        gettext_lazy("Who writes in %(name)s."),
        "authors",
    ),
    "categories": (
        gettext_lazy("Categories"),
        gettext_lazy("The reports of %(name)s by category."),
        "categories",
    ),
    "papers": (
        gettext_lazy("Papers"),
        gettext_lazy("Every paper that %(name)s has discussed, and where."),
        "page_of_papers",
    ),
    "events": (
        gettext_lazy("Events"),
        gettext_lazy("The conferences that %(name)s has reported from."),
        "events",
    ),
    "archive": (
        gettext_lazy("Archive"),
        gettext_lazy("All reports of %(name)s by year."),
        "",
    ),
}


# What the page of one row calls it.
_ROWS = ("author", "event", "category", "series")


def publisher_of(publication: Any, root: str) -> Publisher:
    return Publisher(
        name=publication.shown_name,
        tagline=publication.tagline,
        root=root,
        logo=f"{root}{reverse('icon', args=[512]).lstrip('/')}",
        licence=publication.licence,
        links=tuple(item.value["url"] for item in publication.social_links),
    )


def metadata_for(context: Mapping[str, Any], publication: Any) -> Metadata | None:
    """None for pages that are nobody's to find: 404, maintenance."""
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    if not site or not publication:
        return None
    publisher = publisher_of(publication, f"{site.root_url}/")
    page = context.get("page")
    if isinstance(page, PostPage | StandardPage | PublicationPage):
        return _of_page(page, context, publisher)
    return _of_snippet(context, publisher) or _of_list(context, publisher)


def _with_papers(found: Metadata, path: str, publisher: Publisher) -> Metadata:
    """With the files of the papers that the posts of a list discuss."""
    files = citation_files(f"{publisher.address(path)}papers", title=_("Papers: "))
    return replace(found, signposts=(*found.signposts, *files))


def _of_page(page: Any, context: Mapping[str, Any], publisher: Publisher) -> Metadata:
    if isinstance(page, PostPage):
        papers = [item.value.get("paper") for item in page.placed_blocks if item.kind == "paper"]
        discussed = [paper for paper in dict.fromkeys(papers) if paper]
        return metadata_of_post(
            page,
            publisher,
            credits=page.credits,
            papers=discussed,
            translations=context.get("translations") or {},
        )
    if isinstance(page, StandardPage):
        return metadata_of_standard_page(page, publisher)
    return metadata_of_front(
        publisher, number=_number(context, "page_of_posts"), language=spoken_language()
    )


def _of_snippet(context: Mapping[str, Any], publisher: Publisher) -> Metadata | None:
    found = _of_row(context, publisher)
    row = next((context[key] for key in _ROWS if context.get(key)), None)
    if found and row and context.get("has_papers"):
        return _with_papers(found, row.get_absolute_url(), publisher)
    return found


def _of_row(context: Mapping[str, Any], publisher: Publisher) -> Metadata | None:
    author, paper, event = (context.get(name) for name in ("author", "paper", "event"))
    category, series = context.get("category"), context.get("series")
    number = _number(context, "page_of_posts")
    posts = context.get("page_of_posts") or ()
    if isinstance(author, Author):
        return metadata_of_author(
            author, publisher, lists=_("Authors"), posts=posts, number=number,
            portrait=_portrait(author),
        )  # fmt: skip
    if isinstance(paper, Paper):
        return metadata_of_paper(paper, publisher, lists=_("Papers"))
    if isinstance(event, Event):
        return metadata_of_event(event, publisher, lists=_("Events"), items=context["posts"])
    if isinstance(category, Category):
        path = category.get_absolute_url()
        above = [(_("Categories"), reverse("categories"))]
        return metadata_of_list(
            category.name, path, publisher, above=above,
            description=category.description
            or _("Reports in the category %(name)s.") % {"name": category.name},
            items=posts, number=number, card=f"{path}card.jpg", feed=path, citable=f"{path}cite",
        )  # fmt: skip
    if isinstance(series, EventSeries):
        path = series.get_absolute_url()
        return metadata_of_list(
            series.acronym, path, publisher, description=series.description or series.name,
            above=[(_("Events"), reverse("events"))], items=context["events"], feed=path,
            citable=f"{path}cite",
        )  # fmt: skip
    if isinstance(series, PostSeries):
        return metadata_of_list(
            series.name, series.get_absolute_url(), publisher, description=series.description,
            items=context["posts"], citable=f"{series.get_absolute_url()}cite",
        )  # fmt: skip
    return None


def _portrait(author: Author) -> str:
    picture = picture_for(author.portrait, "portrait") if author.portrait else None
    return picture.fallback.src if picture else ""


def _of_list(context: Mapping[str, Any], publisher: Publisher) -> Metadata | None:
    """Our own lists, known by the name of their address."""
    match = context["request"].resolver_match
    name = match.url_name if match else None
    if not name and "page_of_papers" in context:
        name = "papers"
    if name in ("search", "search-page"):
        about = _("Search the reports, papers and authors of %(name)s.") % {"name": publisher.name}
        return metadata_of_search(_("Search"), publisher, description=about)
    if name not in _LISTS:
        return None
    title, about, key = _LISTS[name]
    is_papers = name == "papers"
    card = "papers/card.jpg" if is_papers else "card.jpg"
    return metadata_of_list(
        str(title), reverse(name), publisher, items=context.get(key) or (),
        description=str(about) % {"name": publisher.name},
        number=_number(context, key), card=card, citable="papers" if is_papers else "",
        query=context.get("query", "") if is_papers else "",
    )  # fmt: skip


def _number(context: Mapping[str, Any], key: str) -> int:
    return getattr(context.get(key), "number", 1) or 1
