"""Citation files are renewed with what they cite."""

import pytest

from blog.authors.models import Author
from blog.core.publishing import Change, touched_addresses
from blog.papers.models import Event, EventSeries
from blog.posts.models import Category, PostSeries
from tests.factories import make_author, make_event, make_paper, make_post, paper_list

pytestmark = pytest.mark.django_db
SUFFIXES = ("bib", "ris", "json")
LISTED = {f"/papers.{suffix}" for suffix in SUFFIXES}
LISTS = {
    "/authors/ada/", "/authors/bruno/", "/categories/audio/", "/events/iclr/", "/events/iclr/2024/",
    "/series/walks/",
}  # fmt: skip


@pytest.fixture
def paper(publication):
    return make_paper("Deep Listening")


@pytest.fixture
def post(paper):
    return make_post(
        slug="vienna", authors=[make_author("Ada", slug="ada")], categories=["Audio"],
        event=make_event("ICLR", 2024), series=PostSeries.objects.create(name="Walks", slug="walks"),
        body=[paper_list([paper], contributor=make_author("Bruno", slug="bruno").pk)],
    )  # fmt: skip


def files(change: Change) -> set[str]:
    found = touched_addresses(change)
    return {
        address
        for address in found
        if address.endswith((".bib", ".ris", "cite.json", "papers.json"))
    }


def behind(bases, *stems) -> set[str]:
    return {f"{base}{stem}.{suffix}" for base in bases for stem in stems for suffix in SUFFIXES}


def test_a_post_renews_its_citations_those_of_its_papers_and_of_its_lists(client, post):
    touched = files(Change("published", "blog.PostPage", post.pk))

    assert (
        touched
        == behind({"/vienna/", *LISTS}, "cite", "papers")
        | behind(["/papers/deep-listening/"], "cite")
        | LISTED
    )
    assert {client.get(address).status_code for address in touched} == {200}


def test_a_corrected_paper_renews_its_citations_and_the_lists_that_carry_it(client, post, paper):
    make_post(slug="elsewhere", body=[paper_list([make_paper()])])
    make_post(slug="draft", live=False, body=[paper_list([paper])])

    touched = files(Change("saved", "blog.Paper", paper.pk))

    assert (
        touched
        == behind(["/papers/deep-listening/"], "cite")
        | behind({"/vienna/", *LISTS}, "papers")
        | LISTED
    )


def test_a_renamed_author_renews_the_citations_of_the_posts_that_credit_it(client, post):
    make_post(slug="elsewhere", authors=[make_author()])
    for slug in ("ada", "bruno"):
        author = Author.objects.get(slug=slug)
        change = Change("saved", "blog.Author", author.pk, old_addresses=("/authors/former/",))

        touched = files(change)

        assert touched == behind({"/vienna/", "/authors/former/", *LISTS}, "cite", "papers")
    assert client.get("/authors/ada/cite.bib").status_code == 200


@pytest.mark.parametrize(
    ("model", "places"),
    [
        (Category, {"/categories/audio/"}),
        (Event, {"/events/iclr/2024/"}),
        (EventSeries, {"/events/iclr/", "/events/iclr/2024/"}),
        (PostSeries, {"/series/walks/"}),
    ],
)
def test_a_group_that_moved_renews_its_files_there_and_where_it_was(client, post, model, places):
    change = Change("saved", model._meta.label, model.objects.get().pk, old_addresses=("/old/",))

    assert files(change) == behind({"/old/", *places}, "cite", "papers")
    assert {client.get(address).status_code for address in behind(places, "cite", "papers")} == {
        200
    }


def test_the_files_of_a_post_that_moved_are_renewed_where_they_were(post):
    touched = files(Change("saved", "blog.PostPage", post.pk, old_addresses=("/wien/",)))

    assert behind(["/wien/"], "cite", "papers") <= touched


def test_what_is_gone_leaves_the_files_of_its_old_address(publication):
    change = Change("deleted", "blog.Paper", 10**6, old_addresses=("/papers/gone/",))

    assert files(change) == behind(["/papers/gone/"], "cite") | LISTED
