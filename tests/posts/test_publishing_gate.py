"""Every way by which a new post could reach readers, tried with a picture that says nothing."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Task, Workflow, WorkflowTask
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from blog.posts.models import PostPage
from blog.posts.publishing_gate import PublishingRefused, gate_held_open
from blog.transfer.models import ImportRecord
from tests.factories import image_block, make_image, make_post, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def silent(publication):
    """A draft whose picture is described by its file name alone."""
    image = make_image("hall.png", default_alt="")
    return make_post(live=False, title="Hall notes", body=[image_block(image, alt="hall.png")])


def is_live(post) -> bool:
    return PostPage.objects.get(pk=post.pk).live


def test_code_cannot_publish_it(silent):
    with pytest.raises(PublishingRefused, match=r"“Hall notes”.*“hall\.png”"):
        silent.get_latest_revision().publish()
    assert not is_live(silent)


@pytest.mark.parametrize("mended", [{"alt": "An empty hall"}, {"decorative": True}])
def test_words_or_an_explicit_answer_let_it_through(silent, mended):
    silent.body = [image_block(make_image(default_alt=""), **{"alt": ""} | mended)]
    silent.save_revision().publish()
    assert is_live(silent)


def test_a_thumbnail_counts(publication):
    post = make_post(live=False, thumbnail=make_image("hall.png", default_alt=""))
    with pytest.raises(PublishingRefused, match="Picture for lists"):
        post.get_latest_revision().publish()
    post.thumbnail_decorative = True
    post.save_revision().publish()
    assert is_live(post)


def test_an_imported_post_stays_publishable(silent):
    ImportRecord.objects.create(
        origin=make_source(),
        source_id="hall.md",
        path="hall.md",
        page_id=silent.pk,
        source_bytes=b"",
    )
    silent.get_latest_revision().publish()
    assert is_live(silent)


def test_an_import_publishes_before_it_leaves_its_record(silent):
    with gate_held_open():
        silent.get_latest_revision().publish()
    assert is_live(silent)


def form_of(post, alt, **actions):
    block = post.body[0]
    value = {
        "image": block.value["image"].pk, "src": "", "alt": alt, "caption": rich_text("<p></p>"),
        "credit": "", "width": "text", "pixels": "", "link": "",
    }  # fmt: skip
    body = streamfield([("image", value)])
    empty = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM": "0", "MAX_NUM": "1000"}
    fields = {
        "title": post.title, "slug": post.slug, "standfirst": "", "language": "en",
        "licence": "", "address": "", "date": "2024-05-15 12:00:00", "date_offset": "0",
        "categories": "", "thumbnail_alt": "", "external_canonical": "", "former_guid": "",
        "seo_title": "", "search_description": "", "body": body, "bylines": empty,
        "comments": empty,
    }  # fmt: skip
    return nested_form_data(fields | actions)


@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_the_form_names_the_picture_and_keeps_the_words(admin_client, silent, action):
    address = reverse("wagtailadmin_pages:edit", args=[silent.pk])
    answer = admin_client.post(address, form_of(silent, "hall.png", **{action: "1"}))
    assert answer.status_code == 200
    assert "say what these pictures show" in answer.content.decode()
    assert not is_live(silent)


def test_the_form_publishes_what_is_described(admin_client, silent):
    address = reverse("wagtailadmin_pages:edit", args=[silent.pk])
    data = form_of(silent, "An empty hall", **{"action-publish": "1"})
    assert admin_client.post(address, data).status_code == 302
    assert is_live(silent)


def test_a_draft_may_be_saved_as_often_as_one_likes(admin_client, silent):
    address = reverse("wagtailadmin_pages:edit", args=[silent.pk])
    assert admin_client.post(address, form_of(silent, "hall.png")).status_code == 302


def test_a_bulk_action_publishes_none_and_says_why(admin_client, silent):
    other = make_post(live=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = admin_client.post(f"{address}?id={other.pk}&id={silent.pk}", follow=True)
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[silent.pk])
    assert "“Hall notes”" in answer.content.decode()
    assert not is_live(silent)
    assert not is_live(other)


def test_an_approval_is_refused_and_the_workflow_waits(admin_client, admin_user, silent):
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(
        workflow=workflow, task=Task.objects.create(name="Read"), sort_order=0
    )
    state = workflow.start(silent, admin_user)
    with pytest.raises(PublishingRefused):
        state.current_task_state.approve(user=admin_user)
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS
    assert not is_live(silent)


def test_the_schedule_goes_on_with_the_next_post(publication, caplog):
    image = make_image(default_alt="An empty hall")
    posts = [
        make_post(live=False, title="First", body=[image_block(image, alt="")]),
        make_post(live=False, title="Second"),
    ]
    for post in posts:
        post.go_live_at = timezone.now() + dt.timedelta(hours=1)
        post.save_revision().publish()
    for revision in (post.get_latest_revision() for post in posts):
        revision.approved_go_live_at = timezone.now() - dt.timedelta(minutes=1)
        revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
        revision.save()
    image.default_alt = ""
    image.save()
    call_command("publish_scheduled")
    assert [is_live(post) for post in posts] == [False, True]
    assert "“First”" in caplog.text
    assert PostPage.objects.get(pk=posts[0].pk).latest_revision.approved_go_live_at is None


def test_a_copy_is_not_a_way_around(admin_client, silent):
    with gate_held_open():
        silent.get_latest_revision().publish()
    address = reverse("wagtailadmin_pages:copy", args=[silent.pk])
    fields = {
        "new_title": "Again",
        "new_slug": "again",
        "new_parent_page": silent.get_parent().pk,
        "alias": "",
    }
    answer = admin_client.post(address, fields | {"publish_copies": "on"}, follow=True)
    assert "say what these pictures show" in answer.content.decode()
    assert not PostPage.objects.filter(slug="again").exists()
    admin_client.post(address, fields)
    assert not PostPage.objects.get(slug="again").live
