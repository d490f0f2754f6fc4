"""Files that were renamed or moved between two imports."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from blog.posts.models import PostPage
from blog.transfer.models import ImportRecord
from tests.transfer.trees import tree, write_tree

PITCH = "---\ntitle: Pitch\ndate: 2024-05-31\nslug: pitch-perfect\n---\n## One\n\nWords of pitch.\n"
TEMPO = "---\ntitle: Tempo\ndate: 2024-06-01\n---\nWords of tempo.\n"
CONFIG = 'baseURL = "https://lab.example.org/"\n'
OLD = "content/posts/pitch.md"


@pytest.fixture
def site(publication, tmp_path):
    site = write_tree(
        tmp_path / "site",
        {"hugo.toml": CONFIG, OLD: PITCH, "content/posts/tempo.md": TEMPO},
    )
    call_command("import_hugo", site)
    return site


def move(site, new: str, text: str = PITCH) -> None:
    (site / OLD).unlink()
    write_tree(site, {new: text})


def run(site, *arguments) -> dict:
    out = StringIO()
    call_command("import_hugo", site, "--json", *arguments, stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.parametrize(
    ("new", "text", "address"),
    [
        ("content/posts/2024-pitch.md", PITCH, "/posts/pitch-perfect/"),
        ("content/posts/pitch/index.md", PITCH, "/posts/pitch-perfect/"),
        ("content/notes/pitch.md", PITCH, "/notes/pitch-perfect/"),
        ("content/posts/a.md", PITCH.replace("Words", "New words"), "/posts/pitch-perfect/"),
        (
            "content/notes/b.md",
            "---\ntitle: Other\ndate: 2020-01-01\naliases: [/posts/pitch-perfect/]\n---\n## New\n\nNew.\n",
            "/notes/b/",
        ),
        (
            "content/notes/c.md",
            PITCH.replace("slug: pitch-perfect", "slug: high").replace("Words", "More"),
            "/notes/high/",
        ),
        (
            "content/notes/d.md",
            PITCH.replace("Pitch", "Renamed").replace("05-31", "05-30"),
            "/notes/pitch-perfect/",
        ),
    ],
    ids=["renamed", "into a bundle", "section", "edited", "alias", "title and date", "slug"],
)
def test_a_post_whose_file_moved_stays_one_page(site, client, tmp_path, new, text, address):
    [before] = PostPage.objects.exclude(title="Tempo")
    ids = [block.id for block in before.body]
    move(site, new, text)

    foreseen, report = run(site, "--dry-run"), run(site)

    assert foreseen["counts"] == report["counts"] == {"updated": 1, "unchanged": 1}
    notes = [notice["what"] for notice in report["files"]["notices"]]
    assert notes == [f"this file was {OLD} before; its page is the same."]
    [after] = PostPage.objects.exclude(title="Tempo")
    assert (after.pk, after.get_url()) == (before.pk, address)
    assert [block.id for block in after.body][:1] == ids[:1]
    assert client.get("/posts/pitch-perfect/", follow=True).status_code == 200
    assert run(site)["counts"] == {"unchanged": 2}
    call_command("export_hugo", tmp_path / "out")
    assert tree(tmp_path / "out", ("content",)) == tree(site, ("content",))


def test_of_two_files_that_are_gone_none_is_guessed(site, capsys):
    twin = TEMPO.replace("Tempo", "Twin").replace("tempo", "twin")
    write_tree(site, {"content/posts/twin-a.md": twin, "content/posts/twin-b.md": twin})
    run(site)
    for name in ("twin-a", "twin-b"):
        (site / f"content/posts/{name}.md").unlink()
    write_tree(site, {"content/posts/twin.md": twin})

    with pytest.raises(SystemExit):
        call_command("import_hugo", site)

    shown = capsys.readouterr().out
    said = (
        "content/posts/twin.md: this may be any of content/posts/twin-a.md, content/posts/twin-b.md"
    )
    assert said in shown
    assert PostPage.objects.filter(title="Twin").count() == 2


def test_another_file_may_take_the_name_of_one_that_moved(site):
    move(site, "content/posts/moved.md")
    run(site)
    other = "---\ntitle: Other\ndate: 2023-01-01\n---\nOther words.\n"
    write_tree(site, {OLD: other})

    assert run(site)["counts"] == {"created": 1, "unchanged": 2}
    assert run(site)["counts"] == {"unchanged": 3}
    paths = dict(ImportRecord.objects.values_list("page__title", "path"))
    assert paths["Pitch"] == "content/posts/moved.md"
    assert paths["Other"] == OLD


def test_a_single_file_is_never_taken_for_one_that_moved(site, tmp_path):
    file = tmp_path / "alone.md"
    file.write_text(TEMPO.replace("title: Tempo", "title: Tempo\nurl: /alone/"))

    assert run(file, "--source", "lab.example.org")["counts"] == {"created": 1}


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_posts_that_trade_their_names_stay_the_pages_that_they_were(site, dry):
    pitch = PITCH.replace("slug: pitch-perfect", "url: /pitch/")
    tempo = TEMPO.replace("title: Tempo", "title: Tempo\nurl: /tempo/")
    write_tree(site, {OLD: pitch, "content/posts/tempo.md": tempo})
    run(site)
    before = dict(PostPage.objects.values_list("title", "pk"))
    write_tree(site, {OLD: tempo, "content/posts/tempo.md": pitch})

    report = run(site, *dry)

    assert report["counts"] == {"updated": 2}
    if not dry:
        assert dict(PostPage.objects.values_list("title", "pk")) == before
        assert run(site)["counts"] == {"unchanged": 2}
        out = site.parent / "out"
        call_command("export_hugo", out, stdout=StringIO())
        assert tree(out / "content") == tree(site / "content")
