"""The first chip of an entry leads to the paper itself, in the page and in feeds."""

import json

import pytest
from bs4 import BeautifulSoup

from blog.papers.hosts import host_name
from blog.papers.models import PaperIdentifier
from tests.factories import make_paper, make_post, paper_entry, paper_list

pytestmark = pytest.mark.django_db


def chip_texts(source):
    """Of each entry: text and address of its chips."""
    page = BeautifulSoup(source, "html.parser")
    entries = [item for item in page.select("article") if item.select_one("h3")]
    return [
        [(a.get_text(" ", strip=True), a["href"]) for a in entry.select("li > a")]
        for entry in entries
    ]


def link(kind, url, label=""):
    return {"type": "item", "id": url, "value": {"kind": kind, "url": url, "label": label}}


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://arxiv.org/abs/2401.00001", "arXiv"),
        ("https://arxiv.org/pdf/2401.00001.pdf", "arXiv"),
        ("https://www.aclanthology.org/2024.acl-long.1/", "ACL Anthology"),
        ("https://lab.example.org/a/Paper.PDF", "PDF"),
        ("/files/paper.pdf", "PDF"),
        ("https://www.lab.example.org/paper", "lab.example.org"),
        ("http://[x", ""),
    ],
)
def test_a_place_to_read_is_called_as_readers_call_it(url, name):
    assert host_name(url) == name


def test_the_first_chip_of_an_entry_reads_the_paper_in_page_and_feeds(client, publication):
    paper = make_paper("Deep Listening", arxiv="2401.00001")
    bare = make_paper("On the web")
    bare.identifiers = [PaperIdentifier(scheme="url", value="https://lab.example.org/a.pdf")]
    bare.save()
    anthology = "https://aclanthology.org/2024.acl-long.1/"
    links = [
        link("paper", anthology),
        link("code", anthology),
        link("demo", "https://demo.example.org/"),
    ]
    post = make_post(body=[
        paper_list([paper]),
        paper_entry(bare),
        paper_entry(paper, url=anthology, links=links),
        paper_entry(paper, links=[link("paper", "https://arxiv.org/abs/2401.00001", "Preprint")]),
        paper_entry(paper, url="http://[x", links=[link("code", "https://www.github.com/a")]),
    ])  # fmt: skip
    arxiv = ("Read arXiv", "https://arxiv.org/abs/2401.00001")

    page = BeautifulSoup(client.get(post.url).content, "html.parser")
    chips = [
        [(a.get_text(" ", strip=True), a["href"]) for a in entry.select(".chips a")]
        for entry in page.select("article.paper")
    ]
    [item] = json.loads(client.get("/feed.json").content)["items"]

    assert chips == [
        [arxiv],
        [("Read PDF", "https://lab.example.org/a.pdf")],
        [("Read and code ACL Anthology", anthology), ("Demo demo.example.org", "https://demo.example.org/")],
        [("Read Preprint", arxiv[1])],
        [arxiv, ("Code github.com", "https://www.github.com/a")],
    ]  # fmt: skip
    assert chip_texts(item["content_html"]) == chips


def test_markdown_leaves_without_the_chip_that_the_page_adds(client, publication):
    post = make_post(body=[paper_entry(make_paper("Deep Listening", arxiv="2401.00001"))])

    text = client.get(f"{post.url}index.md").content.decode()

    assert "Deep Listening" in text
    assert "Read" not in text
    assert "**Links:**" not in text
