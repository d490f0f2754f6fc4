"""`manage.py papers`: what is done step by step, stopped by Ctrl-C or not."""

import io
import signal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models.signals import post_delete
from django.test.utils import CaptureQueriesContext

from blog.papers.models import Paper, PaperIdentifier
from blog.papers.storing import papers_stored
from blog.posts.models import PaperLink, PaperMention, PostPage
from tests.factories import make_paper, make_post, paper_entry, prose
from tests.papers.commands import ENTRIES, run, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def interrupting():
    """Ctrl-C while the `number`-th row of a model is written, or one is deleted."""
    connected = []

    def connect(happening, model, number=1):
        seen = []

        def press(sender, **kwargs):
            seen.append(1)
            if len(seen) == number:
                signal.raise_signal(signal.SIGINT)

        happening.connect(press, sender=model, weak=False)
        connected.append((happening, press, model))

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield connect
    for happening, press, model in connected:
        happening.disconnect(press, sender=model)
    signal.signal(signal.SIGINT, before)


def run_stopped(*arguments):
    """As `run`, but of what ended with the status of a command that Ctrl-C stopped."""
    out = io.StringIO()
    with pytest.raises(CommandError) as info:
        call_command("papers", *map(str, arguments), stdout=out, stderr=io.StringIO())
    assert info.value.returncode == 130
    return out.getvalue(), str(info.value)


def test_an_import_that_is_stopped_keeps_what_is_done_and_goes_on_when_run_again(
    tmp_path, interrupting
):
    file = tmp_path / "fifty.bib"
    file.write_text("\n".join(ENTRIES))
    interrupting(papers_stored, Paper, number=3)

    out, ended = run_stopped("import", file)

    assert ended == "Stopped: 47 entries left. What is done stays; run it again to go on."
    assert out.splitlines()[-1] == "3 created, 0 extended, 0 known, 0 failed"
    assert Paper.objects.count() == PaperIdentifier.objects.count() == 3
    assert run("import", file)[0].splitlines()[-1] == "47 created, 0 extended, 3 known, 0 failed"


def test_a_dry_run_that_is_stopped_says_that_nothing_was_written(tmp_path, interrupting):
    file = tmp_path / "fifty.bib"
    file.write_text("\n".join(ENTRIES))
    interrupting(papers_stored, Paper, number=3)

    _out, ended = run_stopped("import", file, "--dry-run")

    assert ended == "Stopped: 47 entries left. Nothing was written; run it again to go on."
    assert stored() == ([], [])


def test_a_merge_that_is_stopped_has_changed_nothing(interrupting):
    kept, other = make_paper("Published"), make_paper("Preprint")
    post = make_post(body=[paper_entry(other)])
    before = stored()
    interrupting(post_delete, Paper)

    assert run_stopped("merge", kept.slug, other.slug) == ("", "Stopped. Nothing is half done.")

    assert stored() == before
    assert [entry.value["paper"] for entry in PostPage.objects.get(pk=post.pk).body] == [other]


def link(number):
    return prose(f'<p>See <a href="https://arxiv.org/abs/{number}">this one</a>.</p>')


def published_before_links_counted(count):
    """Posts whose rows are those of a version that read entries alone."""
    numbers = [f"2405.{number:05d}" for number in range(count)]
    for number in numbers:
        make_paper(f"Paper {number}", arxiv=number)
    posts = [
        make_post(slug=f"post-{number[5:]}", body=[link(number), paper_entry(make_paper())])
        for number in numbers
    ]
    PaperLink.objects.all().delete()
    PaperMention.objects.filter(kind="prose").delete()
    return posts


def mentioned():
    rows = PaperMention.objects.order_by("post", "position")
    return list(rows.values_list("pk", "post__slug", "paper__title", "kind"))


def test_posts_published_before_links_counted_are_found_by_the_papers_in_their_text(client):
    first, second = published_before_links_counted(2)
    draft = make_post(slug="draft", body=[link("2405.00000")], live=False)
    paper = Paper.objects.get(title="Paper 2405.00000")
    assert client.get(paper.get_absolute_url()).status_code == 404

    said = run("mentions")

    assert said == (
        f"{first.url}: 1 by entries, 1 by links\n"
        f"{second.url}: 1 by entries, 1 by links\n"
        "3 posts, 2 changed\n", "", "",
    )  # fmt: skip
    page = client.get(paper.get_absolute_url()).content.decode()
    assert first.title in page
    assert "See this one." in page
    rows = mentioned()
    assert [row[1:] for row in rows if row[3] == "prose"] == [
        ("post-00000", "Paper 2405.00000", "prose"),
        ("post-00001", "Paper 2405.00001", "prose"),
    ]
    assert not PaperLink.objects.filter(post=draft).exists()
    assert run("mentions")[0] == "3 posts, 0 changed\n"
    assert mentioned() == rows, "the same rows, untouched"
    assert run("mentions", "--if-empty") == ("", "", "")


def test_stale_rows_go_when_mentions_are_found_anew():
    post = make_post(body=[paper_entry(make_paper())])
    PostPage.objects.filter(pk=post.pk).update(live=False)

    assert run("mentions")[0] == f"{post.url}: 0 by entries, 0 by links\n1 post, 1 changed\n"
    assert mentioned() == []


def test_finding_mentions_anew_goes_on_where_it_was_stopped(interrupting):
    published_before_links_counted(3)
    seen = []

    def watch(execute, sql, *arguments):
        if sql.startswith("INSERT") and "paperlink" in sql:
            seen.append(sql)
            if len(seen) == 1:
                signal.raise_signal(signal.SIGINT)
        return execute(sql, *arguments)

    with connection.execute_wrapper(watch):
        out, ended = run_stopped("mentions")

    assert ended == "Stopped: 2 posts left. What is done stays; run it again to go on."
    assert out.splitlines()[-1] == "1 post, 1 changed"
    assert PaperLink.objects.count() == 1
    assert run("mentions")[0].splitlines()[-1] == "2 posts, 2 changed"
    assert PaperLink.objects.count() == 3


def test_finding_mentions_anew_costs_a_fixed_number_of_queries_for_each_post():
    def queries(count):
        PaperLink.objects.all().delete()
        PaperMention.objects.all().delete()
        with CaptureQueriesContext(connection) as seen:
            assert run("mentions")[0].endswith(f" {count} changed\n")
        return len(seen)

    published_before_links_counted(1)
    one = queries(1)
    entries = [paper_entry(make_paper()) for _number in range(20)]
    make_post(slug="long", body=[*(link(f"2406.{n:05d}") for n in range(30)), *entries])
    two = queries(2)
    make_post(slug="short", body=[link("2405.00000"), paper_entry(make_paper())])
    three = queries(3)

    assert two - one == three - two
    assert three - two < 20
