"""A redirect of ours never leads to another site, whatever the request line or the referrer says."""

import re
from pathlib import Path
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

import blog
from tests.factories import make_author, make_post, prose

pytestmark = pytest.mark.django_db
STARTS = [
    "//evil.example", "///evil.example", "/\\evil.example", "/%5Cevil.example", "/%2Fevil.example",
    "//evil.example%2F..", "/%09/evil.example", "//user@evil.example:80", "//%65vil.example",
    "/.//evil.example", "http://evil.example",
]  # fmt: skip
ENDS = [
    "/index.md?page=2", "/index.md?page=1", "/cite.bib?page=2", "/feed.xml?page=2", "/page/1/",
    "/page/1/feed.xml", "/?page=2", "/VIENNA/", "/?p=1", "/?paged=2", "/index.html", "/vienna",
    "/authors/?page=2", "/authors/ada-quill/page/1/", "/2014/", "/rss/", "/index.xml",
]  # fmt: skip


def leads_to_host(response, asked: str) -> str:
    """As a browser reads it, which takes \\ for / and leaves tabs out."""
    location = response["Location"].replace("\\", "/").replace("\t", "")
    return urlsplit(urljoin(f"http://testserver{asked}", location)).netloc


@pytest.fixture
def site(publication):
    make_post(slug="vienna", authors=[make_author("Ada Quill")], body=[prose()])


@pytest.mark.parametrize("start", STARTS)
def test_no_request_line_is_led_to_another_host(client, site, start):
    for end in ENDS:
        path, _mark, query = f"{start}{end}".partition("?")

        sent = unquote_to_bytes(path).decode("latin-1")
        response = client.generic("GET", "/", PATH_INFO=sent, QUERY_STRING=query)

        assert response.status_code in (200, 301, 302, 404)
        if "Location" in response:
            assert leads_to_host(response, "/") == "testserver", f"{start}{end}"


@pytest.mark.parametrize(
    ("referrer", "target"),
    [
        ("http://testserver/admin/snippets/blog/author/?p=2", "/admin/snippets/blog/author/?p=2"),
        ("https://evil.example/admin/", "/admin/"),
        ("//evil.example/", "/%2Fevil.example/"),
        ("javascript:alert(1)", "/admin/"),
        ("http://[evil", "/admin/"),
        ("", "/admin/"),
    ],
)
def test_a_refused_deletion_leads_back_and_never_to_another_site(
    admin_client, publication, referrer, target
):
    author = make_author("Ada Quill")
    make_post(authors=[author])
    delete = reverse("wagtailsnippets_blog_author:delete", args=[author.pk])

    response = admin_client.post(delete, headers={"Referer": referrer} if referrer else {})

    assert response.status_code == 302
    assert response["Location"].removeprefix("http://testserver") == target


def test_a_redirect_that_an_editor_stored_may_lead_to_another_site(client, publication):
    Redirect.objects.create(old_path="/?p=7", redirect_link="https://lab.example.org/seven/")

    assert client.get("/?p=7")["Location"] == "https://lab.example.org/seven/"


def test_every_redirect_is_built_by_the_one_function():
    builders = re.compile(r"\b(?:redirect|HttpResponse(?:Permanent)?Redirect|RedirectView)\(")
    package = Path(blog.__file__).parent

    building = {
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if builders.search(path.read_text(encoding="utf-8"))
    }

    assert building == {"core/redirects.py"}
