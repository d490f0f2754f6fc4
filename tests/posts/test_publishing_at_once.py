"""What is done to a page between the moments when a publication reads and writes it."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import Page

from blog.posts.models import PostPage, PublicationPage
from tests.factories import make_post, make_standard_page

pytestmark = pytest.mark.django_db


def make_publication_beside(**fields):
    return Page.get_first_root_node().add_child(instance=PublicationPage(slug="b", **fields))


@pytest.mark.parametrize("make_page", [make_post, make_standard_page, make_publication_beside])
@pytest.mark.parametrize("days_until_live", [0, 1])
def test_an_autosave_that_was_faster_stays_the_draft_that_the_editor_opens(
    publication, make_page, days_until_live
):
    page = make_page(live=False, title="Hall")
    if days_until_live:
        page.go_live_at = timezone.now() + dt.timedelta(days=days_until_live)
    revision = page.save_revision()
    autosaved = type(page).objects.get(pk=page.pk)
    autosaved.title = "Hall in July"
    newer = autosaved.save_revision()

    revision.publish()

    row = type(page).objects.get(pk=page.pk)
    assert (row.live, row.title, row.draft_title) == (not days_until_live, "Hall", "Hall in July")
    assert (row.latest_revision, row.has_unpublished_changes) == (newer, True)
    assert row.latest_revision_created_at == newer.created_at


def test_a_move_that_was_faster_is_not_undone_by_a_publication(publication):
    post = make_post(live=False)
    revision = post.save_revision()
    other = make_publication_beside(title="B")
    Page.objects.get(pk=post.pk).move(other, pos="last-child")

    revision.publish()

    row = PostPage.objects.get(pk=post.pk)
    assert (row.live, row.get_parent().specific) == (True, other)
    assert Page.find_problems() == ([], [], [], [], [])
