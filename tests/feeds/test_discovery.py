import datetime as dt
import io
import json
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree
from PIL import Image
from wagtail.models import PageViewRestriction, Site

from blog.posts.models import PostPage
from blog.site.models import PublicationSettings
from tests.factories import (
    image_block,
    make_author,
    make_event,
    make_image,
    make_paper,
    make_post,
    make_standard_page,
    paper_entry,
)

ROOT = "http://localhost"
NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "i": "http://www.google.com/schemas/sitemap-image/1.1",
    "x": "http://www.w3.org/1999/xhtml",
}


def sitemap(client, address="/sitemap.xml"):
    return etree.fromstring(client.get(address).content)


def test_the_sitemap_names_every_public_page_once(client, publication):
    make_post(
        slug="vienna",
        authors=[make_author("Ada Quill")],
        categories=["Audio"],
        event=make_event("ICLR", 2024),
        body=[paper_entry(make_paper("Deep Listening"))],
    )
    make_standard_page(slug="about")

    found = [item.text.removeprefix(ROOT) for item in sitemap(client).findall(".//s:loc", NS)]

    assert sorted(found) == sorted(
        "/ /papers/ /events/ /authors/ /categories/ /archive/ /vienna/ /about/ "
        "/papers/deep-listening/ /authors/ada-quill/ /events/iclr/2024/ /events/iclr/ "
        "/categories/audio/".split()
    )
    for address in found:
        assert client.get(address).status_code == 200


def test_the_sitemap_says_when_a_post_and_what_shows_it_changed(client, publication):
    post = make_post(slug="vienna", authors=[make_author("Ada Quill")])
    moment = dt.datetime(2024, 6, 1, 10, tzinfo=dt.UTC)
    PostPage.objects.filter(pk=post.pk).update(last_published_at=moment, changed=moment)

    changed = {
        url.findtext("s:loc", namespaces=NS): url.findtext("s:lastmod", namespaces=NS)
        for url in sitemap(client)
    }

    assert changed[f"{ROOT}/vienna/"] == "2024-06-01T10:00:00+00:00"
    assert changed[f"{ROOT}/authors/ada-quill/"] == "2024-06-01T10:00:00+00:00"


def test_the_sitemap_names_pictures_and_translations(client, publication):
    group, hall = uuid.uuid4(), make_image()
    hall.get_rendition("width-320|format-png")
    make_post(slug="hall", language="en", translation_group=group, body=[image_block(hall)])
    make_post(slug="sala", language="es", translation_group=group)

    [url] = [
        item for item in sitemap(client) if item.findtext("s:loc", namespaces=NS) == f"{ROOT}/hall/"
    ]

    [picture] = url.findall("i:image/i:loc", NS)
    assert picture.text == f"{ROOT}{hall.renditions.get().url}"
    assert {link.get("hreflang"): link.get("href") for link in url.findall("x:link", NS)} == {
        "en": f"{ROOT}/hall/",
        "es": f"{ROOT}/sala/",
    }


def test_nothing_that_is_not_public_is_in_sitemap_or_llms_txt(client, publication):
    author, paper = make_author("Secret Author"), make_paper("Secret Paper")
    hidden = {"authors": [author], "body": [paper_entry(paper)], "event": make_event("SECRET")}
    make_post(title="Secret draft", slug="secret-draft", live=False, **hidden)
    private = make_post(title="Secret members", slug="secret-members", **hidden)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    expired = make_post(title="Secret old", slug="secret-old", categories=["Secret"], **hidden)
    PostPage.objects.filter(pk=expired.pk).update(expire_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    page = make_standard_page(slug="secret-page")
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    for address in ("/sitemap.xml", "/llms.txt"):
        assert b"secret" not in client.get(address).content.lower()


def test_a_large_sitemap_becomes_an_index_of_parts(client, publication, monkeypatch):
    monkeypatch.setattr("blog.feeds.views.PART_SIZE", 5)
    for number in range(4):
        make_post(slug=f"report-{number}")

    parts = [item.text.removeprefix(ROOT) for item in sitemap(client).findall(".//s:loc", NS)]
    places = [loc.text for part in parts for loc in sitemap(client, part).findall(".//s:loc", NS)]

    assert parts == ["/sitemap-1.xml", "/sitemap-2.xml"]
    assert len(places) == len(set(places)) == 10
    assert client.get("/sitemap-3.xml").status_code == 404


def test_the_sitemap_costs_the_same_number_of_queries_for_one_post_and_for_six(
    client, publication, django_assert_num_queries
):
    def post():
        body = [paper_entry(make_paper()), image_block(make_image())]
        make_post(authors=[make_author()], categories=[f"c{body[0]['id']}"], body=body)

    post()
    client.get("/sitemap.xml")
    with CaptureQueriesContext(connection) as queries:
        client.get("/sitemap.xml")
    for _number in range(5):
        post()

    with django_assert_num_queries(len(queries)):
        client.get("/sitemap.xml")


def test_robots_may_read_all_but_admin_and_search(client, publication):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        "User-agent: *\nDisallow: /admin/\nDisallow: /search/\n\n"
        "Sitemap: http://localhost/sitemap.xml\n"
    )


def test_llms_txt_lists_reports_with_authors_dates_and_summaries(client, publication):
    site = Site.objects.get(is_default_site=True)
    PublicationSettings.objects.create(site=site, name="The Room", tagline="We listen.")
    make_post(
        title="Ten [good] papers",
        slug="ten",
        standfirst="What we heard.",
        authors=[make_author("Ada Quill"), make_author("Bruno Verso")],
        date=dt.datetime(2024, 5, 15, tzinfo=dt.UTC),
    )

    text = client.get("/llms.txt").content.decode()

    assert text.startswith("# The Room\n\n> We listen.\n")
    assert (
        "- [Ten (good) papers](http://localhost/ten/index.md): "
        "Ada Quill and Bruno Verso, 2024-05-15. What we heard."
    ) in text.splitlines()
    assert client.get("/ten/index.md").status_code == 200


def test_the_manifest_names_icons_that_are_there_in_the_size_it_says(client, publication):
    site = Site.objects.get(is_default_site=True)
    PublicationSettings.objects.create(site=site, name="The Listening Room", tagline="We listen.")
    response = client.get("/manifest.webmanifest")
    manifest = json.loads(response.content)

    assert response["Content-Type"] == "application/manifest+json; charset=utf-8"
    icons = manifest.pop("icons")
    assert manifest == {
        "name": "The Listening Room", "short_name": "The Listenin", "description": "We listen.",
        "lang": "en", "id": "/", "start_url": "/", "scope": "/", "display": "minimal-ui",
        "background_color": "#fbf8f2", "theme_color": "#fbf8f2",
    }  # fmt: skip
    sizes = []
    for icon in icons:
        assert (icon["type"], icon["purpose"]) == ("image/png", "any maskable")
        picture = Image.open(io.BytesIO(client.get(icon["src"]).content))
        assert icon["sizes"] == f"{picture.width}x{picture.height}"
        sizes.append(picture.width)
    assert sizes == [192, 512]


def test_icons_carry_the_colour_of_the_group(client, publication):
    site = Site.objects.get(is_default_site=True)
    PublicationSettings.objects.create(site=site, accent="#1b4ba5")

    picture = Image.open(io.BytesIO(client.get("/icons/192.png").content))

    assert (0x1B, 0x4B, 0xA5) in {colour for _count, colour in picture.getcolors(100_000)}
    assert client.get("/icons/193.png").status_code == 404
    assert Image.open(io.BytesIO(client.get("/favicon.ico").content)).size == (32, 32)


def test_a_browser_can_add_our_search(client, publication):
    site = Site.objects.get(is_default_site=True)
    PublicationSettings.objects.create(site=site, name="The Listening & Reading Room")

    response = client.get("/opensearch.xml")

    spec = "{http://a9.com/-/spec/opensearch/1.1/}"
    root = etree.fromstring(response.content)
    assert response["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    assert [(child.tag.removeprefix(spec), child.text, dict(child.attrib)) for child in root] == [
        ("ShortName", "The Listening &", {}),
        ("LongName", "The Listening & Reading Room", {}),
        ("Description", "Search reports, papers and authors of The Listening & Reading Room", {}),
        ("Language", "en", {}),
        ("InputEncoding", "UTF-8", {}),
        ("Image", f"{ROOT}/icons/32.png", {"width": "32", "height": "32", "type": "image/png"}),
        ("Url", None, {"type": "text/html", "method": "get",
                       "template": f"{ROOT}/search/?q={{searchTerms}}"}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "address",
    ["/sitemap.xml", "/robots.txt", "/llms.txt", "/manifest.webmanifest", "/icons/32.png"],
)
def test_files_for_machines_answer_304_and_refuse_other_methods(client, publication, address):
    first = client.get(address)

    again = client.get(address, headers={"if-none-match": first["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)
    assert client.delete(address).status_code == 405
    assert not first.cookies
