import datetime as dt
import json

import feedparser
import pytest
from bs4 import BeautifulSoup
from lxml import etree
from wagtail.models import PageViewRestriction, Site

from blog.posts.models import Category, PostPage
from blog.site.models import PublicationSettings
from tests.factories import (
    image_block,
    make_author,
    make_event,
    make_image,
    make_paper,
    make_post,
    paper_list,
    prose,
)
from tests.hard_cases import block, make_document

ROOT = "http://localhost"
FEEDS = ["/feed.xml", "/atom.xml", "/feed.json"]


def titles(client, address):
    response = client.get(address)
    assert response.status_code == 200
    if address.endswith(".json"):
        return [item["title"] for item in json.loads(response.content)["items"]]
    parsed = feedparser.parse(response.content)
    assert not parsed.bozo, parsed.bozo_exception
    return [entry.title for entry in parsed.entries]


@pytest.fixture
def report(publication):
    ada = make_author("Ada Quill", orcid="0000-0002-1825-0097")
    verso = make_author("Bruno Verso")
    hall = make_image()
    body = [
        prose('<p>We met in the hall. <embed embedtype="footnote" note="It was cold."/></p>'),
        image_block(hall, alt="An empty hall", caption="The hall.", credit="Ada Quill"),
        paper_list([make_paper("Deep Listening", arxiv="2401.00001")], heading="One paper"),
    ]
    return make_post(
        title="Hello <Vienna> & all",
        slug="vienna",
        standfirst="A week of talks.",
        authors=[ada, verso],
        categories=["Audio"],
        event=make_event("ICLR", 2024),
        thumbnail=hall,
        thumbnail_alt="The hall from above",
        date=dt.datetime(2024, 5, 15, 22, 30, tzinfo=dt.UTC),
        date_offset=120,
        language="en",
        licence="cc-by-sa-4.0",
        body=body,
    )


def test_rss_says_who_when_under_which_licence_and_everything_else(client, report):
    [entry] = feedparser.parse(client.get("/feed.xml").content).entries

    assert entry.title == "Hello <Vienna> & all"
    assert entry.link == f"{ROOT}/vienna/"
    assert entry.id == f"urn:uuid:{report.translation_key}"
    assert entry.author == "Ada Quill and Bruno Verso"
    assert entry.published == "Thu, 16 May 2024 00:30:00 +0200"
    assert [tag.term for tag in entry.tags] == ["ICLR 2024", "Audio"]
    assert entry.summary == "A week of talks."
    assert [link.href for link in entry.links if link.rel == "license"] == [
        "https://creativecommons.org/licenses/by-sa/4.0/"
    ]
    [picture] = entry.media_content
    assert picture["url"].startswith(f"{ROOT}/media/")


def test_rss_gives_all_names_in_one_creator(client, report):
    root = etree.fromstring(client.get("/feed.xml").content)

    creators = root.findall(".//{http://purl.org/dc/elements/1.1/}creator")
    assert [item.text for item in creators] == ["Ada Quill and Bruno Verso"]


def test_atom_gives_each_author_an_element_with_the_orcid_as_address(client, report):
    [entry] = feedparser.parse(client.get("/atom.xml").content).entries

    assert [(author.name, author.href) for author in entry.authors] == [
        ("Ada Quill", "https://orcid.org/0000-0002-1825-0097"),
        ("Bruno Verso", f"{ROOT}/authors/bruno-verso/"),
    ]
    assert entry.published == "2024-05-16T00:30:00+02:00"
    assert entry.content[0].language == "en"
    assert [link.href for link in entry.links if link.rel == "license"] == [
        "https://creativecommons.org/licenses/by-sa/4.0/"
    ]


def test_json_feed_has_what_its_version_one_point_one_asks_for(client, report):
    response = client.get("/feed.json")
    feed = json.loads(response.content)

    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{ROOT}/feed.json"
    assert feed["home_page_url"] == f"{ROOT}/"
    [item] = feed["items"]
    assert item["id"] == f"urn:uuid:{report.translation_key}"
    assert [author["name"] for author in item["authors"]] == ["Ada Quill", "Bruno Verso"]
    assert item["tags"] == ["ICLR 2024", "Audio"]
    assert item["language"] == "en"
    assert item["_licence"]["url"] == "https://creativecommons.org/licenses/by-sa/4.0/"


def test_a_feed_carries_the_whole_text_with_absolute_addresses_and_nothing_to_press(client, report):
    [item] = json.loads(client.get("/feed.json").content)["items"]
    content = BeautifulSoup(item["content_html"], "html.parser")

    assert content.find("img")["alt"] == "An empty hall"
    assert content.find("figcaption").text == "The hall. Ada Quill"
    addresses = [tag["href"] for tag in content.select("[href]")]
    addresses += [tag["src"] for tag in content.select("[src]")]
    assert [address for address in addresses if not address.startswith("http")] == []
    assert content.select("source, button, script, [class], [srcset]") == []
    assert content.select_one("h3").text == "1. Deep Listening"
    assert content.select_one("section:last-of-type li").text.strip() == "It was cold."


def test_the_content_is_the_same_in_all_three_formats(client, report):
    rss = etree.fromstring(client.get("/feed.xml").content)
    atom = etree.fromstring(client.get("/atom.xml").content)
    [item] = json.loads(client.get("/feed.json").content)["items"]

    encoded = rss.findtext(".//{http://purl.org/rss/1.0/modules/content/}encoded")
    assert encoded == item["content_html"]
    assert atom.findtext(".//{http://www.w3.org/2005/Atom}content") == item["content_html"]


def test_an_imported_post_keeps_the_identifier_that_readers_of_feeds_know(client, publication):
    make_post(title="Old", former_guid="http://old.example.org/?p=7")
    make_post(title="Older", former_guid="post 7 of old")

    rss = feedparser.parse(client.get("/feed.xml").content)
    atom = feedparser.parse(client.get("/atom.xml").content)

    assert [entry.id for entry in rss.entries] == ["post 7 of old", "http://old.example.org/?p=7"]
    assert atom.entries[1].id == "http://old.example.org/?p=7"
    assert atom.entries[0].id.startswith("urn:uuid:")


def test_the_identifier_of_a_post_stays_when_it_is_published_again_or_moved(client, publication):
    post = make_post(title="First")
    [before] = feedparser.parse(client.get("/feed.xml").content).entries

    post.title, post.slug = "Second", "second"
    post.save_revision().publish()

    [after] = feedparser.parse(client.get("/feed.xml").content).entries
    assert (after.id, after.title) == (before.id, "Second")


def test_a_copy_of_a_post_is_another_post_in_the_feed(client, publication):
    post = make_post(former_guid="http://old.example.org/?p=7")
    post.copy(update_attrs={"slug": "copy", "title": "Copy"}, keep_live=True)

    ids = [entry.id for entry in feedparser.parse(client.get("/feed.xml").content).entries]
    assert len(set(ids)) == 2


@pytest.mark.parametrize("address", FEEDS)
def test_drafts_private_and_expired_posts_are_in_no_feed(client, publication, address):
    make_post(title="Public")
    make_post(title="Draft", live=False)
    private = make_post(title="Private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    expired = make_post(title="Expired")
    PostPage.objects.filter(pk=expired.pk).update(expire_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    edited = make_post(title="Edited")
    edited.title = "Secret"
    edited.save_revision()

    assert titles(client, address) == ["Edited", "Public"]


@pytest.mark.parametrize("name", ["feed.xml", "atom.xml", "feed.json"])
def test_authors_categories_and_events_have_feeds_of_their_own(client, report, name):
    make_post(title="Another")

    for page in ("authors/ada-quill", "categories/audio", "events/iclr/2024", "events/iclr"):
        assert titles(client, f"/{page}/{name}") == ["Hello <Vienna> & all"]


@pytest.mark.parametrize("page", ["authors/nobody", "categories/secret", "events/iclr/1999"])
def test_a_feed_of_what_no_public_post_uses_is_a_404(client, publication, page):
    make_author("No Body", slug="nobody")
    Category.named("Secret")

    assert client.get(f"/{page}/feed.xml").status_code == 404


@pytest.mark.parametrize("name", ["feed.xml", "atom.xml", "feed.json"])
def test_a_long_feed_is_read_page_by_page(client, publication, monkeypatch, name):
    monkeypatch.setattr("blog.feeds.channels.POSTS_A_PAGE", 2)
    for number in range(1, 6):
        make_post(title=f"Report {number}")

    seen, address = [], f"{ROOT}/{name}"
    while address:
        response = client.get(address.removeprefix(ROOT))
        seen += titles(client, address.removeprefix(ROOT))
        address = next_address(response.content, name)

    assert seen == [f"Report {number}" for number in (5, 4, 3, 2, 1)]
    assert client.get(f"/page/4/{name}").status_code == 404
    assert client.get(f"/page/1/{name}")["Location"] == f"/{name}"


def next_address(content, name):
    if name == "feed.json":
        return json.loads(content).get("next_url")
    links = feedparser.parse(content).feed.links
    return next((link.href for link in links if link.rel == "next"), None)


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_that_did_not_change_is_not_sent_again(client, report, address):
    first = client.get(address)

    again = client.get(address, headers={"if-none-match": first["ETag"]})
    report.title = "Hello again"
    report.save_revision().publish()
    changed = client.get(address, headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200
    assert client.post(address).status_code == 405


def test_a_feed_costs_the_same_number_of_queries_for_one_post_and_for_five(
    client, publication, django_assert_max_num_queries
):
    for number in range(5):
        author = make_author()
        make_post(
            title=f"Report {number}",
            authors=[author],
            categories=[f"c{number}"],
            body=[paper_list([make_paper(), make_paper()]), prose()],
        )
    client.get("/feed.xml")

    with django_assert_max_num_queries(20):
        assert len(titles(client, "/feed.xml")) == 5


def test_characters_that_xml_does_not_allow_are_left_out(client, publication):
    make_post(title="A\x0bB", standfirst="C\x0cD", body=[prose("<p>E\x01F ]]> G</p>")])

    [entry] = feedparser.parse(client.get("/feed.xml").content).entries

    assert (entry.title, entry.summary) == ("AB", "CD")
    assert entry.content[0].value == "<p>EF ]]&gt; G</p>"


def test_a_configured_hub_is_named_in_every_format_and_in_the_headers(client, report, settings):
    settings.WEBSUB_HUB = "https://hub.example.org/"

    for address in FEEDS:
        response = client.get(address)
        assert b"https://hub.example.org/" in response.content
        assert 'rel="hub"' in response["Link"]


def test_an_empty_publication_has_valid_feeds(client, publication):
    assert [titles(client, address) for address in FEEDS] == [[], [], []]


def test_the_channel_carries_the_name_and_tagline_of_the_publication(client, report):
    site = Site.objects.get(is_default_site=True)
    PublicationSettings.objects.create(site=site, name="The Room", tagline="We listen.")

    feed = feedparser.parse(client.get("/authors/ada-quill/feed.xml").content).feed

    assert (feed.title, feed.subtitle) == ("Ada Quill · The Room", "We listen.")
    assert feed.link == f"{ROOT}/authors/ada-quill/"


FIGURES = "figure:not(:has(figure, video, audio, pre))"


def feed_contents(client):
    """The content of the newest item in each format."""
    return {
        "rss": feedparser.parse(client.get("/feed.xml").content).entries[0].content[0].value,
        "atom": feedparser.parse(client.get("/atom.xml").content).entries[0].content[0].value,
        "json": json.loads(client.get("/feed.json").content)["items"][0]["content_html"],
    }


@pytest.fixture
def pictured(publication, django_capture_on_commit_callbacks):
    """A post with pictures, a gallery and foreign HTML, whose renditions are made."""
    with django_capture_on_commit_callbacks(execute=True):
        images = [make_image(f"hall {at}.png", size=(64, 40)) for at in range(3)]
    names = ("image", "src", "alt", "decorative", "caption", "credit")
    pictures = [
        {
            "type": "item",
            "id": str(at),
            "value": {name: image_block(image)["value"][name] for name in names},
        }
        for at, image in enumerate(images)
    ]
    foreign = (
        '<p>Before <picture><source srcset="/media/a.webp"><img src="/media/a.png" alt="Foreign" '
        'width="8" height="5"></picture> after.</p><video src="/media/a.webm"><track src="/a.vtt">'
        '<source src="/media/a.mp4">No film here.</video><p>one<wbr>two <embed src="/a.swf"> three</p>'
    )
    return make_post(body=[
        image_block(images[0], alt="The first", caption="A caption.", width="wide"),
        image_block(images[1], alt="A linked one", link="https://example.org/"),
        block("gallery", {"pictures": pictures, "columns": "3", "caption": "All of them."}),
        block("raw_html", {"html": foreign}),
        block("markdown", {"source": foreign}),
    ])  # fmt: skip


def test_each_picture_is_one_absolute_img_in_every_feed(client, pictured):
    for content in feed_contents(client).values():
        figures = BeautifulSoup(content, "html.parser").select(FIGURES)

        assert len(figures) == 5
        for figure in figures:
            [img] = figure.select("img")
            assert img["src"].startswith(f"{ROOT}/media/images/")
            assert {"src", "width", "height", "alt"} == set(img.attrs)
            assert (img["width"], img["height"]) == ("64", "40")
            assert img["alt"] in ("The first", "A linked one", "An empty hall")


def test_elements_without_an_end_keep_what_follows_them_in_page_and_feeds(client, pictured):
    page = client.get(pictured.url).content.decode()

    for content in (page, *feed_contents(client).values()):
        text = " ".join(BeautifulSoup(content, "html.parser").get_text(" ").split())
        assert text.count("Before after.") == 2
        assert text.count("No film here.") == 2
        assert text.count("three") == 2
        assert content.count('alt="Foreign"') == 2
        for end in ("</source>", "</track>", "</wbr>", "</embed>"):
            assert end not in content


def test_a_post_without_a_thumbnail_gives_feeds_the_first_picture_of_its_text(client, pictured):
    [entry] = feedparser.parse(client.get("/feed.xml").content).entries
    [item] = json.loads(client.get("/feed.json").content)["items"]

    [picture] = entry.media_content
    first = BeautifulSoup(item["content_html"], "html.parser").select_one("figure img")
    assert (picture["url"], picture["medium"]) == (first["src"], "image")
    assert (picture["width"], picture["height"], item["image"]) == ("64", "40", first["src"])


def test_a_recording_is_an_enclosure_in_every_feed(client, publication):
    document = make_document("night.mp3", b"ID3 the sea")
    media = {"file": document.pk, "src": "", "title": "The sea", "poster": None, "captions": None,
             "captions_language": "en", "no_speech": True, "transcript": "", "caption": "",
             "credit": ""}  # fmt: skip
    make_post(body=[block("media", media)])
    address = f"{ROOT}{document.url}"

    [rss] = feedparser.parse(client.get("/feed.xml").content).entries
    [atom] = feedparser.parse(client.get("/atom.xml").content).entries
    [item] = json.loads(client.get("/feed.json").content)["items"]

    expected = [(address, "audio/mpeg", "11")]
    assert [(file.href, file.type, file.length) for file in rss.enclosures] == expected
    assert [(file.href, file.type) for file in atom.enclosures] == [expected[0][:2]]
    assert item["attachments"] == [{"url": address, "mime_type": "audio/mpeg", "size_in_bytes": 11}]
