"""A post that is written and published here gets its date at its first publication, by every way."""

import datetime as dt
import json

import feedparser
import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Task, Workflow, WorkflowTask
from wagtail.users.models import UserProfile

from blog.posts.models import PostPage
from blog.posts.publishing_gate import gate_held_open
from blog.transfer.models import ImportRecord
from tests.factories import make_post, make_source
from tests.transfer.edit_form import opened, send_back

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2024, 7, 1, 12, 0, 5, tzinfo=dt.UTC)
# The account's clock shows 17:45.
KATHMANDU = (NOON, 345)


@pytest.fixture
def writer(admin_user):
    profile = UserProfile.get_for_user(admin_user)
    profile.current_time_zone = "Asia/Kathmandu"
    profile.save()
    return admin_user


@pytest.fixture
def draft(publication, writer):
    post = make_post(live=False, title="Hall notes", slug="hall-notes", date=None)
    post.save_revision(user=writer)
    return PostPage.objects.get(pk=post.pk)


def by_form(client, post, writer):
    with time_machine.travel(NOON, tick=False):
        assert send_back(client, post, "publish").status_code == 302


def by_workflow(client, post, writer):
    workflow = Workflow.objects.create(name="Review")
    task = Task.objects.create(name="Read")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    state = workflow.start(post, writer)
    with time_machine.travel(NOON, tick=False):
        state.current_task_state.approve(user=writer)


def on_schedule(client, post, writer):
    with time_machine.travel(NOON - dt.timedelta(hours=2), tick=False):
        post.go_live_at = NOON - dt.timedelta(hours=1)
        post.save_revision(user=writer).publish()
        assert PostPage.objects.get(pk=post.pk).date is None
    with time_machine.travel(NOON, tick=False):
        call_command("publish_scheduled")


def by_bulk_action(client, post, writer):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    with time_machine.travel(NOON, tick=False):
        client.post(f"{address}?id={post.pk}")


def by_code(client, post, writer):
    with time_machine.travel(NOON, tick=False):
        post.get_latest_revision().publish()


def dates(post):
    return post.date, post.date_offset


@pytest.mark.parametrize("publish", [by_form, by_workflow, on_schedule, by_bulk_action, by_code])
def test_the_first_publication_is_its_date_in_the_zone_of_the_account(
    admin_client, draft, writer, publish
):
    publish(admin_client, draft, writer)

    post = PostPage.objects.get(pk=draft.pk)
    assert post.live
    assert dates(post) == KATHMANDU
    assert dates(post.get_latest_revision_as_object()) == KATHMANDU
    assert dates(post.live_revision.as_object()) == KATHMANDU


def test_a_page_that_code_adds_as_public_gets_its_date_too(publication):
    with time_machine.travel(NOON, tick=False):
        publication.add_child(instance=PostPage(title="Straight in", slug="straight-in"))

    assert dates(PostPage.objects.get(slug="straight-in")) == (NOON, 0)


def test_a_second_publication_neither_moves_nor_empties_it(admin_client, draft, writer):
    by_form(admin_client, draft, writer)
    UserProfile.objects.filter(user=writer).update(current_time_zone="America/Lima")

    with time_machine.travel(NOON + dt.timedelta(days=3), tick=False):
        send_back(admin_client, draft, "publish")

    assert dates(PostPage.objects.get(pk=draft.pk)) == KATHMANDU


@pytest.mark.parametrize("action", ["", "publish"])
def test_an_editor_that_was_open_neither_moves_nor_empties_it(admin_client, draft, writer, action):
    form = opened(admin_client, draft)
    by_bulk_action(admin_client, draft, writer)
    assert form["date"] == ""

    with time_machine.travel(NOON + dt.timedelta(days=3), tick=False):
        send_back(admin_client, draft, action, form)

    post = PostPage.objects.get(pk=draft.pk)
    assert [dates(post), dates(post.get_latest_revision_as_object())] == [KATHMANDU] * 2


def test_a_draft_that_is_newer_than_the_scheduled_one_keeps_the_date(draft, writer):
    draft.go_live_at = NOON - dt.timedelta(hours=1)
    with time_machine.travel(NOON - dt.timedelta(hours=2), tick=False):
        draft.save_revision(user=writer).publish()
        draft.go_live_at = None
        draft.save_revision(user=writer)
    with time_machine.travel(NOON, tick=False):
        call_command("publish_scheduled")

    post = PostPage.objects.get(pk=draft.pk)
    post.get_latest_revision().publish()

    assert dates(PostPage.objects.get(pk=draft.pk)) == KATHMANDU


def test_a_date_that_its_authors_wrote_stays(admin_client, publication, writer):
    written = dt.datetime(2019, 9, 20, 8, tzinfo=dt.UTC)
    post = make_post(live=False, date=written, date_offset=120)

    by_form(admin_client, post, writer)

    assert dates(PostPage.objects.get(pk=post.pk)) == (written, 120)


def test_an_imported_page_never_gets_one_by_itself(admin_client, draft, writer):
    ImportRecord.objects.create(
        origin=make_source(),
        source_id="hall.md",
        path="hall.md",
        page_id=draft.pk,
        source_bytes=b"",
    )

    by_form(admin_client, draft, writer)

    assert dates(PostPage.objects.get(pk=draft.pk)) == (None, 0)


def test_an_import_publishes_undated_before_it_leaves_its_record(draft):
    with gate_held_open():
        draft.get_latest_revision().publish()

    assert dates(PostPage.objects.get(pk=draft.pk)) == (None, 0)


def test_all_outputs_agree_on_the_day_and_the_moment(client, admin_client, draft, writer):
    by_form(admin_client, draft, writer)
    moment, day = "2024-07-01T17:45:05+05:45", "2024-07-01"

    page = client.get("/hall-notes/").content.decode()
    documents = [
        json.loads(script.string)
        for script in BeautifulSoup(page, "html.parser").select('[type="application/ld+json"]')
    ]
    rss = feedparser.parse(client.get("/feed.xml").content).entries[0]
    atom = feedparser.parse(client.get("/atom.xml").content).entries[0]
    [item] = client.get("/feed.json").json()["items"]
    [record] = client.get("/hall-notes/cite.json").json()

    assert BeautifulSoup(page, "html.parser").select_one(".credits time")["datetime"] == moment
    assert f'name="citation_publication_date" content="{day.replace("-", "/")}"' in page
    posts = [document for document in documents if document["@type"] == "BlogPosting"]
    assert [post["datePublished"] for post in posts] == [moment]
    assert [rss.published, atom.published] == ["Mon, 01 Jul 2024 17:45:05 +0545", moment]
    assert item["date_published"] == moment
    assert record["issued"] == {"date-parts": [[2024, 7, 1]]}
    assert f"date: {moment}" in client.get("/hall-notes/index.md").content.decode()
    for address in ("/", "/archive/", "/search/?q=hall"):
        times = BeautifulSoup(client.get(address).content, "html.parser").select("main time")
        assert [time["datetime"][:10] for time in times] == [day], address


def test_nobody_claims_a_date_for_an_undated_import(client, draft):
    with gate_held_open():
        draft.get_latest_revision().publish()

    page = client.get("/hall-notes/").content.decode()
    [item] = client.get("/feed.json").json()["items"]
    rss = feedparser.parse(client.get("/feed.xml").content).entries[0]

    assert "datePublished" not in page
    assert "date_published" not in item
    assert "published" not in rss


def test_an_undated_post_leads_no_front_page(client, draft):
    with gate_held_open():
        draft.get_latest_revision().publish()
    make_post(title="Dated")

    front = BeautifulSoup(client.get("/").content, "html.parser")

    assert front.select_one(".lead h2").text == "Dated"
