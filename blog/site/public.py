"""What strangers may see of authors, categories, papers and events: what public posts use."""

from __future__ import annotations

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet

from blog.authors.models import Author
from blog.papers.models import Event, EventSeries, Paper
from blog.posts.models import Byline, Category, PaperMention, PostCategory, PostPage, PostSeries


def public_posts():
    """Those that lists may name; one that is unlisted answers at its own address alone."""
    return PostPage.objects.listed()


def public_authors() -> QuerySet[Author]:
    """Who is credited in a byline, or for an entry; `post_count` counts the posts."""
    posts = public_posts().values("pk")
    credited = Byline.objects.filter(author=OuterRef("pk"), page__in=posts)
    contributed = PaperMention.objects.filter(contributor=OuterRef("pk"), post__in=posts)
    return (
        Author.objects.filter(Exists(credited) | Exists(contributed))
        .annotate(
            post_count=Count("bylines__page", filter=Q(bylines__page__in=posts), distinct=True)
        )
        .select_related("portrait")
        .prefetch_related("portrait__renditions", "affiliations")
    )


def public_categories() -> QuerySet[Category]:
    posts = public_posts().values("pk")
    used = PostCategory.objects.filter(tag=OuterRef("pk"), content_object__in=posts)
    count = Count(
        "post_categories", filter=Q(post_categories__content_object__in=posts), distinct=True
    )
    return Category.objects.filter(Exists(used)).annotate(post_count=count)


def public_papers() -> QuerySet[Paper]:
    """Papers that a public post discusses; `post_count`, and `last_discussed` for sorting."""
    posts = public_posts().values("pk")
    mentioned = Q(mentions__post__in=posts)
    return (
        Paper.objects.filter(mentioned)
        .annotate(
            post_count=Count("mentions__post", filter=mentioned, distinct=True),
            last_discussed=Max("mentions__post__date", filter=mentioned),
        )
        .prefetch_related("identifiers")
    )


def papers_of(posts: QuerySet[PostPage]) -> QuerySet[Paper]:
    """Papers that these public posts discuss, each once; `post_count` counts all public posts."""
    mentions = PaperMention.objects.filter(post__in=posts.order_by().values("pk"))
    return public_papers().filter(pk__in=mentions.values("paper"))


def names_papers(posts: QuerySet[PostPage]) -> bool:
    """Whether one of these public posts discusses a paper: only then have they a file of papers."""
    return PaperMention.objects.filter(post__in=posts.order_by().values("pk")).exists()


def public_events() -> QuerySet[Event]:
    posts = public_posts().values("pk")
    at_event = Q(posts__in=posts)
    return (
        Event.objects.filter(at_event)
        .annotate(post_count=Count("posts", filter=at_event, distinct=True))
        .select_related("series")
        .order_by("-year", "-starts", "series__acronym")
    )


def public_event_series() -> QuerySet[EventSeries]:
    posts = public_posts().values("pk")
    at_event = Q(events__posts__in=posts)
    return EventSeries.objects.filter(at_event).annotate(
        event_count=Count("events", filter=at_event, distinct=True),
        first_year=Min("events__year", filter=at_event),
        last_year=Max("events__year", filter=at_event),
    )


def public_post_series() -> QuerySet[PostSeries]:
    return PostSeries.objects.filter(posts__in=public_posts().values("pk")).distinct()
