"""Whatever is asked for: a page, a redirect, a 404 or a 405. An exception fails these tests."""

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, resolve

from blog.posts.models import PostSeries
from tests.factories import (
    image_block,
    make_author,
    make_event,
    make_image,
    make_paper,
    make_post,
    make_standard_page,
    paper_list,
)

# Every route of ours, each by one address.
ADDRESSES = [
    "/", "/page/2/", "/vienna/", "/about/", "/vienna/index.md", "/vienna/papers.bib",
    "/vienna/card.jpg", "/authors/", "/authors/ada-quill/", "/authors/ada-quill/page/2/",
    "/authors/ada-quill/card.jpg", "/categories/", "/categories/audio/",
    "/categories/audio/page/2/", "/categories/audio/card.jpg", "/papers/", "/papers/page/2/",
    "/papers/card.jpg", "/papers/deep-listening/", "/papers/deep-listening/cite.bib",
    "/papers/deep-listening/card.jpg", "/events/", "/events/iclr/", "/events/iclr/2024/",
    "/events/iclr/2024/card.jpg", "/series/walks/", "/archive/", "/search/", "/search/page/2/",
    "/look/a5241b-ef8b7c-00000000.css", "/papers.bib", "/search.ris", "/card.jpg", "/sitemap.xml", "/sitemap-1.xml",
    "/robots.txt", "/llms.txt",
    "/manifest.webmanifest", "/opensearch.xml", "/icons/180.png", "/favicon.ico",
    "/2014/05/walk.html", "/vienna/cite.bib", *(f"{place}{name}" for place in ("/authors/ada-quill/",
      "/categories/audio/", "/events/iclr/", "/events/iclr/2024/", "/series/walks/")
      for name in ("cite.ris", "papers.json")),
    *(f"{place}{page}{name}" for place in ("/", "/authors/ada-quill/", "/categories/audio/",
      "/events/iclr/", "/events/iclr/2024/") for page in ("", "page/2/")
      for name in ("feed.xml", "atom.xml", "feed.json")),
]  # fmt: skip
PAGES = [
    "/", "/vienna/", "/about/", "/authors/", "/authors/ada-quill/", "/categories/",
    "/categories/audio/", "/papers/", "/papers/deep-listening/", "/events/", "/events/iclr/",
    "/events/iclr/2024/", "/series/walks/", "/archive/", "/search/",
]  # fmt: skip
FILES = [
    "/feed.xml", "/authors/ada-quill/atom.xml", "/events/iclr/2024/feed.json", "/card.jpg",
    "/vienna/card.jpg", "/vienna/index.md", "/vienna/papers.bib", "/papers/deep-listening/cite.bib",
    "/look/a5241b-ef8b7c-00000000.css", "/sitemap.xml", "/robots.txt", "/llms.txt", "/manifest.webmanifest",
    "/opensearch.xml", "/icons/180.png", "/favicon.ico",
]  # fmt: skip
ENDLESS = "9" * 5000
MARK = "<script>alert(1)</script>\"'><x"
QUERIES = [
    "page=abc", "page=-1", "page=0", "page=1", "page=99999", "page=9223372036854775808",
    f"page={ENDLESS}", "page=%C2%B2", "page=%00", "page=1&page=2", "page=", "page[]=1",
    "q=%00", "q=a%22b", f"q={'x' * 10_240}", "q=%ff%fe", "%ff=%ff", "%00=1", "=&&&=;", "q=%ED%A0%80",
    "kind=nothing&year=abc&event=%00&language=xx&author=%ff&category=" + "c" * 2000,
    "author=%00&venue=%ff&by=..%2f&year=%C2%B2&q=%22", "q=%22%22&author=,,&venue=" + "v" * 10_240,
    "sort=%00", "year=99999999999999999999", "=".join(["q"] * 900),
]  # fmt: skip
PATHS = [
    "/%00", "/%00/", "/%ff", "/%ff/", "/%C3%28/", "//", "///", "//example.org/", "//example.org/..",
    "/..;/", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/.%00./", "/%5c%5cexample.org/",
    "/vienna//", "/vienna/%00/", "/vienna/..", "/vienna/../", "/vienna/;a=b/", "/vienna%20/", "/%20/",
    "/%0d%0aSet-Cookie:a=b/", "/%E2%80%AE/", "/%F0%9F%8E%A7/", "/a" * 2000, "/" + "a" * 10_000,
    "/" + "%F0%9F%8E%A7" * 2000 + "/", "/page/0/", "/page/00002/", "/page/-1/", "/page/abc/",
    "/page/99999/", "/page/9223372036854775808/", f"/page/{ENDLESS}/", f"/papers/page/{ENDLESS}/",
    "/papers/page/0/", "/search/page/0/", f"/search/page/{ENDLESS}/?q=vienna",
    "/search/page/9223372036854775808/?q=vienna", "/authors/%00/", "/authors/ada%00quill/",
    "/authors/nobody/page/99999999999999999999/", "/authors/ada-quill/page/99999999999999999999/",
    "/papers/" + "p" * 5000 + "/", "/events/iclr/0/", "/events/iclr/9223372036854775808/",
    f"/events/iclr/{ENDLESS}/", "/events/iclr/99999999999/feed.xml", "/events/iclr/abc/",
    "/events/%00/2024/", "/categories/audio/page/0/feed.xml", "/page/99999999999999999999/atom.xml",
    "/sitemap-0.xml", "/sitemap-99999999999999999999.xml", f"/sitemap-{ENDLESS}.xml",
    "/icons/0.png", "/icons/99999999999999999999.png", f"/icons/{ENDLESS}.png", "/icons/181.png",
    "/%00/card.jpg", "/%ff/card.jpg", "//card.jpg", "/../card.jpg", "/%00/index.md", "//index.md",
    "/..%2f..%2fetc/index.md", "/%00/papers.bib", "/" + "a" * 5000 + "/papers.bib",
    "/papers/nothing/cite.bib", "/media/%00", "/media/../../manage.py", "/media/..%2f..%2fmanage.py",
    "/media/" + "a" * 5000, "/media/%ff", "/media//etc/passwd", "/media/", "/media/a/../../x",
    "/documents/99999999999999999999/x.pdf", "/documents/1/%00", "/static/%00", "/static/" + "a" * 5000,
    "/.git/config", "/.env", "/wp-login.php", "/healthz/", "/readyz/x", "/feed.xml/", "/robots.txt/",
    "/index.php?x=1", "/vienna/feed.xml", "/search/%00/", "/search/page/2", "/archive/page/2/",
]  # fmt: skip


@pytest.fixture
def site(publication):
    series = PostSeries.objects.create(name="Walks", slug="walks")
    make_standard_page(title="About", slug="about")
    make_post(title="The walk", slug="the-walk", address="2014/05/walk.html")
    fields = {
        "authors": [make_author("Ada Quill")],
        "categories": ["Audio"],
        "event": make_event(),
        "series": series,
        "body": [paper_list([make_paper("Deep Listening")])],
    }
    return make_post(title="Vienna", slug="vienna", **fields)


@pytest.fixture
def stranger():
    """Gets a 500 where the site breaks, so that one break does not hide the next."""
    return Client(raise_request_exception=False)


def routes(patterns, prefix=""):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, prefix + str(pattern.pattern))
        else:
            yield prefix + str(pattern.pattern)


def shown(address: str) -> str:
    return address if len(address) < 60 else f"{address[:50]}…{len(address)}"


def test_these_are_all_routes_there_are():
    ours = {
        route
        for route in routes(get_resolver().url_patterns)
        if not route.startswith(("admin/", "documents/", "^media/", "healthz", "readyz"))
    }

    assert {resolve(address).route for address in ADDRESSES} == ours


def test_every_route_leads_to_a_page_or_beyond_the_end_of_a_list(client, site):
    answers = {address: client.get(address).status_code for address in ADDRESSES}
    elsewhere = {address for address, status in answers.items() if status in (301, 404)}

    assert set(answers.values()) <= {200, 301, 404}
    assert elsewhere == {address for address in ADDRESSES if "/page/2/" in address} | {
        "/sitemap-1.xml", "/search.ris",
    }  # fmt: skip


def test_no_query_breaks_a_page(stranger, site):
    found = {}
    for address in [*PAGES, *FILES]:
        for query in QUERIES if address in PAGES else QUERIES[:8]:
            status = stranger.get(f"{address}?{query}").status_code
            beyond_the_end = status == 404 and "page=" in str(query)
            if status not in (200, 301) and not beyond_the_end:
                found[address, shown(query)] = status

    assert found == {}


def test_no_address_breaks_the_site(stranger, site):
    found = {}
    for path in PATHS:
        answer = stranger.generic("GET", path)
        target = answer.get("Location", "/")
        if (
            answer.status_code not in (200, 301, 404)
            or answer.cookies
            or not target.startswith("/")
            or target.startswith(("//", "/\\"))
        ):
            found[shown(path)] = (answer.status_code, shown(target))

    assert found == {}


def test_what_was_asked_is_never_repeated_unescaped(client, site):
    for address in [*PAGES, *FILES, "/nowhere/", f"/{MARK}/"]:
        asked = dict.fromkeys(
            ("q", "page", "kind", "author", "venue", "by", "year", "sort", MARK), MARK
        )

        assert b"<script>alert" not in client.get(address, asked).content


def test_pages_are_only_read(site):
    strict = Client(enforce_csrf_checks=True)
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "BREW"):
        for address in [*ADDRESSES, "/nowhere/", "/media/x.jpg", "/healthz", "/readyz"]:
            answer = strict.generic(method, address)

            assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD"), address
            assert not answer.cookies


def test_somebody_who_asks_is_told_the_methods(client, site):
    answer = client.options("/vienna/")

    assert (answer.status_code, answer["Allow"], answer.content) == (204, "GET, HEAD", b"")


def test_heads_are_those_of_the_pages(client, site):
    for address in [*PAGES, *FILES]:
        whole, head = client.get(address), client.head(address)
        assert (head.status_code, head.content) == (whole.status_code, b"")
        assert head["Content-Type"] == whole["Content-Type"]


@pytest.mark.parametrize(
    ("asked", "target"),
    [
        ("/vienna", "/vienna/"),
        ("/VIENNA/", "/vienna/"),
        ("/VIENNA", "/vienna/"),
        ("/Vienna", "/vienna/"),
        ("/Authors/Ada-Quill/", "/authors/ada-quill/"),
        ("/papers/Deep-Listening/cite.bib", "/papers/deep-listening/cite.bib"),
        ("/FEED.XML", "/feed.xml"),
        ("/events/ICLR/2024", "/events/iclr/2024/"),
        ("/Search/?q=Vienna", "/search/?q=Vienna"),
        ("/search?q=Vienna", "/search/?q=Vienna"),
        ("/papers/?page=1", "/papers/"),
        ("/papers/page/1/", "/papers/"),
    ],
)
def test_an_address_that_is_nearly_right_leads_to_the_right_one(client, site, asked, target):
    answer = client.get(asked, follow=True)

    assert answer.redirect_chain[-1] == (target, 301)
    assert answer.status_code == 200


@pytest.mark.parametrize("asked", ["/NOWHERE/", "/Authors/Nobody/", "/\u212a/", "/İ/", "/ß/"])
def test_capitals_of_nothing_are_not_found_and_lead_nowhere(client, site, asked):
    assert client.get(asked).status_code == 404


def test_an_imported_address_keeps_its_capitals(client, site):
    make_post(slug="tour", address="2014/05/Tour")

    assert client.get("/2014/05/Tour/").status_code == 200
    assert client.get("/2014/05/TOUR/").status_code == 404


@pytest.mark.parametrize(
    "host", ["evil.example.org", "localhost:80@evil.example.org", "", "a b", "[::1", "localhost:x"]
)
def test_only_our_own_hosts_are_answered(client, site, settings, host):
    settings.ALLOWED_HOSTS = ["localhost"]

    for address in ("/", "/vienna/", "/feed.xml", "/nowhere/"):
        answer = client.get(address, headers={"host": host})
        assert answer.status_code == 400
        assert b"evil" not in answer.content


def test_a_forwarded_host_changes_no_address(client, site):
    plain = client.get("/vienna/").content

    forwarded = client.get("/vienna/", headers={"x-forwarded-host": "evil.example.org"})

    assert forwarded.content == plain


def test_a_post_whose_picture_is_gone_is_shown_without_it(client, publication):
    image = make_image("gone.png")
    make_post(
        slug="gone",
        thumbnail=image,
        body=[image_block(image, alt="An empty hall"), image_block(None, alt="Never there")],
        authors=[make_author("Ada Quill", portrait=image)],
    )
    image.file.storage.delete(image.file.name)
    for rendition in image.renditions.all():
        rendition.file.storage.delete(rendition.file.name)
    image.renditions.all().delete()

    for address in ("/gone/", "/", "/archive/", "/authors/", "/authors/ada-quill/", "/feed.xml",
                    "/atom.xml", "/feed.json", "/sitemap.xml", "/gone/card.jpg", "/gone/index.md",
                    "/authors/ada-quill/card.jpg", "/card.jpg"):  # fmt: skip
        assert client.get(address).status_code == 200, address
    page = client.get("/gone/").content.decode()
    assert "An empty hall" in page
    assert "Never there" in page
