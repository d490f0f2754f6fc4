"""Each kind of block, filled, empty and hostile, through everything that is made of a post."""

import json
import re
from functools import partial
from io import StringIO

import feedparser
import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from blog.demo.recordings.catalogue import night_window
from blog.images.pipeline import build_renditions
from blog.posts.models import RenderFailure
from blog.search.texts import searchable_text
from tests.factories import make_author, make_image, make_paper, make_post, prose
from tests.hard_cases import WORDS, block, make_document
from tests.posts.every_block import BODY, GONE, Rows, empty_body, filled, hostile_body, yesterday
from tests.posts.test_broken_posts import spoil
from tests.posts.test_previews import page_preview

pytestmark = pytest.mark.django_db
OWN = (
    "",
    "index.md",
    "card.jpg",
    "cite.bib",
    "cite.ris",
    "cite.json",
    "papers.bib",
    "papers.ris",
    "papers.json",
)
FEEDS = ("/feed.xml", "/atom.xml", "/feed.json")
LISTS = (
    *FEEDS,
    "/",
    "/archive/",
    "/authors/ada/",
    "/papers/",
    "/search/?q=report",
    "/sitemap.xml",
    "/llms.txt",
)
# In JSON of PostgreSQL there is no NUL.
NUL = "\0" if connection.vendor == "sqlite" else ""
HOSTILE = {
    "malformed addresses": "http://[your-site]/a.png http://[ ::1]/",
    "an address without a host": "http://[x",
    "a very long address": "https://example.org/" + "a" * 5_000,
    "signs that are not to be seen": f"a{NUL}b\x01\u202ec\u2066d\ufffe",
    "notes that do not match": '<embed embedtype="footnote" note="</b></i><p>"/></b>',
    "markup that does not match": '"><b></p></script><![CDATA[ ]]>{{< x >}} {% now %} \\',
}


@pytest.fixture
def rows(publication):
    image = make_image("hall", size=(64, 40), default_alt="A hall")
    build_renditions(image.pk)
    return Rows(
        image=image,
        paper=make_paper("Listening"),
        author=make_author("Ada Quill", slug="ada"),
        film=make_document("night.webm", night_window()),
        captions=make_document("night.vtt", WORDS),
        post=make_post(title="Sayposttitle", date=yesterday(), body=[prose()]),
    )


def test_every_kind_of_block_has_an_example(rows):
    assert filled(rows).keys() == BODY.child_blocks.keys()


def outcomes(client, editor, post):
    """Address → status of all that does not answer 200."""
    call_command("rebuild_search", stdout=StringIO())
    call_command("related", "rebuild", stdout=StringIO())
    statuses = {path: client.get(path).status_code for path in LISTS}
    statuses |= {name: client.get(f"{post.url}{name}").status_code for name in OWN}
    edit = reverse("wagtailadmin_pages:edit", args=[post.pk])
    draft = reverse("wagtailadmin_pages:view_draft", args=[post.pk])
    statuses |= {path: editor.get(path).status_code for path in (edit, draft)}
    return {name: status for name, status in statuses.items() if status != 200}


def failures():
    return [str(failure) for failure in RenderFailure.objects.all()]


BODIES = {
    "empty": empty_body,
    "rows that are gone": lambda: hostile_body("words", row=GONE),
    "a text of 100 kB": lambda: hostile_body("Words of the hall. " * 5_300, deep=False),
    **{name: partial(hostile_body, words) for name, words in HOSTILE.items()},
}


@pytest.mark.parametrize("state", BODIES)
def test_no_output_fails_for_what_a_block_holds(client, admin_client, rows, state):
    said = prose("<p>Said last.</p>")
    post = make_post(title="A report", slug="hostile", authors=[rows.author], body=[said])

    # Past every form: what an import or a script stores.
    spoil(post, [said, *BODIES[state]()])
    statuses = outcomes(client, admin_client, post)

    page = client.get(post.url).content.decode()
    if f"{post.url}papers.bib" not in page:
        assert {statuses.pop(name) for name in OWN[-3:]} == {404}
    assert statuses == {}
    assert failures() == []
    assert json.loads(re.search(r'application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    assert "Said last." in page
    assert [content.count("Said last.") for content in feed_contents(client)] == [1, 1, 1]


@pytest.mark.parametrize("state", ["rows that are gone", *HOSTILE])
def test_a_post_is_published_whatever_its_blocks_hold(client, publication, state):
    post = make_post(title="A report", slug="hostile", body=BODIES[state]())

    assert client.get(post.url).status_code == 200


def feed_contents(client):
    """The newest post's, of RSS, Atom and JSON Feed."""
    rss, atom = (
        feedparser.parse(client.get(path).content, sanitize_html=False) for path in FEEDS[:2]
    )
    return [
        *(feed.entries[0].content[0].value for feed in (rss, atom)),
        client.get(FEEDS[2]).json()["items"][0]["content_html"],
    ]


def shown(html, selector=""):
    """What a reader of this markup gets: words, headings, links and pictures that we can tell."""
    soup = BeautifulSoup(html, "html.parser")
    soup = soup.select_one(selector) if selector else soup
    for element in soup.select(".cite, .vh, script"):
        element.decompose()
    return {
        "words": set(re.findall(r"\bSay\w+", soup.get_text(" "))),
        "headings": {
            word
            for each in soup.select("h1, h2, h3, h4, h5, h6")
            for word in re.findall(r"\bSay\w+", each.text)
        },
        "links": {
            each["href"]
            for each in soup.select("a[href^=http]")
            if each["href"].startswith(("https://example.org", "https://vimeo"))
        },
        "pictures": sorted(each["alt"] for each in soup.select("img") if each["alt"]),
    }


def test_every_full_output_shows_what_the_page_shows(client, admin_client, rows):
    examples = filled(rows)
    body = [block(kind, value) for kind, value in examples.items()]
    post = make_post(title="A report", slug="filled", authors=[rows.author], body=body)
    assert outcomes(client, admin_client, post) == {}
    assert failures() == []

    page = shown(client.get(post.url).content, ".body")

    written = set(re.findall(r"Say\w+", json.dumps(examples)))
    alts = {word for word in written if word.endswith("alt")}
    assert page["words"] >= written - alts
    assert set(page["pictures"]) >= alts
    assert shown(page_preview(admin_client, post).content, ".body") == page
    for content in feed_contents(client):
        there = shown(content)
        # The still picture of a film is its link there, and no link is without words.
        assert [alt for alt in there["pictures"] if alt != "A hall"] == page["pictures"]
        assert there | {"pictures": page["pictures"]} == page
    markdown = client.get(f"{post.url}index.md").content.decode()
    assert set(re.findall(r"\bSay\w+", markdown)) >= page["words"] | alts
    assert [address for address in page["links"] if address not in markdown] == []
    titles = {
        word
        for line in re.findall(r"^#+ .*|<h\d.*?</h\d>", markdown, re.MULTILINE)
        for word in re.findall(r"Say\w+", line)
    }
    assert titles >= page["headings"]
    searched = set(re.findall(r"Say\w+", searchable_text(post.body.raw_data, {})))
    # That title is found where it belongs, and a formula is no word.
    assert searched >= page["words"] - {"Sayposttitle", "Saymath"}
