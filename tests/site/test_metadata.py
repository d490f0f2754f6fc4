import datetime as dt
import json

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Site

from blog.site.models import PublicationSettings
from tests.factories import (
    make_author,
    make_event,
    make_image,
    make_paper,
    make_post,
    make_standard_page,
    paper_list,
    prose,
)

ROOT = "http://localhost"


def head(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser").head


def documents(client, address):
    found = head(client, address).select("script[type='application/ld+json']")
    return {kind_of(document): document for document in (json.loads(tag.text) for tag in found)}


def kind_of(document):
    kind = document["@type"]
    return kind if isinstance(kind, str) else kind[-1]


def meta(client, address):
    tags = head(client, address).select("meta[content]")
    return {tag.get("property") or tag.get("name"): tag["content"] for tag in tags}


@pytest.fixture
def report(publication):
    site = Site.objects.get(is_default_site=True)
    PublicationSettings.objects.create(
        site=site, name="The Room", tagline="We listen.", licence="cc-by-4.0"
    )
    ada = make_author("Ada Quill", orcid="0000-0002-1825-0097")
    group = make_author("The Group", kind="organisation", given="", family="")
    return make_post(
        title="Hello </script> & “all”",
        slug="vienna",
        standfirst="A week of talks.",
        authors=[ada, group],
        categories=["Audio"],
        event=make_event("ICLR", 2024, place="Vienna", starts=dt.date(2024, 5, 7)),
        thumbnail=make_image(),
        thumbnail_decorative=True,
        date=dt.datetime(2024, 5, 15, 22, 30, tzinfo=dt.UTC),
        date_offset=120,
        body=[prose(), paper_list([make_paper("Deep Listening", arxiv="2401.00001")])],
    )


def test_a_post_says_to_search_engines_what_it_is_and_who_wrote_it(client, report):
    article = documents(client, "/vienna/")["BlogPosting"]

    assert article["headline"] == "Hello </script> & “all”"
    assert article["mainEntityOfPage"] == f"{ROOT}/vienna/"
    assert article["datePublished"] == "2024-05-16T00:30:00+02:00"
    assert article["dateModified"] >= "2024"
    assert article["image"] == [f"{ROOT}/vienna/card.jpg"]
    assert article["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert article["publisher"]["name"] == "The Room"
    assert article["publisher"]["logo"]["url"] == f"{ROOT}/icons/512.png"
    assert [(item["@type"], item["name"], item["url"]) for item in article["author"]] == [
        ("Person", "Ada Quill", f"{ROOT}/authors/ada-quill/"),
        ("Organization", "The Group", f"{ROOT}/authors/the-group/"),
    ]
    assert article["author"][0]["sameAs"] == ["https://orcid.org/0000-0002-1825-0097"]
    assert article["about"]["location"]["name"] == "Vienna"


def test_the_papers_of_a_post_are_its_citations_with_all_their_authors(client, report):
    [paper] = documents(client, "/vienna/")["BlogPosting"]["citation"]

    assert paper["@type"] == "ScholarlyArticle"
    assert paper["name"] == "Deep Listening"
    assert [author["name"] for author in paper["author"]] == ["Ada Quill", "Bruno Verso"]
    assert paper["sameAs"] == ["https://arxiv.org/abs/2401.00001"]


def test_breadcrumbs_lead_from_the_front_to_the_page(client, report):
    crumbs = documents(client, "/vienna/")["BreadcrumbList"]["itemListElement"]

    assert [(item["position"], item["name"], item["item"]) for item in crumbs] == [
        (1, "The Room", f"{ROOT}/"),
        (2, "ICLR 2024", f"{ROOT}/events/iclr/2024/"),
        (3, "Hello </script> & “all”", f"{ROOT}/vienna/"),
    ]


def test_what_somebody_wrote_cannot_end_the_data_block(client, report):
    source = client.get("/vienna/").content.decode()
    blocks = source.split('<script type="application/ld+json">')[1:]

    assert len(blocks) == 2
    for block in blocks:
        json.loads(block.split("</script>")[0])


def test_the_data_block_is_sent_under_the_strict_policy(client, report):
    policy = client.get("/vienna/")["Content-Security-Policy"]

    assert "script-src 'self';" in policy + ";"
    assert "unsafe" not in policy


def test_a_shared_post_shows_its_title_summary_and_card(client, report):
    found = meta(client, "/vienna/")

    assert found["og:type"] == "article"
    assert found["og:title"] == "Hello </script> & “all”"
    assert found["og:description"] == found["description"] == "A week of talks."
    assert found["og:url"] == f"{ROOT}/vienna/"
    assert found["og:image"] == f"{ROOT}/vienna/card.jpg"
    assert found["twitter:card"] == "summary_large_image"
    assert found["og:locale"] == "en_GB"
    assert found["article:published_time"] == "2024-05-16T00:30:00+02:00"


def test_every_author_is_named_in_order(client, report):
    names = [tag["content"] for tag in head(client, "/vienna/").select("meta[name=author]")]

    assert names == ["Ada Quill", "The Group"]


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/", "Blog"),
        ("/vienna/", "BlogPosting"),
        ("/about/", "WebPage"),
        ("/authors/", "CollectionPage"),
        ("/authors/ada-quill/", "ProfilePage"),
        ("/categories/", "CollectionPage"),
        ("/categories/audio/", "CollectionPage"),
        ("/papers/", "CollectionPage"),
        ("/papers/deep-listening/", "WebPage"),
        ("/events/", "CollectionPage"),
        ("/events/iclr/", "CollectionPage"),
        ("/events/iclr/2024/", "CollectionPage"),
        ("/archive/", "CollectionPage"),
    ],
)
def test_every_kind_of_page_has_one_canonical_address_a_card_and_its_type(
    client, report, address, kind
):
    make_standard_page(title="About", slug="about")

    [canonical] = head(client, address).select("link[rel=canonical]")

    assert canonical["href"] == f"{ROOT}{address}"
    assert kind in documents(client, address)
    assert meta(client, address)["og:image"].endswith("card.jpg")
    assert "robots" not in meta(client, address)


def test_a_post_that_first_appeared_elsewhere_says_so(client, publication):
    make_post(slug="copy", external_canonical="https://lab.example.org/first")

    [canonical] = head(client, "/copy/").select("link[rel=canonical]")

    assert canonical["href"] == "https://lab.example.org/first"


def test_the_second_page_of_a_list_has_an_address_of_its_own(client, publication):
    for _number in range(25):
        make_post(authors=[])

    [canonical] = head(client, "/page/2/").select("link[rel=canonical]")

    assert canonical["href"] == f"{ROOT}/page/2/"


def test_an_author_is_described_as_a_person_with_orcid_affiliation_and_links(client, report):
    author = report.bylines.first().author
    author.bio = "<p>Listens to <b>everything</b>.</p>"
    author.affiliations.create(name="The Lab", url="https://lab.example.org/")
    author.save()

    person = documents(client, "/authors/ada-quill/")["ProfilePage"]["mainEntity"]

    assert person["@type"] == "Person"
    assert person["identifier"]["value"] == "orcid:0000-0002-1825-0097"
    assert person["description"] == "Listens to everything."
    assert person["affiliation"] == [
        {"@type": "Organization", "name": "The Lab", "url": "https://lab.example.org/"}
    ]
    assert (person["givenName"], person["familyName"]) == ("Ada", "Quill")


def test_pages_that_nobody_should_find_say_so(client, report):
    assert meta(client, "/nowhere/")["robots"] == "noindex"
    assert not head(client, "/nowhere/").select("link[rel=canonical], script[type*=json]")
    assert meta(client, "/search/?q=hello")["robots"] == "noindex"
    [canonical] = head(client, "/search/?q=hello").select("link[rel=canonical]")
    assert canonical["href"] == f"{ROOT}/search/"


def test_reference_managers_find_every_author_in_order_and_the_written_day(client, report):
    tags = [
        (tag["name"], tag["content"])
        for tag in head(client, "/vienna/").select("meta[name^=citation_]")
    ]

    assert tags == [
        ("citation_title", "Hello </script> & “all”"),
        ("citation_author", "Quill, Ada"),
        ("citation_author", "The Group,"),
        ("citation_publication_date", "2024/05/16"),
        ("citation_language", "en"),
        ("citation_online_date", "2024/05/16"),
        ("citation_public_url", f"{ROOT}/vienna/"),
        ("citation_fulltext_html_url", f"{ROOT}/vienna/"),
    ]


def test_readers_of_feeds_find_those_of_the_site_and_of_the_page(client, report):
    found = head(client, "/authors/ada-quill/").select("link[rel=alternate][type]")
    links = [
        link
        for link in found
        if not link["href"].endswith((".bib", ".ris", ".json")) or "feed" in link["href"]
    ]

    assert [link["href"] for link in links] == [
        "/authors/ada-quill/feed.xml", "/feed.xml", "/atom.xml", "/feed.json",
    ]  # fmt: skip
    for link in links:
        assert client.get(link["href"])["Content-Type"].startswith(link["type"])


def test_the_e_mail_of_an_author_is_on_no_page(client, report):
    author = report.bylines.first().author
    author.email = "ada@private.example.org"
    author.save()

    for address in ("/vienna/", "/authors/ada-quill/", "/feed.xml", "/atom.xml", "/feed.json"):
        assert b"private.example.org" not in client.get(address).content
