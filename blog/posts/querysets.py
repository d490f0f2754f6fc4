"""Every list of posts that a reader sees."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import PageManager, PageQuerySet

from blog.posts.locking import deletion_of
from blog.posts.privacy import without_private


def mentions_of(model: Any) -> Coalesce:
    """Entries, counted beside the post: a join would have to group by every column of it. A link in
    the text is no paper of the post."""
    mentions = model.mentions.rel.related_model._default_manager
    own = mentions.filter(post=OuterRef("pk")).exclude(kind="prose").order_by().values("post")
    return Coalesce(Subquery(own.annotate(count=Count("pk")).values("count")), 0)


class PostQuerySet(PageQuerySet):
    def delete(self, *args, **kwargs):
        """All ways of Wagtail to delete a page end here."""
        with deletion_of(self.order_by().values_list("pk", flat=True)):
            return super().delete(*args, **kwargs)

    delete.alters_data = True
    delete.queryset_only = True

    def public(self):
        """What a stranger may read: live, in no private section, not past its expiry.

        Without aliases: a text is counted once, where it lives. Wagtail asks for the private
        sections again for every list.
        """
        lasting = Q(expire_at=None) | Q(expire_at__gt=timezone.now())
        return without_private(self.live().filter(lasting, alias_of=None))

    def listed(self):
        """What lists, feeds, search and sitemap may name. Unlisted posts answer at their address."""
        return self.public().filter(unlisted=False)

    def newest_first(self, *before: str):
        """Undated ones last, whichever way: the databases differ in where they put them."""
        return self.order_by(*before, F("date").desc(nulls_last=True), "-pk")

    def oldest_first(self):
        return self.order_by(F("date").asc(nulls_last=True), "pk")

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
