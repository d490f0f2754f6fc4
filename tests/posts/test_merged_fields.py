"""Merging loses nothing: what both rows say, and what the one that stays says afterwards."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from blog.authors.models import Affiliation, Author, AuthorLink
from blog.papers.models import Event, Paper, PaperIdentifier
from blog.posts.merging import merge
from blog.posts.models import Category, PostSeries
from tests.factories import make_author, make_event, make_image, make_paper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(publication):
    return publication


def compared(client, source, into):
    """Label → the two values, as the page before the merge shows them."""
    address = reverse("merge", args=[source._meta.model_name, source.pk])
    page = BeautifulSoup(client.get(address, {"into": into.pk}).content, "html.parser")
    rows = page.select(".paper-compare tbody tr")
    return {
        row.th.find(string=True).strip(): tuple(" ".join(td.stripped_strings) for td in row("td"))
        for row in rows
    }


def test_an_author_gains_everything_that_the_other_says(django_user_model):
    account = django_user_model.objects.create_user("ada")
    portrait = make_image()
    rich = make_author(
        "Ada Quill",
        orcid="0000-0002-1825-0097",
        bio="<p>Reads <b>papers</b>.</p>",
        role="Guest",
        email="ada@example.org",
        portrait=portrait,
        user=account,
    )
    Affiliation.objects.create(
        author=rich, name="Music Technology Group", url="https://mtg.example/"
    )
    Affiliation.objects.create(author=rich, name="Another Lab")
    AuthorLink.objects.create(author=rich, label="Code", url="https://code.example/ada")
    # What an editor's empty biography is stored as.
    bare = make_author("A. Quill", bio='<p data-block-key="x"></p>')
    Affiliation.objects.create(author=bare, name="music technology group")
    AuthorLink.objects.create(author=bare, label="Code", url="https://code.example/ada/")

    merge(rich, bare)

    merged = Author.objects.get()
    assert (merged.pk, merged.display_name, merged.slug) == (bare.pk, "A. Quill", bare.slug)
    assert (merged.orcid, merged.role, merged.email) == (
        "0000-0002-1825-0097", "Guest", "ada@example.org")  # fmt: skip
    assert (merged.bio, merged.portrait, merged.user) == (
        "<p>Reads <b>papers</b>.</p>", portrait, account)  # fmt: skip
    assert [(each.name, each.url) for each in merged.affiliations.all()] == [
        ("music technology group", "https://mtg.example/"),
        ("Another Lab", ""),
    ]
    assert [each.url for each in merged.links.all()] == ["https://code.example/ada/"]
    assert merged.latest_revision.as_object().orcid == "0000-0002-1825-0097"


def test_both_authors_stand_side_by_side_and_an_editor_says_which_words_stay(admin_client):
    wrong = make_author("Ada Quill", orcid="0000-0002-1825-0097", role="Guest", bio="<p>Short.</p>")
    right = make_author("Ada Quill", orcid="0000-0001-5109-3700", role="Guest")
    Affiliation.objects.create(author=wrong, name="Another Lab", url="https://lab.example/")

    shown = compared(admin_client, wrong, right)

    assert shown["ORCID iD"] == ("0000-0002-1825-0097 Use this one", "0000-0001-5109-3700")
    assert shown["Role"] == ("Guest", "Guest")
    assert shown["Biography"] == ("Short.", "–")
    assert shown["Affiliations"] == ("Another Lab · https://lab.example/", "–")
    assert Author.objects.count() == 2, "looking changes nothing"
    address = reverse("merge", args=["author", wrong.pk])
    admin_client.post(address, {"into": right.pk, "take": ["orcid"]})
    merged = Author.objects.get()
    assert (merged.orcid, merged.bio) == ("0000-0002-1825-0097", "<p>Short.</p>")


def test_without_a_choice_the_words_of_the_one_that_stays_are_kept():
    wrong, right = make_author("Ada Quill", role="Guest"), make_author("A. Quill", role="Editor")

    merge(wrong, right)

    assert (right.role, Author.objects.get().role) == ("Editor", "Editor")


def test_categories_and_series_gain_a_description(admin_client):
    described, plain = Category.named("Articles"), Category.named("Papers")
    Category.objects.filter(pk=described.pk).update(description="What we read.")
    described.refresh_from_db()
    assert compared(admin_client, described, plain)["Description"] == ("What we read.", "–")
    merge(described, plain)
    assert Category.objects.get().description == "What we read."

    described = PostSeries.objects.create(name="A kit", description="In three parts.")
    plain = PostSeries.objects.create(name="The kit")
    merge(described, plain, take=["name"])
    series = PostSeries.objects.get()
    assert (series.name, series.slug, series.description) == (
        "A kit", "the-kit", "In three parts.")  # fmt: skip


def test_an_event_gains_its_place_and_days_and_keeps_its_address():
    known = make_event("International Conference", 2024, place="Vienna", starts="2024-05-07")
    plain = make_event("ICLR", 2024, name="The conference")

    merge(Event.objects.get(pk=known.pk), plain)

    merged = Event.objects.get()
    assert (str(merged), merged.name, merged.place, merged.days) == (
        "ICLR 2024", "The conference", "Vienna", "7 May 2024")  # fmt: skip


def test_a_paper_gains_columns_and_variables_of_its_record():
    printed = make_paper("Attention", volume="12", page="1-9", abstract="We listen.")
    preprint = make_paper("Attention!", type="article", volume="3", **{"container-title": ""})

    merge(printed, preprint)

    merged = Paper.objects.get()
    assert (merged.title, merged.venue, merged.abstract) == (
        "Attention!", "ICLR 2024", "We listen.")  # fmt: skip
    assert {name: merged.csl[name] for name in ("type", "volume", "page", "container-title")} == {
        "type": "paper-conference",
        "volume": "3",
        "page": "1-9",
        "container-title": "ICLR 2024",
    }
    assert merged.identifiers.count() == 2


@pytest.mark.parametrize("keeps_preprint", [True, False])
def test_the_identifier_of_the_published_version_comes_first_after_merging(keeps_preprint):
    preprint = make_paper(
        "Attention!", type="article", arxiv="2401.99001", **{"container-title": ""}
    )
    printed = make_paper("Attention", arxiv="2401.99002")
    PaperIdentifier.objects.create(paper=printed, scheme="doi", value="10.1000/own", sort_order=1)

    pair = (printed, preprint) if keeps_preprint else (preprint, printed)
    merge(*pair)

    merged = Paper.objects.get()
    assert [row.scheme for row in merged.identifiers.all()] == ["doi", "arxiv", "arxiv"]
    assert merged.url == "https://doi.org/10.1000/own"
    assert merged.citation_item["URL"] == "https://doi.org/10.1000/own"


def test_identifiers_of_two_preprints_keep_their_order_when_they_are_merged():
    preprint = {"type": "article", "container-title": ""}
    first, second = (make_paper("Attention", arxiv=f"2401.9900{at}", **preprint) for at in (1, 2))

    merge(second, first)

    values = [row.value for row in Paper.objects.get().identifiers.all()]
    assert values == ["2401.99001", "2401.99002"]
