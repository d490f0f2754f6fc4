"""Lists that keep what they promise, and disclosures wherever an entry is read."""

import json
from html import unescape

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse

from blog.posts.models import PostPage
from tests.factories import make_author, make_paper, make_post, paper_list
from tests.transfer.edit_form import opened, send_back

pytestmark = pytest.mark.django_db
DISCLOSURE = "Ada Quill is a co-author of this paper."


def promises(answer) -> list[str]:
    """What the editor is told of numbers after the form was sent."""
    page = BeautifulSoup(answer.content, "html.parser")
    return [line for line in map(unescape, page.stripped_strings) if "promises" in line]


def ten_of(count, **fields):
    papers = [make_paper(author=[{"literal": "Nobody"}]) for _number in range(count)]
    return make_post(title="A report", slug="ten", body=[paper_list(papers, heading="Top 10")],
                     **fields)  # fmt: skip


@pytest.mark.parametrize("count", [9, 10, 11])
def test_a_top_10_of_nine_is_named_when_it_is_saved_and_before_it_is_published(
    admin_client, publication, count
):
    post = ten_of(count, live=False)
    said = [] if count == 10 else [f"“Top 10” promises 10 papers, and its list has {count}."]

    send_back(admin_client, post)
    saved = admin_client.get(reverse("wagtailadmin_pages:edit", args=[post.pk]))
    assert not PostPage.objects.get(pk=post.pk).live
    send_back(admin_client, post, "publish")
    published = admin_client.get(reverse("wagtailadmin_home"))

    assert (promises(saved), promises(published)) == (said, said)
    assert PostPage.objects.get(pk=post.pk).live, "it is said, and nothing is refused"


def test_a_list_that_is_put_in_another_order_in_the_form_keeps_its_anchors(
    admin_client, client, publication
):
    post = ten_of(3)

    def entries():
        page = BeautifulSoup(client.get("/ten/").content, "html.parser")
        return [
            (article.select_one(".paper__title a")["href"], article["id"])
            for article in page.select("article.paper")
        ]

    before = entries()
    data = opened(admin_client, post)
    places = [name for name in data if name.endswith("-entries-0-order")]
    assert len(places) == 1
    base = places[0].removesuffix("0-order")
    for at, place in enumerate((2, 1, 0)):
        data[f"{base}{at}-order"] = str(place)
    assert send_back(admin_client, post, "publish", data).status_code == 302

    assert entries() == before[::-1]
    assert len(set(entries())) == 3


@pytest.fixture
def disclosed(publication):
    """Two entries: one says who its writer is, in words with signs; the other has nothing to say."""
    papers = [make_paper("Deep Listening"), make_paper("Quiet Rooms")]
    listed = paper_list(papers, heading="Two papers", ranked=True)
    listed["value"]["entries"][0]["value"]["disclosure"] = DISCLOSURE
    return make_post(
        title="Ten papers", slug="ten", authors=[make_author("Ada Quill")], body=[listed]
    )


def of_entries(html: str) -> list[bool]:
    """Whether each entry of a page or feed says so, in order."""
    page = BeautifulSoup(html, "html.parser")
    titles = ("Deep Listening", "Quiet Rooms")
    text = page.get_text(" ", strip=True)
    first, second = (text.index(title) for title in titles)
    return [DISCLOSURE in text[first:second], DISCLOSURE in text[second:]]


def test_a_disclosure_is_read_on_the_page_in_every_feed_and_in_the_markdown(client, disclosed):
    page = BeautifulSoup(client.get("/ten/").content, "html.parser")
    said = [DISCLOSURE in entry.get_text(" ") for entry in page.select("article.paper")]
    assert said == [True, False]

    rss = BeautifulSoup(client.get("/feed.xml").content, "xml")
    atom = BeautifulSoup(client.get("/atom.xml").content, "xml")
    [item] = json.loads(client.get("/feed.json").content)["items"]
    assert of_entries(rss.find("content:encoded").text) == [True, False]
    assert of_entries(atom.find("entry").find("content").text) == [True, False]
    assert of_entries(item["content_html"]) == [True, False]
    assert of_entries(client.get("/ten/index.md").content.decode()) == [True, False]


def test_a_disclosure_goes_along_with_citations(client, disclosed):
    items = client.get("/ten/papers.json").json()

    assert [item["annote"].endswith(f" Disclosure: {DISCLOSURE}") for item in items] == [
        True,
        False,
    ]
    for suffix in ("bib", "ris"):
        text = client.get(f"/ten/papers.{suffix}").content.decode()
        assert text.count(f"Disclosure: {DISCLOSURE}") == 1


def test_a_disclosure_leaves_with_an_export_and_comes_back(client, disclosed, tmp_path):
    call_command("export_hugo", tmp_path / "out")
    text = (tmp_path / "out/content/posts/ten/index.md").read_text()
    PostPage.objects.get(slug="ten").delete()

    call_command("import_hugo", tmp_path / "out")

    assert text.count(DISCLOSURE) == 1
    [block] = PostPage.objects.get(slug="ten").body
    entries = block.value["entries"]
    assert [entry["disclosure"] for entry in entries] == [DISCLOSURE, ""]
