"""The slug of every kind of record: what the form takes, its addresses take."""

import unicodedata
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from blog.posts.models import Category, PostSeries
from tests.factories import make_author, make_event, make_paper, make_post, paper_entry
from tests.transfer.edit_form import form_data

pytestmark = pytest.mark.django_db

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
    for slug in ("música", "東京-2024_Πάπυρος"):
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
    for slug in ("two words", "a/b", "c++", "?"):
        answer = save_slug(admin_client, records[kind], slug)

        assert answer.status_code == 200
        assert list(answer.context["form"].errors) == ["slug"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_slug_that_came_past_all_forms_takes_no_list_down(records, kind):
    record, (listing, _files) = records[kind], KINDS[kind]
    type(record).objects.filter(pk=record.pk).update(slug="a b’c++")

    record.refresh_from_db()
    assert unreadable("/", listing, "/feed.xml", "/sitemap.xml", record.get_absolute_url()) == {}
