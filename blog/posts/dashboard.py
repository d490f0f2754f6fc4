"""What an editor finds first in the admin: what waits for me?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, IntegerField, Q, When
from wagtail.admin.ui.components import Component
from wagtail.models import Revision
from wagtail.permission_policies.pages import PagePermissionPolicy

from blog.posts.alt_text import missing_alts_of
from blog.posts.failures import current_failures
from blog.posts.models import PostPage, PublicationPage
from blog.posts.translations import editable_posts

SHOWN = 6


class WaitingPanel(Component):
    """Posts that cannot be shown, drafts, what the schedule holds, and posts whose pictures nobody has described."""

    name = "waiting"
    template_name = "blog/admin/waiting.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        posts = editable_posts(user)
        undescribed = posts_without_alts(posts)
        scheduled = _scheduled(posts)
        return {
            "failures": current_failures(_editable_pages(user))[: 2 * SHOWN],
            "drafts": _drafts(posts, scheduled, user),
            "scheduled": scheduled,
            "undescribed": undescribed[:SHOWN],
            "undescribed_more": max(0, len(undescribed) - SHOWN),
            "has_posts": posts.exists(),
            "publication": _publication_for(user),
        }


def posts_without_alts(posts) -> list[tuple[PostPage, int]]:
    """Public posts and how many of their pictures say nothing; newest first."""
    found = list(posts.filter(live=True).newest_first())
    counts = [len(missing) for missing in missing_alts_of(found)]
    return [(post, count) for post, count in zip(found, counts, strict=True) if count]


def _publication_for(user) -> PublicationPage | None:
    """Where the user may write a new post; the first, where there are several."""
    return (
        PagePermissionPolicy()
        .instances_user_has_permission_for(user, "add")
        .type(PublicationPage)
        .order_by("path")
        .first()
    )


def _editable_pages(user):
    return PagePermissionPolicy().instances_user_has_permission_for(user, "change")


def _drafts(posts, scheduled, user) -> list[PostPage]:
    """The user's own first, then those of others; the last touched first."""
    waiting = posts.filter(Q(live=False) | Q(has_unpublished_changes=True))
    mine = Q(owner=user) | Q(latest_revision__user=user)
    foreign = Case(When(mine, then=0), default=1, output_field=IntegerField())
    return list(
        waiting.exclude(pk__in=[post.pk for post, _when in scheduled])
        .annotate(foreign=foreign)
        .order_by("foreign", "-latest_revision_created_at")[:SHOWN]
    )


def _scheduled(posts) -> list[tuple[PostPage, dt.datetime]]:
    """What is next first."""
    model = ContentType.objects.get_for_model(PostPage)
    approved = Revision.objects.filter(content_type=model, approved_go_live_at__isnull=False)
    rows = approved.order_by("approved_go_live_at").values_list("object_id", "approved_go_live_at")
    times = {int(pk): when for pk, when in rows}
    found = posts.in_bulk(times)
    return [(found[pk], when) for pk, when in times.items() if pk in found][:SHOWN]
