"""Copies and aliases of imported posts."""

import re
import uuid

import pytest
from django.core.management import call_command
from django.urls import reverse

from blog.posts.models import PostPage
from blog.posts.related import rebuild
from blog.transfer.models import ImportRecord
from tests.factories import make_author, make_paper, make_post, make_standard_page, paper_entry
from tests.transfer.trees import write_tree

pytestmark = pytest.mark.django_db

SOURCE = """---
title: Pitch
author: Ada Quill
date: 2020-09-25
url: /2020/09/pitch.html
aliases: [/old-pitch/]
---
Words.
"""


@pytest.fixture
def imported(publication, tmp_path):
    write_tree(tmp_path, {
        "config.toml": 'baseURL = "https://lab.example.org/"\n', "content/posts/pitch.md": SOURCE,
    })  # fmt: skip
    call_command("import_hugo", tmp_path, verbosity=0)
    PostPage.objects.update(translation_group=uuid.uuid4())
    return PostPage.objects.get()


def copy(client, page, slug, **choices):
    data = {"new_title": "Pitch again", "new_slug": slug, "new_parent_page": page.get_parent().pk}
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data | choices)


@pytest.mark.parametrize("choices", [{}, {"publish_copies": "on"}, {"alias": "on"}])
def test_a_copy_of_an_imported_post_is_a_text_of_its_own(client, admin_client, imported, choices):
    assert copy(admin_client, imported, "again", **choices).status_code == 302

    made = PostPage.objects.exclude(pk=imported.pk).get()
    latest = made if made.alias_of_id else made.get_latest_revision_as_object()
    for each in (made, latest):
        assert (each.address, each.former_guid, each.translation_group) == ("", "", None)
    assert made.url == "/again/"
    assert [record.page_id for record in ImportRecord.objects.all()] == [imported.pk]
    assert client.get("/old-pitch/")["Location"] == imported.url == "/2020/09/pitch.html"


@pytest.mark.parametrize("choices", [{}, {"alias": "on"}])
@pytest.mark.parametrize(
    ("slug", "reason"),
    [
        ("papers", "“papers” is an address of the site itself. Choose another slug."),
        ("page", "“page” is an address of the site itself. Choose another slug."),
        ("2019", "“The year” lives at this address already. Choose another."),
    ],
)
def test_a_copy_to_an_address_that_is_taken_is_refused_in_words(
    admin_client, imported, slug, reason, choices
):
    make_standard_page(title="The year", slug="year", address="2019")

    answer = copy(admin_client, imported, slug, **choices)

    assert (answer.status_code, answer.context["form"].errors) == (200, {"new_slug": [reason]})


@pytest.fixture
def alias(publication):
    source = make_post(
        title="The long way", slug="way", address="2020/way", authors=[make_author("Ada Quill")],
        categories=["Travel"], body=[paper_entry(make_paper("Roads"))],
    )  # fmt: skip
    return source.create_alias(parent=publication, update_slug="twin")


def test_an_alias_names_its_source_as_canonical_with_all_its_files(client, alias):
    page = client.get("/twin/").content.decode()

    assert '<link rel="canonical" href="http://localhost/2020/way/">' in page
    assert "The long way" in page
    assert re.findall(r'(?:href|content)="([^"]*twin[^"]*)"', page) == []


LISTS = [
    "/", "/archive/", "/authors/ada-quill/", "/categories/travel/", "/papers/roads/", "/feed.xml",
    "/atom.xml", "/feed.json", "/sitemap.xml", "/llms.txt", "/search/?q=long+way",
    "/authors/ada-quill/feed.xml", "/authors/ada-quill/cite.bib",
]  # fmt: skip


def test_an_alias_is_in_no_list_feed_or_search(client, alias):
    pages = {address: client.get(address).content.decode() for address in LISTS}

    assert [address for address, page in pages.items() if re.search(r"\btwin\b", page)] == []
    assert [address for address, page in pages.items() if "2020/way" not in page] == []


def test_an_alias_follows_its_source_and_keeps_its_own_place(client, alias):
    source = alias.alias_of.specific
    source.title, source.address = "The longer way", "2020/longer"
    source.save_revision().publish()

    alias.refresh_from_db()
    assert (alias.title, alias.address, alias.url) == ("The longer way", "", "/twin/")
    assert 'href="http://localhost/2020/longer/"' in client.get("/twin/").content.decode()


def test_an_alias_of_a_withdrawn_post_is_as_hidden(client, alias):
    alias.alias_of.specific.unpublish()

    assert client.get("/twin/").status_code == 404


def test_an_alias_takes_no_place_among_related_posts(client, publication):
    words = {"title": "Roads over the pass", "standfirst": "Mules, roads and passes in winter."}
    one, other = make_post(**words), make_post(**words)
    for number in range(6):
        other.create_alias(parent=publication, update_slug=f"twin-{number}")

    other.save_revision().publish()
    list(rebuild())

    assert client.get(one.url).context["related_posts"] == [other]
