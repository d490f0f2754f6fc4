"""Every list of posts that a reader sees."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import PageManager, PageQuerySet, PageViewRestriction


def _restrictions_above() -> QuerySet:
    """View restrictions on the outer page, on what it is an alias of, or on a page above."""
    inner = PageViewRestriction.objects.annotate(
        own_path=ExpressionWrapper(OuterRef("path"), CharField()),
        source_path=ExpressionWrapper(OuterRef("alias_of__path"), CharField()),
    )
    above = F("page__path")
    return inner.filter(Q(own_path__startswith=above) | Q(source_path__startswith=above))


def mentions_of(model: Any) -> Coalesce:
    """Entries, counted beside the post: a join would have to group by every column of it. A link in
    the text is no paper of the post."""
    mentions = model.mentions.rel.related_model._default_manager
    own = mentions.filter(post=OuterRef("pk")).exclude(kind="prose").order_by().values("post")
    return Coalesce(Subquery(own.annotate(count=Count("pk")).values("count")), 0)


class PostQuerySet(PageQuerySet):
    def public(self):
        """What a stranger may read: live, in no private section, not past its expiry.

        Wagtail asks for the private sections first, anew for every list; here they are part of
        the question. An alias is as private as the page that it stands for.
        """
        expired = Q(expire_at__isnull=False, expire_at__lte=timezone.now())
        return self.live().exclude(expired).exclude(Exists(_restrictions_above()))

    def newest_first(self):
        return self.order_by(F("date").desc(nulls_last=True), "-pk")

    def by(self, author: Any):
        """Posts that credit this author in the byline or for an entry."""
        return self.filter(Q(bylines__author=author) | Q(mentions__contributor=author)).distinct()

    def in_category(self, category: Any):
        return self.filter(category_links__tag=category)

    def at_event(self, event: Any):
        return self.filter(event=event)

    def discussing(self, paper: Any):
        return self.filter(mentions__paper=paper).distinct()

    def with_references(self):
        """With what a line about a post prints, by two queries: bylines and number of papers."""
        bylines = self.model.bylines.rel.related_model
        authors = bylines._default_manager.select_related("author__portrait")
        return self.prefetch_related(Prefetch("bylines", queryset=authors)).annotate(
            mention_count=mentions_of(self.model)
        )

    def with_cards(self, *, renditions: bool = True):
        """With all that a list prints, at a fixed number of queries: bylines with authors,
        categories, event, thumbnail with `renditions`, number of papers (`mention_count`)."""
        bylines = self.model.bylines.rel.related_model
        authors = bylines._default_manager.select_related("author__portrait")
        categories = self.model.category_links.rel.related_model
        links = categories._default_manager.select_related("tag")
        return (
            self.select_related("event__series", "thumbnail", "series")
            .prefetch_related(
                Prefetch("bylines", queryset=authors),
                Prefetch("category_links", queryset=links),
                *(["thumbnail__renditions"] if renditions else []),
            )
            .annotate(mention_count=mentions_of(self.model))
        )


PostManager = PageManager.from_queryset(PostQuerySet)
