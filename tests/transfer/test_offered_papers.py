"""Lists that may be papers: made into entries, proposed, or left, as a person decides."""

import json
from io import StringIO

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.urls import reverse

from blog.papers.models import Paper
from blog.posts.models import PostPage, PublicationPage
from blog.posts.walk import walk
from blog.transfer.export.hugo import export_site
from blog.transfer.models import ImportRun
from tests.transfer.trees import tree, write_tree

POST = """---
title: Vienna
date: 2024-05-15
---
Hello.

![A plot](/plot.png)

## Seen

- **Harbours of Language**<br>*Ada Quill, Bruno Verso*
- **Lakes of Meaning**<br>*Clara Folio, Dora Margin*

Then we had lunch.

## More

- [Rivers of Data](https://arxiv.org/abs/2401.00003)
- [Seas of Noise](https://arxiv.org/abs/2401.00004)
"""
CERTAIN = ["Rivers of Data", "Seas of Noise"]
POSSIBLE = ["Harbours of Language", "Lakes of Meaning"]


@pytest.fixture
def site(publication, tmp_path):
    files = {"hugo.toml": "", "content/posts/vienna.md": POST}
    return write_tree(tmp_path / "site", files)


@pytest.fixture
def editor(client, publication):
    user = User.objects.create_user("mod", password="password")
    user.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(user)
    return user


def bring(site, *options) -> tuple[str, list[str]]:
    """What became of the post, and the titles that are proposed."""
    out = StringIO()
    call_command("import_hugo", str(site), "--json", *options, stdout=out)
    [post] = json.loads(out.getvalue())["posts"]
    return post["result"], [title for offer in post["offers"] for title in offer["titles"]]


def entries() -> list[str]:
    post = PostPage.objects.get().get_latest_revision_as_object()
    return [placed.value["title"] for placed in walk(post.body) if placed.kind == "paper"]


def press(client):
    run = ImportRun.objects.order_by("-pk")[0]
    address = reverse("transfer-entries", args=[run.pk])
    [post] = run.report["posts"]
    return client.post(address, {"path": post["path"]}, follow=True)


@pytest.mark.parametrize(
    ("options", "made", "proposed"),
    [
        ([], CERTAIN, POSSIBLE),
        (["--papers=auto"], CERTAIN, POSSIBLE),
        (["--papers=propose"], [], [*POSSIBLE, *CERTAIN]),
        (["--papers=off"], [], []),
        (["--papers=all"], [*POSSIBLE, *CERTAIN], []),
    ],
)
def test_the_operator_says_what_becomes_of_lists_of_papers(site, tmp_path, options, made, proposed):
    assert bring(site, *options) == ("created", proposed)

    assert entries() == made
    assert bring(site, *options) == ("unchanged", [])
    export_site(PublicationPage.objects.get(), tmp_path / "out")
    assert tree(tmp_path / "out", ("content",)) == tree(site, ("content",))


def test_the_report_names_what_may_become_entries(site):
    out = StringIO()
    call_command("import_hugo", str(site), stdout=out)

    assert "2 papers in 1 list may become entries" in out.getvalue()


def test_one_press_in_the_report_makes_the_entries_and_the_file_goes_out_as_it_came(
    client, site, editor, tmp_path
):
    bring(site)
    before = {block["id"] for block in PostPage.objects.get().body.get_prep_value()}

    answer = press(client)

    assert "2 papers became entries" in answer.content.decode()
    assert entries() == [*POSSIBLE, *CERTAIN]
    post = PostPage.objects.get()
    assert [block.block_type for block in post.body] == [
        "prose",
        "image",
        "paper_list",
        "prose",
        "paper_list",
    ]
    assert len(before & {block["id"] for block in post.body.get_prep_value()}) == 3
    assert {paper.title for paper in Paper.objects.all()} == {*POSSIBLE, *CERTAIN}
    assert "Harbours of Language" in client.get(post.url).content.decode()
    assert bring(site) == ("unchanged", [])
    export_site(PublicationPage.objects.get(), tmp_path / "out")
    assert tree(tmp_path / "out", ("content",)) == tree(site, ("content",))


def test_what_was_accepted_stays_when_the_file_changes_later(client, site, editor):
    bring(site)
    press(client)
    file = site / "content/posts/vienna.md"
    file.write_text(POST.replace("lunch", "dinner"))

    assert bring(site) == ("updated", [])
    assert entries() == [*POSSIBLE, *CERTAIN]


def test_a_post_that_was_edited_is_left_and_the_editor_is_told(client, site, editor):
    bring(site)
    post = PostPage.objects.get()
    post.body = post.body.get_prep_value()[1:]
    post.save_revision().publish()

    answer = press(client)

    assert "the post was edited since it came in" in answer.content.decode()
    assert entries() == CERTAIN


def test_the_report_shows_the_titles_and_the_button_until_it_was_pressed(client, site, editor):
    bring(site)
    address = reverse("transfer-report", args=[ImportRun.objects.order_by("-pk")[0].pk])

    page = client.get(address).content.decode()
    press(client)
    later = client.get(address).content.decode()

    assert all(title in page for title in POSSIBLE)
    assert ("Make entries" in page, "Make entries" in later) == (True, False)


def test_strangers_make_no_entries(client, site):
    bring(site)
    run = ImportRun.objects.order_by("-pk")[0]

    answer = client.post(reverse("transfer-entries", args=[run.pk]), {"path": "posts/vienna.md"})

    assert answer.status_code == 302
    assert entries() == CERTAIN
