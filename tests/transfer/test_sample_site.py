"""Our own sample: every kind of front matter, bundles, languages, and a few oddities."""

from pathlib import Path, PurePosixPath

import pytest
from django.core.management import call_command

from blog.posts.models import PostPage, StandardPage
from blog.transfer.export.hugo import BORN_HERE
from blog.transfer.export.page_files import PageNames
from blog.transfer.export.posts import blocks_born_here
from blog.transfer.export.write_body import BodyWriter
from blog.transfer.hugo import read_documents
from blog.transfer.hugo.reread import comparable
from blog.transfer.models import ImportRecord
from tests.transfer.editor import save_unchanged
from tests.transfer.trees import tree

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
SITE = SAMPLES / "hugo"
PARTS = ("content", "static", "data", "hugo.toml")


@pytest.fixture
def imported(publication):
    call_command("import_hugo", SITE)
    return publication


def test_every_kind_of_front_matter_is_read(imported):
    posts = {post.title: post for post in PostPage.objects.all()}

    assert sorted(posts) == [
        "A bundle",
        "ISMIR 2024: three papers",
        "Línies de Windows",
        'The harbour, and "the hall"',
    ]
    harbour = posts['The harbour, and "the hall"']
    assert harbour.written_date.isoformat() == "2024-05-31T21:50:20-07:00"
    assert [credit.author.display_name for credit in harbour.bylines.all()] == [
        "Ada Quill",
        "Bruno Verso",
    ]
    assert sorted(harbour.categories.names()) == ["ISMIR", "Trip Reports"]
    assert posts["ISMIR 2024: three papers"].thumbnail_alt == "A hall"
    assert posts["A bundle"].thumbnail_src == "plot.png"
    assert posts["A bundle"].body[1].value["image"].width == 200
    windows = posts["Línies de Windows"]
    assert (windows.get_url(), windows.language) == ("/ca/2022/01/windows/", "ca")
    assert sorted(page.title for page in StandardPage.objects.all()) == ["About", "Notes"]


def test_its_papers_are_found(imported):
    post = PostPage.objects.get(title="ISMIR 2024: three papers")

    paper_list, bonus = post.body[1].value, post.body[2].value

    assert (paper_list["heading"], paper_list["expected_count"]) == ("Top 3 papers", 3)
    assert [(entry["title"], entry["authors"], entry["award"]) for entry in paper_list["entries"]] == [
        ("Attention Is All You Need", "Vaswani et al.", ""),
        ("On the Harbour of Things", "Quill & Verso", "Best paper award"),
        ("A Third One", "", ""),
    ]  # fmt: skip
    assert [block.value["title"] for block in bonus["blocks"]] == ["A Fourth"]


def test_the_sample_saved_without_a_change_exports_byte_for_byte(imported, tmp_path):
    for record in ImportRecord.objects.all():
        save_unchanged(record.page.specific).publish()

    call_command("export_hugo", tmp_path / "out")

    before, after = tree(SITE, PARTS), tree(tmp_path / "out", PARTS)
    assert [path for path in before | after if before.get(path) != after.get(path)] == []


@pytest.mark.parametrize("title", ["A bundle", "ISMIR 2024: three papers", "Línies de Windows"])
def test_a_new_title_changes_one_line_in_every_kind_of_front_matter(imported, tmp_path, title):
    page = PostPage.objects.get(title=title)
    page.title = "New “title”"
    page.save_revision().publish()

    call_command("export_hugo", tmp_path / "out")

    before, after = tree(SITE, PARTS), tree(tmp_path / "out", PARTS)
    [path] = [path for path in before | after if before.get(path) != after.get(path)]
    lines = zip(before[path].splitlines(True), after[path].splitlines(True), strict=True)
    [(old, new)] = [pair for pair in lines if pair[0] != pair[1]]
    assert (title in old.decode(), "New “title”" in new.decode()) == (True, True)
    assert old.endswith(b"\r\n") == new.endswith(b"\r\n")


def test_posts_that_were_born_here_come_back_as_they_were(publication, tmp_path):
    call_command("load_demo")
    out = tmp_path / "out"
    call_command("export_hugo", out)

    written = {document.address: comparable(document.body) for document in read_documents(out)}

    for post in PostPage.objects.live():
        names = PageNames({}, PurePosixPath("content/posts"))
        blocks = blocks_born_here(post, names)
        wanted = comparable(BodyWriter.for_dialect(BORN_HERE, names.address).resolved(blocks))
        assert written[post.slug] == wanted
