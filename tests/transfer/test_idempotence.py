import contextlib
import json

import pytest
from django.core.management import CommandError, call_command

from blog.posts.models import PostPage
from blog.transfer.models import ImportRecord, ImportRun
from tests.transfer.trees import tree, write_tree

PITCH = "---\ntitle: Pitch\ndate: 2024-05-31\n---\nFirst words.\n\nLast words.\n"


@pytest.fixture
def site(publication, tmp_path):
    return write_tree(
        tmp_path / "site",
        {"hugo.toml": 'title = "Lab"\n', "content/posts/pitch.md": PITCH},
    )


def run(site, *arguments, capsys) -> dict:
    with contextlib.suppress(SystemExit):
        call_command("import_hugo", site, "--json", *arguments)
    return json.loads(capsys.readouterr().out)


def edit_page(words: str) -> PostPage:
    page = PostPage.objects.get()
    raw = page.body.get_prep_value()
    raw[0]["value"] = raw[0]["value"].replace("First words", words)
    page.body = raw
    page.save_revision().publish()
    return page


def change_source(site, words: str) -> None:
    file = site / "content/posts/pitch.md"
    file.write_text(PITCH.replace("Last words", words))


def text() -> str:
    return PostPage.objects.get().body[0].value.source


def test_a_second_run_changes_nothing(site, capsys):
    run(site, capsys=capsys)
    revision = PostPage.objects.get().latest_revision_id

    report = run(site, capsys=capsys)

    assert report["counts"] == {"unchanged": 1}
    assert report["files"]["kept"] == 0
    assert PostPage.objects.get().latest_revision_id == revision


def test_a_changed_source_becomes_a_new_revision_of_an_untouched_page(site, capsys):
    run(site, capsys=capsys)
    change_source(site, "New words")

    report = run(site, capsys=capsys)

    assert report["counts"] == {"updated": 1}
    assert text() == "<p>First words.</p><p>New words.</p>"
    assert PostPage.objects.get().revisions.count() == 2


def test_a_post_changed_on_both_sides_is_left_and_shown_as_two_diffs(site, capsys):
    run(site, capsys=capsys)
    edit_page("Edited words")
    change_source(site, "New words")

    report = run(site, capsys=capsys)

    assert report["counts"] == {"skipped": 1}
    assert text() == "<p>Edited words.</p><p>Last words.</p>"
    [post] = report["posts"]
    changes = [
        line for line in post["diff"].splitlines() if line[:1] in "+-" and line[1:2].isalpha()
    ]
    assert changes == ["-Last words.", "+New words.", "-First words.", "+Edited words."]


def test_take_source_puts_the_source_over_the_edit_and_keeps_the_edit_as_a_revision(site, capsys):
    run(site, capsys=capsys)
    edit_page("Edited words")
    change_source(site, "New words")

    report = run(site, "--take", "source", capsys=capsys)

    assert report["counts"] == {"updated": 1}
    assert text() == "<p>First words.</p><p>New words.</p>"
    former = [revision.as_object().body[0].value.source for revision in
              PostPage.objects.get().revisions.order_by("pk")]  # fmt: skip
    assert former[1] == "<p>Edited words.</p><p>Last words.</p>"


def test_take_page_settles_the_conflict_for_the_runs_to_come(site, capsys):
    run(site, capsys=capsys)
    edit_page("Edited words")
    change_source(site, "New words")

    run(site, "--take", "page", capsys=capsys)
    report = run(site, capsys=capsys)

    assert report["counts"] == {"unchanged": 1}
    assert text() == "<p>Edited words.</p><p>Last words.</p>"


def test_a_dry_run_says_what_a_run_does_and_leaves_no_trace(site, capsys):
    expected = run(site, "--dry-run", capsys=capsys)
    assert PostPage.objects.count() == ImportRecord.objects.count() == 0

    report = run(site, capsys=capsys)

    assert expected["counts"] == report["counts"] == {"created": 1}
    assert expected["files"] == report["files"]
    assert [run.dry_run for run in ImportRun.objects.order_by("pk")] == [True, False]


def test_a_run_that_is_stopped_leaves_whole_posts_and_the_next_one_goes_on(
    site, capsys, monkeypatch
):
    write_tree(site, {"content/posts/second.md": PITCH.replace("Pitch", "Second")})

    def stop(command, number, outcome):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("blog.management.commands.import_hugo.Command._progress", stop)
        with pytest.raises(CommandError) as stopped:
            call_command("import_hugo", site)
    assert stopped.value.returncode == 130
    assert [record.source_id for record in ImportRecord.objects.all()] == ["posts/pitch.md"]

    report = run(site, capsys=capsys)

    assert report["counts"] == {"unchanged": 1, "created": 1}


def test_an_edit_of_one_paragraph_exports_as_that_line_alone(site, capsys, tmp_path):
    run(site, capsys=capsys)
    edit_page("Edited words")

    call_command("export_hugo", tmp_path / "out")

    exported = tree(tmp_path / "out", ("content",))
    assert exported == {
        "content/posts/pitch.md": PITCH.replace("First words", "Edited words").encode()
    }


def test_a_picture_that_turns_up_later_comes_into_the_post(site, capsys):
    from tests.factories import picture_file

    post = PITCH.replace("Last words.", "![A hall](/hall.png)")
    write_tree(site, {"content/posts/pitch.md": post})
    run(site, capsys=capsys)
    assert PostPage.objects.get().body[1].value["image"] is None
    write_tree(site, {"static/hall.png": picture_file().read()})

    report = run(site, capsys=capsys)

    assert report["counts"] == {"updated": 1}
    assert PostPage.objects.get().body[1].value["image"].width == 640
