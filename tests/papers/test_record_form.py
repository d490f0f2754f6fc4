"""Identifiers in the form of a record: whatever people paste is read as the chooser reads it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from blog.papers.models import Paper, PaperIdentifier
from blog.papers.typed import read_typed
from tests.factories import make_author, make_event, make_paper, make_post, paper_entry
from tests.papers.test_identifiers import CASES

pytestmark = pytest.mark.django_db
ADD = "wagtailsnippets_blog_paper:add"


@pytest.fixture(autouse=True)
def site(publication):
    return publication


def record(*identifiers, title="A pasted paper", stored=()):
    """The form as a browser sends it, with `stored` rows first."""
    rows = [(row.pk, row.scheme, row.value) for row in stored]
    rows += [("", scheme, value) for scheme, value in identifiers]
    data = {
        "title": title,
        "authors_text": "Ada Quill",
        "identifiers-TOTAL_FORMS": len(rows),
        "identifiers-INITIAL_FORMS": len(stored),
    }
    for at, (pk, scheme, value) in enumerate(rows):
        row = {"id": pk, "scheme": scheme, "value": value, "ORDER": at + 1, "DELETE": ""}
        data |= {f"identifiers-{at}-{name}": text for name, text in row.items()}
    return data


@pytest.mark.parametrize(
    ("scheme", "pasted", "stored"),
    [
        ("", "https://arxiv.org/abs/2401.12345v2", ("arxiv", "2401.12345")),
        ("arxiv", "https://arxiv.org/pdf/2401.12345", ("arxiv", "2401.12345")),
        ("arxiv", " 2401.12345v3 ", ("arxiv", "2401.12345")),
        ("doi", "https://doi.org/10.1000/XYZ", ("doi", "10.1000/xyz")),
        ("", "doi:10.1000/XYZ", ("doi", "10.1000/xyz")),
        ("doi", "10.48550/arXiv.2401.12345", ("arxiv", "2401.12345")),
        ("url", "https://www.example.org/paper/", ("url", "https://example.org/paper")),
        ("openreview", "HkpYwMZRb", ("openreview", "HkpYwMZRb")),
        ("pubmed", "34265844", ("pubmed", "34265844")),
        ("isbn", "0-262-03561-8", ("isbn", "9780262035613")),
        ("isbn", "https://arxiv.org/abs/2401.12345", ("arxiv", "2401.12345")),
    ],
)
def test_any_spelling_is_stored_in_its_normal_form(admin_client, scheme, pasted, stored):
    admin_client.post(reverse(ADD), record((scheme, pasted)))

    [row] = PaperIdentifier.objects.all()
    assert (row.scheme, row.value) == stored


@pytest.mark.parametrize(
    ("scheme", "pasted"),
    [
        ("url", "javascript:alert(1)"),
        ("", "javascript:alert(1)"),
        ("arxiv", "javascript:alert(1)//2401.1"),
        ("url", "data:text/html,x"),
        ("", "no link at all"),
        ("", "2401"),
        ("doi", "10.1000"),
        ("isbn", "978-0-306-40615-8"),
        ("invented", "7"),
    ],
)
def test_what_is_no_identifier_is_refused_in_words(admin_client, scheme, pasted):
    answer = admin_client.post(reverse(ADD), record((scheme, pasted)))

    assert answer.status_code == 200
    assert Paper.objects.count() == 0
    expected = "is not one of the available choices" if scheme == "invented" else "that we know"
    assert expected in answer.content.decode()


def test_every_stored_form_stays_when_a_record_is_saved_again():
    stored = {(scheme, value) for _spelling, scheme, value in CASES}

    assert {case for case in stored if read_typed(*case) is None} == set()
    again = {(found.scheme, found.value) for found in (read_typed(*case) for case in stored)}
    assert again == stored


def test_an_identifier_of_another_record_is_named_with_a_way_to_merge(admin_client):
    other, own = make_paper("Vocos", arxiv="2401.12345"), make_paper("Vocos?", arxiv="2401.00001")
    address = reverse("wagtailsnippets_blog_paper:edit", args=[own.pk])
    pasted = ("", "https://arxiv.org/abs/2401.12345v2")

    changed = admin_client.post(address, record(pasted, stored=own.identifiers.all()))
    added = admin_client.post(reverse(ADD), record(pasted))

    links = []
    for answer in (changed, added):
        page = BeautifulSoup(answer.content, "html.parser")
        [error] = page.select(".w-field__errors .error-message")
        assert "This identifier belongs to “Vocos”." in error.text
        links.append(error.a["href"])
    assert links == [
        reverse("compare_papers", args=[own.pk, other.pk]),
        reverse("wagtailsnippets_blog_paper:edit", args=[other.pk]),
    ]
    assert Paper.objects.count() == 2


def test_one_identifier_twice_in_a_record_is_refused_in_words(admin_client):
    answer = admin_client.post(
        reverse(ADD), record(("arxiv", "2401.12345"), ("", "https://arxiv.org/abs/2401.12345v2"))
    )

    assert "This is the same as one above. Remove one of the two." in answer.content.decode()
    assert Paper.objects.count() == 0


def test_a_raw_address_that_was_stored_once_leads_nobody_astray(admin_client, client):
    paper = make_paper("Vocos")
    paper.identifiers.all().delete()
    PaperIdentifier.objects.create(paper=paper, scheme="url", value="javascript:alert(1)")
    make_post(slug="report", body=[paper_entry(paper)])

    pages = [client.get(address).content.decode() for address in (
        "/report/", "/feed.xml", "/report/index.md", paper.get_absolute_url(),
        f"{paper.get_absolute_url()}cite.bib", f"{paper.get_absolute_url()}cite.json",
    )]  # fmt: skip

    assert [page for page in pages if "javascript:alert" in page] == []


def test_no_address_of_a_record_that_came_past_its_form_goes_to_readers(client):
    script = "javascript:alert(1)"
    author, event = make_author("Ada Quill"), make_event("ICLR", 2024)
    author.affiliations.create(name="Laboratory", url=script)
    author.links.create(label="Site", url=script)
    author.save()
    make_post(slug="report", authors=[author], event=event)

    for place in ("", "Vienna"):
        type(event).objects.update(url=script, place=place)
        addresses = ("/report/", author.get_absolute_url(), event.get_absolute_url(), "/feed.xml")
        pages = {each: client.get(each).content.decode() for each in addresses}
        assert [each for each, page in pages.items() if "javascript:alert" in page] == []
