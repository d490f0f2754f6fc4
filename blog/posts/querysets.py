"""Every list of posts that a reader sees."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Prefetch, Q
from django.utils import timezone
from wagtail.models import PageManager, PageQuerySet


class PostQuerySet(PageQuerySet):
    def public(self):
        """What a stranger may read: live, in no private section, not past its expiry."""
        expired = Q(expire_at__isnull=False, expire_at__lte=timezone.now())
        return super().public().live().exclude(expired)

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

    def with_cards(self):
        """With all that a list prints, at a fixed number of queries: bylines with authors,
        categories, event, thumbnail with renditions, number of papers (`mention_count`)."""
        bylines = self.model.bylines.rel.related_model
        authors = bylines._default_manager.select_related("author__portrait")
        return (
            self.select_related("event__series", "thumbnail", "series")
            .prefetch_related(
                Prefetch("bylines", queryset=authors),
                "category_links__tag",
                "thumbnail__renditions",
            )
            .annotate(mention_count=Count("mentions", distinct=True))
        )


PostManager = PageManager.from_queryset(PostQuerySet)
