import contextlib
import json

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Site

from blog.posts.models import PostPage
from blog.site.first_steps import where_to_set
from blog.site.models import PublicationSettings
from blog.transfer.models import ImportRecord, ImportRun
from tests.factories import make_post
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


def post(title: str, **front) -> str:
    lines = "".join(f"{key}: {value}\n" for key, value in front.items())
    return f"---\ntitle: {title}\ndate: 2024-05-31\n{lines}---\nWords of {title}.\n"


def test_a_dry_run_foresees_what_posts_take_from_each_other(site, capsys):
    """Every post that a dry run undoes at once stands in the way of later ones all the same."""
    write_tree(
        site,
        {
            "content/posts/a.md": post("A", url="/a/"),
            "content/posts/b.md": post("B", url="/b/", aliases="[/old/]"),
            "content/posts/c.md": post("C", url="/c/", aliases="[/old/, /was-c/]"),
        },
    )
    run(site, capsys=capsys)
    write_tree(
        site,
        {
            # Moves away, and leaves a redirect that the next one wants for itself.
            "content/posts/a.md": post("A", url="/moved/"),
            "content/posts/b.md": post("B", url="/b/", aliases="[/a/, /old/, /moved/]"),
            # New posts: one takes what was left, others clash in each way there is.
            "content/posts/d.md": post("D", url="/a/"),
            "content/posts/e.md": post("E", url="/e/", aliases="[/was-e/, /d/]"),
            "content/posts/f.md": post("F", url="/f/", aliases="[/was-e/, /was-c/, /e/]"),
            "content/posts/g.md": post("G", url="/papers/"),
            "content/posts/h.md": "---\ntitle: H\n---\n\0",
            "content/posts/i.md": post("I", url="/moved/"),
        },
    )
    (site / "content/posts/c.md").unlink()
    make_post(title="Born here", slug="d")

    expected = run(site, "--dry-run", capsys=capsys)
    done = run(site, capsys=capsys)

    results = [(item["title"], item["result"], len(item["notices"])) for item in done["posts"]]
    assert results == [
        ("A", "updated", 0), ("B", "updated", 2), ("D", "created", 0), ("E", "created", 1),
        ("F", "created", 3), ("G", "created", 1), ("h", "failed", 0), ("I", "failed", 0),
        ("Pitch", "unchanged", 0),
    ]  # fmt: skip
    assert expected | {"dry_run": False} == done


def test_a_run_that_is_stopped_leaves_whole_posts_and_the_next_one_goes_on(
    site, capsys, monkeypatch
):
    write_tree(site, {"content/posts/second.md": PITCH.replace("Pitch", "Second")})

    def stop(command, step):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("blog.management.commands.import_hugo.Command._progress", stop)
        with pytest.raises(CommandError) as stopped:
            call_command("import_hugo", site)
    assert stopped.value.returncode == 130
    settings = f"http://localhost{where_to_set(PublicationSettings.for_site(Site.objects.get()))}"
    assert capsys.readouterr().out.splitlines() == [
        "Source: site",
        "1 created; 0 warnings.",
        f"The publication has no name yet. Give it one at {settings}",
        f"No licence is stated: all rights are reserved. Choose one at {settings}",
    ]
    assert [run.state for run in ImportRun.objects.all()] == ["stopped"]
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


def test_a_page_that_is_left_keeps_the_files_that_it_shows(publication, client, tmp_path):
    post = "---\ntitle: Hall\n---\n{{< gallery >}}![A hall](/notes/hall.txt){{< /gallery >}}\n"
    first = write_tree(
        tmp_path / "first",
        {"hugo.toml": "", "content/posts/hall.md": post, "static/notes/hall.txt": "A hall"},
    )
    other = {"hugo.toml": "", "content/posts/tempo.md": "---\ntitle: Tempo\n---\nWords.\n"}
    call_command("import_hugo", first)
    # The same site without the post: the page stays.
    second = write_tree(tmp_path / "second", other)

    call_command("import_hugo", second, "--source", "first")
    left = client.get("/notes/hall.txt", follow=True).status_code
    PostPage.objects.get(title="Hall").delete()
    call_command("import_hugo", second, "--source", "first")

    assert (left, client.get("/notes/hall.txt", follow=True).status_code) == (200, 404)
