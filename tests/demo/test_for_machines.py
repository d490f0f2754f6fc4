"""Everything that programs read of the demo, against what its specification says."""

import json
from functools import cache
from urllib.parse import urlsplit

import feedparser
import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from lxml import etree

from blog.core.orcid import orcid_url
from blog.posts.models import PostPage
from blog.posts.walk import walk
from blog.site.models import PublicationSettings
from blog.site.public import public_authors, public_categories, public_event_series, public_events
from tests.rules.atom import ATOM, LANG, broken_in_atom
from tests.rules.feed_content import alts_of
from tests.rules.json_feed import broken_in_json_feed
from tests.rules.rss import CONTENT, CREATOR, LANGUAGE, LICENCE, broken_in_rss
from tests.rules.sitemap import broken_in_sitemap
from tests.rules.structured_data import broken_in_json_ld, kind_of

pytestmark = [
    pytest.mark.usefixtures("loaded", "short_feeds"),
    pytest.mark.django_db,
    pytest.mark.xdist_group("demo"),
]

ROOT = "http://localhost"
RULES = {
    "feed.xml": broken_in_rss,
    "atom.xml": broken_in_atom,
    "feed.json": broken_in_json_feed,
}
CC_BY = "https://creativecommons.org/licenses/by/4.0/"


@pytest.fixture(scope="module")
def short_feeds():
    """Four posts a page, so that the demo has several."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("blog.feeds.channels.POSTS_A_PAGE", 4)
        yield


@pytest.fixture(scope="module")
def read(loaded):
    return reader()


def reader():
    """`reader()(address)` is what a stranger gets there; each address is asked for once."""
    client = Client()

    @cache
    def content(address: str) -> bytes:
        answer = client.get(address.removeprefix(ROOT))
        assert answer.status_code == 200, address
        return answer.content

    return content


def channels() -> list[str]:
    """The paths that feeds lie under."""
    things = [*public_authors(), *public_categories(), *public_events(), *public_event_series()]
    return ["/", *(thing.get_absolute_url() for thing in things)]


def pages_of(read, path: str, name: str) -> list[bytes]:
    """A feed from its first page to its last, by what it says of its next one."""
    pages, address = [], f"{path}{name}"
    while address:
        pages.append(read(address))
        if name == "feed.json":
            address = json.loads(pages[-1]).get("next_url", "")
        else:
            links = etree.fromstring(pages[-1]).iter(f"{ATOM}link")
            address = next((link.get("href") for link in links if link.get("rel") == "next"), "")
    return pages


def make_all_pictures() -> None:
    """A request makes no more than two renditions: feeds are read until they stay the same."""
    pages, before = pages_of(reader(), "/", "feed.xml"), []
    while pages != before:
        pages, before = pages_of(reader(), "/", "feed.xml"), pages


def elements(page: bytes, name: str) -> list:
    return list(etree.fromstring(page).iter(name))


def items(read) -> list[dict]:
    """Of the JSON Feed of the site, all pages."""
    return [item for page in pages_of(read, "/", "feed.json") for item in json.loads(page)["items"]]


def public_newest_first() -> list[PostPage]:
    return list(PostPage.objects.public().newest_first().with_cards())


@pytest.mark.parametrize("name", RULES)
def test_every_feed_keeps_to_its_specification_on_every_page(read, name):
    found, seen = {}, 0
    for path in channels():
        for number, page in enumerate(pages_of(read, path, name), 1):
            seen += 1
            broken = RULES[name](page)
            parsed = feedparser.parse(page) if name != "feed.json" else {"bozo": False}
            if broken or parsed["bozo"]:
                found[path, number] = broken or parsed["bozo_exception"]

    assert found == {}
    assert seen > len(channels())


@pytest.mark.parametrize("name", RULES)
def test_the_pages_of_a_feed_hold_each_post_once_the_newest_first(read, name):
    pages = pages_of(read, "/", name)

    seen = []
    for page in pages:
        if name == "feed.json":
            seen += [item["title"] for item in json.loads(page)["items"]]
        else:
            seen += [entry.title for entry in feedparser.parse(page).entries]
    assert seen == [post.title for post in public_newest_first()]
    assert len(pages) == -(-len(seen) // 4)


def test_the_three_formats_say_the_same_of_each_post_and_name_all_its_authors():
    make_all_pictures()
    read = reader()
    rss = [item for page in pages_of(read, "/", "feed.xml") for item in elements(page, "item")]
    atom = [e for page in pages_of(read, "/", "atom.xml") for e in elements(page, f"{ATOM}entry")]
    feed = items(read)
    posts = public_newest_first()

    said = [
        (
            {item.findtext("guid"), entry.findtext(f"{ATOM}id"), single["id"]},
            {item.findtext(CONTENT), entry.findtext(f"{ATOM}content"), single["content_html"]},
            {item.findtext(LANGUAGE), entry.get(LANG), single["language"]},
            {item.findtext(LICENCE), single["_licence"]["url"]},
            [author.findtext(f"{ATOM}name") for author in entry.findall(f"{ATOM}author")],
            [author["name"] for author in single["authors"]],
        )
        for item, entry, single in zip(rss, atom, feed, strict=True)
    ]

    assert [(len(ids), len(contents)) for ids, contents, *_rest in said] == [(1, 1)] * len(posts)
    assert [languages for _i, _c, languages, *_rest in said] == [{post.language} for post in posts]
    assert {licence for _i, _c, _l, found, *_names in said for licence in found} == {CC_BY}
    names = [[credit.name for credit in post.credits] for post in posts]
    assert [found for *_rest, found, _same in said] == names
    assert [found for *_rest, found in said] == names
    for item, every in zip(rss, names, strict=True):
        assert [name for name in every if name not in item.findtext(CREATOR)] == []


def test_each_picture_of_a_feed_keeps_its_own_alternative_text(read):
    for post, item in zip(public_newest_first(), items(read), strict=True):
        written = [placed.value.shown_alt for placed in walk(post.body) if placed.kind == "image"]
        assert [alt for alt in written if alt not in alts_of(item["content_html"])] == [], post.slug


@pytest.mark.parametrize("name", RULES)
def test_a_feed_is_sent_once_and_again_only_when_it_changes(client, name):
    path = "/categories/essays/"
    first = client.get(path + name)
    by_tag = client.get(path + name, headers={"if-none-match": first["ETag"]})
    by_date = client.get(path + name, headers={"if-modified-since": first["Last-Modified"]})
    weak = client.get(path + name, headers={"if-none-match": f'W/{first["ETag"]}, "other"'})
    other = client.get(path + name, headers={"if-none-match": '"another"'})

    assert [answer.status_code for answer in (first, by_tag, by_date, weak, other)] == [
        200, 304, 304, 304, 200,
    ]  # fmt: skip
    assert [answer.content for answer in (by_tag, by_date, weak)] == [b""] * 3
    assert by_tag["ETag"] == first["ETag"]
    assert other.content == first.content


def test_an_archive_such_as_rogue_scholar_gets_all_that_it_asks_for(read):
    """Full text, the Attribution licence, a language, authors with ORCID iDs, ids that stay,
    older posts by paging; and what it would like: description, logo, tags, picture."""
    feed = json.loads(read("/feed.json"))
    atom = etree.fromstring(read("/atom.xml"))

    assert feed["_licence"]["url"] == CC_BY
    assert feed["description"]
    assert feed["icon"]
    assert len(feed["language"]) == 2
    assert atom.findtext(f"{ATOM}logo") == feed["icon"]
    for post, item in zip(public_newest_first(), items(read), strict=True):
        assert item["id"] == f"urn:uuid:{post.translation_key}"
        assert item["_licence"]["url"] == CC_BY
        assert [author["url"] for author in item["authors"]] == [
            orcid_url(credit.orcid) if credit.orcid else f"{ROOT}{credit.url}"
            for credit in post.credits
        ]
        text = BeautifulSoup(item["content_html"], "html.parser").get_text(" ")
        assert len(text.split()) > max(80, (post.reading_minutes - 1) * 150), post.slug
        assert item["tags"]
        assert item["summary"]


def test_the_sitemap_keeps_to_the_protocol_and_each_of_its_pages_is_there(read):
    content = read("/sitemap.xml")

    assert broken_in_sitemap(content, f"{ROOT}/") == []
    places = [element.text for element in etree.fromstring(content).iter("{*}loc")]
    pages = [place for place in places if "/media/" not in place]
    assert [place for place in pages if not read(urlsplit(place).path)] == []


def test_every_kind_of_page_has_the_data_that_search_engines_ask_for(read):
    lists = ("front", "authors", "categories", "papers", "events", "archive")
    addresses = [reverse(name) for name in lists]
    places = etree.fromstring(read("/sitemap.xml")).findall("{*}url/{*}loc")
    addresses += [urlsplit(place.text).path for place in places]
    found, kinds = {}, set()
    for address in dict.fromkeys(addresses):
        page = BeautifulSoup(read(address), "html.parser")
        blocks = page.select("script[type='application/ld+json']")
        documents = [json.loads(block.text) for block in blocks]
        kinds |= {kind_of(document) for document in documents}
        broken = broken_in_json_ld(documents)
        if broken or not documents:
            found[address] = broken or "says nothing"

    assert found == {}
    assert kinds == {
        "Blog", "BlogPosting", "BreadcrumbList", "CollectionPage", "ProfilePage", "WebPage",
    }  # fmt: skip


def test_llms_txt_leads_to_texts_that_are_there(read):
    text = read("/llms.txt").decode()
    publication = PublicationSettings.objects.get()

    lines = text.splitlines()
    assert lines[0] == f"# {publication.shown_name}"
    assert lines[2] == f"> {publication.tagline}"
    assert [line for line in lines if line.startswith("#")][1:] == ["## Reports", "## Lists"]
    targets = [line.split("](")[1].split(")")[0] for line in lines if line.startswith("- [")]
    assert len(targets) == PostPage.objects.public().count() + 5
    assert [target for target in targets if not read(target)] == []
