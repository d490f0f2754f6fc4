"""Papers that posts link to in running text, stored where that is asked for."""

import json
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from blog.papers.models import Paper
from blog.posts.models import PostPage, PublicationPage
from blog.transfer.export.hugo import export_site
from tests.transfer.trees import tree, write_tree

VIENNA = """---
title: Vienna
date: 2024-05-15
---
We read [Deep Listening in Small Rooms](https://arxiv.org/pdf/2401.99001v2) again, and [this](https://doi.org/10.1145/3383313.3412217).
"""
LISBON = """---
title: Lisbon
date: 2024-09-01
---
- As [Deep listening in small rooms](https://arxiv.org/abs/2401.99001) said.
"""
FILES = {"hugo.toml": "", "content/posts/vienna.md": VIENNA, "content/posts/lisbon.md": LISBON}


def bring(site, *options):
    out = StringIO()
    call_command("import_hugo", str(site), "--json", *options, stdout=out)
    posts = json.loads(out.getvalue())["posts"]
    return {post["title"]: (post["result"], post["papers_stored"]) for post in posts}


def told(client):
    """The reports that the page of the paper names: where each leads, and the lines that it shows."""
    paper = Paper.objects.get(identifiers__value="2401.99001")
    page = BeautifulSoup(client.get(paper.get_absolute_url()).content, "html.parser")
    return {
        article.h3.a["href"]: article.select_one(".paper__text").get_text(strip=True)
        for article in page.select(".discussion")
    }


@pytest.fixture
def site(publication, tmp_path):
    return write_tree(tmp_path / "site", FILES)


def test_without_the_option_nothing_is_stored_and_a_dry_run_only_counts(site):
    assert bring(site) == {"Vienna": ("created", 0), "Lisbon": ("created", 0)}
    dry = bring(site, "--papers-in-prose", "--dry-run")
    assert sum(stored for _result, stored in dry.values()) == 3
    assert Paper.objects.count() == 0


def test_one_paper_of_two_posts_loses_the_one_that_is_withdrawn(client, site):
    bring(site)

    assert sum(stored for _result, stored in bring(site, "--papers-in-prose").values()) == 2

    assert bring(site, "--papers-in-prose") == {"Vienna": ("unchanged", 0), "Lisbon": ("unchanged", 0)}  # fmt: skip
    titles = {paper.title.casefold() for paper in Paper.objects.all()}
    assert titles == {"deep listening in small rooms", "doi 10.1145/3383313.3412217"}
    assert told(client) == {
        "/posts/vienna/#:~:text=Deep%20Listening%20in%20Small%20Rooms":
            "We read Deep Listening in Small Rooms again, and this.",
        "/posts/lisbon/#:~:text=Deep%20listening%20in%20small%20rooms":
            "As Deep listening in small rooms said.",
    }  # fmt: skip
    files = [
        f"/posts/{slug}/papers.{suffix}"
        for slug in ("vienna", "lisbon")
        for suffix in ("bib", "ris", "json")
    ]
    assert {client.get(file).status_code for file in files} == {200}
    assert "Lisbon" in client.get("/feed.xml").content.decode()

    PostPage.objects.get(slug="lisbon").unpublish()

    assert list(told(client)) == ["/posts/vienna/#:~:text=Deep%20Listening%20in%20Small%20Rooms"]
    assert [client.get(file).status_code for file in files] == [200] * 3 + [404] * 3
    for address in ("/feed.xml", "/sitemap.xml", "/papers.bib", "/papers/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "lisbon" not in answer.getvalue().decode().casefold()


def test_the_text_goes_out_again_byte_for_byte(site, tmp_path):
    bring(site, "--papers-in-prose")

    export_site(PublicationPage.objects.get(), tmp_path / "out")

    assert tree(tmp_path / "out", ("content",)) == tree(site, ("content",))
