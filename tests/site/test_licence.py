"""The licence of a post, the same in every output."""

import json

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Site

from blog.site.models import PublicationSettings
from tests.factories import make_author, make_post, make_standard_page, prose

pytestmark = pytest.mark.django_db
OWN = "https://creativecommons.org/licenses/by-nc/4.0/"
GENERAL = "https://creativecommons.org/licenses/by/4.0/"
FILES = ("index.md", "cite.bib", "cite.ris", "cite.json")


@pytest.fixture
def publication_licence(publication):
    settings = PublicationSettings.for_site(Site.objects.get())
    settings.licence = "cc-by-4.0"
    settings.save()


@pytest.fixture
def posts(publication_licence):
    words = {"authors": [make_author("Ada Quill")], "body": [prose()]}
    make_post(title="Own", slug="own", licence="cc-by-nc-4.0", **words)
    make_post(title="General", slug="general", **words)
    make_post(title="Reserved", slug="reserved", licence="all-rights-reserved", **words)


def statement(client, address):
    page = BeautifulSoup(client.get(address).content, "html.parser")
    line = page.select_one(".licence")
    return line and " ".join(line.text.split()), [a["href"] for a in page.select("a[rel=license]")]


def test_a_page_names_a_licence_of_its_own_and_no_other_as_its_licence(client, posts):
    make_standard_page(title="About", slug="about", licence="cc-by-nc-4.0")

    assert statement(client, "/own/") == ("This text is under CC BY-NC 4.0.", [OWN])
    assert statement(client, "/about/") == ("This text is under CC BY-NC 4.0.", [OWN])
    assert statement(client, "/general/") == (None, [GENERAL])
    assert statement(client, "/reserved/") == ("All rights reserved.", [])
    assert statement(client, "/") == (None, [GENERAL])
    assert statement(client, "/archive/") == (None, [GENERAL])


@pytest.mark.parametrize("file", FILES)
def test_every_file_of_a_post_says_its_licence(client, posts, file):
    own, general, reserved = (
        client.get(f"/{slug}/{file}").content.decode() for slug in ("own", "general", "reserved")
    )

    assert f"CC BY-NC 4.0 ({OWN})" in own
    assert GENERAL not in own
    assert f"CC BY 4.0 ({GENERAL})" in general
    assert "All rights reserved" in reserved
    assert GENERAL not in reserved


def test_lists_of_citations_and_feeds_say_the_licence_of_each(client, posts):
    cited = client.get("/authors/ada-quill/cite.json").json()
    feed = client.get("/feed.json").json()

    expected = {"Own": OWN, "General": GENERAL, "Reserved": ""}
    notes = {item["title"]: item["note"] for item in cited}
    assert notes == {
        "Own": f"Licence: CC BY-NC 4.0 ({OWN})",
        "General": f"Licence: CC BY 4.0 ({GENERAL})",
        "Reserved": "Licence: All rights reserved",
    }
    items = {item["title"]: item["_licence"].get("url", "") for item in feed["items"]}
    assert items == expected


def test_machines_read_it_in_the_head_too(client, posts):
    page = BeautifulSoup(client.get("/own/").content, "html.parser")
    documents = [json.loads(tag.text) for tag in page.select("script[type='application/ld+json']")]

    assert [each["license"] for each in documents if "license" in each] == [OWN]
