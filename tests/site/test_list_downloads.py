"""Lists offer their files to readers and to programs, and only those that there are."""

import pytest
from bs4 import BeautifulSoup

from blog.posts.models import PostPage, PostSeries
from tests.factories import make_author, make_event, make_paper, make_post, paper_entry

pytestmark = pytest.mark.django_db
LISTS = ["/authors/ada-quill/", "/categories/sound/", "/events/iclr/2024/", "/events/iclr/",
         "/series/walks/"]  # fmt: skip


def files_of(base, *stems):
    return [f"{base}{stem}.{suffix}" for stem in stems for suffix in ("bib", "ris", "json")]


def shown_and_named(client, address):
    """The files that the page links to, and those that its head names."""
    page = BeautifulSoup(client.get(address).content, "html.parser")
    kinds = ("x-bibtex", "research-info-systems", "csl+json")
    named = [
        link["href"].removeprefix("http://localhost")
        for link in page.select('link[rel~="alternate"]')
        if any(kind in link.get("type", "") for kind in kinds)
    ]
    return [link["href"] for link in page.select(".downloads a")], named


@pytest.mark.parametrize("address", LISTS)
def test_a_list_links_to_its_files_and_to_those_of_its_papers(client, publication, address):
    series = PostSeries.objects.create(name="Walks", slug="walks")
    post = make_post(
        authors=[make_author("Ada Quill")], categories=["Sound"], event=make_event(), series=series,
        body=[paper_entry(make_paper())],
    )  # fmt: skip

    wanted = files_of(address, "cite", "papers")
    assert shown_and_named(client, address) == (wanted, wanted)
    assert {client.get(file).status_code for file in wanted} == {200}

    post = PostPage.objects.get(pk=post.pk)
    post.body = []
    post.save_revision().publish()

    wanted = files_of(address, "cite")
    assert shown_and_named(client, address) == (wanted, wanted)
    assert client.get(f"{address}papers.bib").status_code == 404
