"""The slug of every kind of record: what the form takes, its addresses take."""

import unicodedata
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from blog.posts.models import Category, PostPage, PostSeries, StandardPage
from tests.factories import (
    make_author,
    make_event,
    make_paper,
    make_post,
    make_standard_page,
    paper_entry,
)
from tests.posts.editing import form_of
from tests.transfer.edit_form import form_data

pytestmark = pytest.mark.django_db

# Vowel signs and points are no letters to Unicode.
MARKED = ("हिन्दी-में", "ภาษาไทย-ที่", "தமிழ்", "مُدَوَّنة")
# The list that names the record, and the files below its page.
KINDS = {
    "author": ("/authors/", ["feed.xml", "cite.bib", "card.jpg"]),
    "category": ("/categories/", ["feed.json", "cite.ris", "card.jpg", "papers.bib"]),
    "paper": ("/papers/", ["cite.json", "card.jpg"]),
    "event series": ("/events/", ["atom.xml", "cite.bib", "2024/", "2024/feed.xml"]),
    "post series": ("/archive/", ["cite.bib"]),
}


@pytest.fixture
def records(publication):
    author, paper, event = make_author("Ada Quill"), make_paper(), make_event()
    series = PostSeries.objects.create(name="Travels")
    make_post(
        authors=[author],
        event=event,
        series=series,
        categories=["Music"],
        body=[paper_entry(paper)],
    )
    return {
        "author": author,
        "category": Category.named("Music"),
        "paper": paper,
        "event series": event.series,
        "post series": series,
    }


def save_slug(client, record, slug):
    address = reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk])
    data = form_data(client.get(address).content, None) | {"slug": slug}
    return client.post(address, data)


def unreadable(*addresses):
    answers = {address: Client().get(address).status_code for address in addresses}
    return {address: status for address, status in answers.items() if status != 200}


@pytest.mark.parametrize("kind", KINDS)
def test_a_slug_in_letters_of_any_script_is_an_address(admin_client, records, kind):
    record, (listing, files) = records[kind], KINDS[kind]
    for slug in ("música", "東京-2024_Πάπυρος", *MARKED):
        saved = save_slug(admin_client, record, unicodedata.normalize("NFD", slug))

        record.refresh_from_db()
        page = record.get_absolute_url()
        assert (saved.status_code, record.slug) == (302, slug)
        assert unquote(page).endswith(f"/{slug}/")
        assert unreadable(page, *(page + file for file in files)) == {}
    everywhere = ["/", listing, "/feed.xml", "/sitemap.xml", "/search/?q=report", "/llms.txt"]
    assert unreadable(*everywhere, unicodedata.normalize("NFD", page)) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_a_slug_that_would_be_no_address_is_refused_at_its_field(admin_client, records, kind):
    for slug in (
        "two words",
        "a/b",
        "c++",
        "?",
        "-\N{COMBINING ACUTE ACCENT}a",
        "a\N{VARIATION SELECTOR-16}",
    ):
        answer = save_slug(admin_client, records[kind], slug)

        assert answer.status_code == 200
        assert list(answer.context["form"].errors) == ["slug"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_slug_that_came_past_all_forms_takes_no_list_down(records, kind):
    record, (listing, _files) = records[kind], KINDS[kind]
    type(record).objects.filter(pk=record.pk).update(slug="a b’c++")

    record.refresh_from_db()
    assert unreadable("/", listing, "/feed.xml", "/sitemap.xml", record.get_absolute_url()) == {}


@pytest.mark.parametrize("make", [make_post, make_standard_page])
@pytest.mark.parametrize("slug", ["música", "東京-2024_Πάπυρος", *MARKED])
def test_a_page_takes_the_slugs_that_records_take(admin_client, publication, make, slug):
    page = make(publication, title="Words", slug="words")
    typed = unicodedata.normalize("NFD", slug)
    form = form_of(page, [], slug=typed) | {"action-publish": "1"}

    saved = admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)

    page.refresh_from_db()
    assert (saved.status_code, page.slug, unquote(page.url)) == (302, slug, f"/{slug}/")
    assert unreadable(page.url, f"{page.url}index.md", "/", "/feed.xml", "/sitemap.xml") == {}
    assert unreadable(unicodedata.normalize("NFD", f"/{slug}/")) == {}


@pytest.mark.parametrize("slug", ["two words", "a/b", "c++", "-\N{COMBINING ACUTE ACCENT}a"])
def test_a_page_refuses_the_slugs_that_records_refuse(admin_client, publication, slug):
    page = make_post(publication, slug="words")
    form = form_of(page, [], slug=slug) | {"action-publish": "1"}

    answer = admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)

    assert list(answer.context["form"].errors) == ["slug"]


def test_a_title_gives_a_page_a_slug_with_all_its_signs(publication):
    for model in (PostPage, StandardPage):
        page = publication.add_child(instance=model(title="हिन्दी में कविता"))
        page.delete()

        assert page.slug == "हिन्दी-में-कविता"


def test_a_copy_may_have_such_a_slug(admin_client, publication):
    page = make_post(publication, slug="words")
    form = {
        "new_title": "Copy",
        "new_slug": "हिन्दी",
        "new_parent_page": publication.pk,
        "copy_subpages": "",
        "publish_copies": "",
    }

    answer = admin_client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)

    assert (answer.status_code, PostPage.objects.filter(slug="हिन्दी").count()) == (302, 1)
