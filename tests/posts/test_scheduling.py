"""Off the schedule, and what *Publish* then does."""

import datetime as dt
import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction

from blog.posts.models import PostPage
from tests.factories import make_post, prose
from tests.posts.editing import draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheduled(publication):
    post = make_post(live=False, title="Later", body=[prose()])
    post.go_live_at = timezone.now() + dt.timedelta(days=3)
    post.save_revision().publish()
    assert PostPage.objects.get(pk=post.pk).scheduled_revision
    return post


def shown_time(client, post) -> str:
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[post.pk]))
    field = re.search(r'<input[^>]*name="go_live_at"[^>]*>', answer.content.decode())[0]
    return BeautifulSoup(field, "html.parser").input.get("value", "")


def test_a_post_taken_off_the_schedule_is_published_by_publish(admin_client, scheduled):
    revision = PostPage.objects.get(pk=scheduled.pk).scheduled_revision

    admin_client.post(
        reverse("wagtailadmin_pages:revisions_unschedule", args=[scheduled.pk, revision.pk])
    )

    assert shown_time(admin_client, scheduled) == ""
    draft(scheduled).save_revision().publish()
    assert PostPage.objects.get(pk=scheduled.pk).live


def test_a_newer_draft_forgets_the_time_as_well(admin_client, scheduled):
    revision = PostPage.objects.get(pk=scheduled.pk).scheduled_revision
    newer = draft(scheduled)
    newer.title = "Later, and longer"
    newer.save_revision()

    admin_client.post(
        reverse("wagtailadmin_pages:revisions_unschedule", args=[scheduled.pk, revision.pk])
    )

    assert shown_time(admin_client, scheduled) == ""
    assert draft(scheduled).title == "Later, and longer"


def test_a_live_post_that_is_withdrawn_loses_the_time_of_its_next_version(
    admin_client, publication
):
    post = make_post(body=[prose()])
    post.go_live_at = timezone.now() + dt.timedelta(days=3)
    post.save_revision().publish()

    UnpublishPageAction(PostPage.objects.get(pk=post.pk)).execute(skip_permission_checks=True)

    assert shown_time(admin_client, post) == ""


def test_the_scheduler_leaves_the_time_at_which_a_post_went_live(scheduled):
    revision = PostPage.objects.get(pk=scheduled.pk).scheduled_revision
    past = timezone.now() - dt.timedelta(minutes=5)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()

    revision.publish()

    assert PostPage.objects.get(pk=scheduled.pk).go_live_at == past
