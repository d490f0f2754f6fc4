"""Long rebuilds that are killed go on where they stopped, and what is due does not wait for another."""

import datetime as dt
import os
import time

import pytest
from axes.models import AccessLog
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from blog.operations.scheduler import run_once
from blog.posts.models import PaperLink, PostPage, PostTerm, Rebuild, RelatedPost, RenderFailure
from blog.posts.rebuilding import Step, is_unfinished, rebuild_in_batches
from blog.search.models import SearchEntry
from blog.transfer.admin.uploads import KEPT_FOR
from tests.factories import make_paper, make_post, paper_list, prose

pytestmark = pytest.mark.django_db
COMMANDS = {
    "related": ["related", "rebuild"],
    "search": ["rebuild_search"],
    "mentions": ["papers", "mentions"],
}


@pytest.fixture
def posts(publication, monkeypatch):
    """Five posts, of which a batch holds two."""
    monkeypatch.setattr("blog.posts.rebuilding.BATCH", 2)
    papers = [make_paper() for _ in range(2)]
    words = prose("<p>Spectrogram overlap kernels and tuning.</p>")
    return [make_post(body=[words, paper_list(papers)]) for _ in range(5)]


def rows() -> dict[str, list]:
    return {
        "terms": sorted(PostTerm.objects.values_list("post", "term", "weight")),
        "related": sorted(RelatedPost.objects.values_list("post", "target", "score")),
        "search": sorted(SearchEntry.objects.values_list("kind", "object_id", "checksum")),
        "links": sorted(PaperLink.objects.values_list("post", "scheme", "value")),
    }


def test_a_rebuild_goes_on_behind_the_last_batch_that_was_done(posts):
    done = []

    def work(batch):
        done.append([post.pk for post in batch])

    steps = [
        Step("first", PostPage.objects.all(), work),
        Step("second", PostPage.objects.all(), work),
    ]
    running = rebuild_in_batches("test", steps)
    pks = sorted(post.pk for post in posts)
    for _ in range(4):
        next(running)
    running.close()
    unfinished = is_unfinished("test")
    list(rebuild_in_batches("test", steps))

    assert unfinished
    assert not is_unfinished("test")
    assert done == [pks[:2], pks[2:4], pks[4:], pks[:2], pks[2:4], pks[4:]]


def test_one_that_was_left_the_day_before_begins_from_scratch(posts):
    done = []
    steps = [Step("only", PostPage.objects.all(), done.extend)]
    next(rebuild_in_batches("test", steps))
    done.clear()
    Rebuild.objects.update(moved_at=timezone.now() - dt.timedelta(days=2))

    list(rebuild_in_batches("test", steps))

    assert len(done) == 5


@pytest.mark.parametrize("name", COMMANDS)
def test_the_first_rebuild_that_was_cut_is_completed_at_the_next_start(posts, name):
    """`--if-empty` is what every start asks for: some rows are not all of them."""
    call_command(*COMMANDS[name], verbosity=0)
    whole = rows()
    first, *others = sorted(post.pk for post in posts)
    PostTerm.objects.filter(post__in=others).delete()
    RelatedPost.objects.all().delete()
    SearchEntry.objects.filter(kind="post", object_id__in=others).delete()
    PaperLink.objects.filter(post__in=others).delete()
    call_command(*COMMANDS[name], "--if-empty", verbosity=0)
    left_alone = rows()
    step = {"related": "terms", "search": "post", "mentions": "posts"}[name]
    Rebuild.objects.create(name=name, step=step, last=first)

    call_command(*COMMANDS[name], "--if-empty", verbosity=0)

    of = {"related": ["terms", "related"], "search": ["search"], "mentions": ["links"]}[name]
    assert left_alone != whole
    assert {key: rows()[key] for key in of} == {key: whole[key] for key in of}
    assert not Rebuild.objects.exists()


def schedule(post) -> None:
    revision = post.get_latest_revision()
    due = timezone.now() - dt.timedelta(minutes=1)
    revision.approved_go_live_at, revision.content["go_live_at"] = due, due.isoformat()
    revision.save()


def test_what_is_due_goes_on_behind_a_post_that_cannot_be_published(
    admin_client, publication, caplog
):
    broken, whole = (make_post(title=title, live=False) for title in ("Broken", "Whole"))
    expired = make_post(title="Expired")
    for post in (broken, whole):
        schedule(post)
    Page.objects.filter(pk=expired.pk).update(expire_at=timezone.now() - dt.timedelta(minutes=1))
    unreadable = broken.get_latest_revision()
    unreadable.content["date"] = "32 May"
    unreadable.save()

    run_once()
    run_once()

    live = {post.title: post.live for post in PostPage.objects.all()}
    assert live == {"Broken": False, "Whole": True, "Expired": False}
    [failure] = RenderFailure.objects.all()
    assert (failure.page_id, failure.output) == (broken.pk, "schedule")
    assert [record.getMessage() for record in caplog.records] == [
        "What was due was not done: Broken"
    ]
    assert "Left out of: scheduled publishing" in admin_client.get("/admin/").content.decode()


def test_sessions_sign_ins_and_uploads_go_once_a_day(publication, settings):
    old = timezone.now() - dt.timedelta(days=100)
    Session.objects.create(session_key="old", session_data="", expire_date=old)
    Session.objects.create(
        session_key="new", session_data="", expire_date=timezone.now() + dt.timedelta(days=1)
    )
    logs = [AccessLog.objects.create(username=name) for name in ("old", "new")]
    AccessLog.objects.filter(pk=logs[0].pk).update(attempt_time=old)
    upload = settings.VAR_DIR / "uploads" / "forgotten"
    upload.mkdir(parents=True)
    os.utime(upload, (time.time() - KEPT_FOR - 60,) * 2)

    run_once()
    Session.objects.create(session_key="late", session_data="", expire_date=old)
    run_once()

    assert set(Session.objects.values_list("session_key", flat=True)) == {"new", "late"}
    assert list(AccessLog.objects.values_list("username", flat=True)) == ["new"]
    assert not upload.exists()
