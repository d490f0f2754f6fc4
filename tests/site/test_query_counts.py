"""Pages cost a fixed number of queries, however much they show. Nothing is cached in between."""

import itertools

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.images.pipeline import build_renditions
from blog.posts.models import PostSeries
from tests.factories import (
    image_block,
    make_author,
    make_event,
    make_image,
    make_paper,
    make_post,
    paper_entry,
    paper_list,
    prose,
)
from tests.posts.test_galleries import gallery, picture
from tests.posts.test_post_links import post_link
from tests.posts.test_recordings import WEBM, WORDS, make_document, media_block

pytestmark = pytest.mark.django_db
POST, LISTING, SEARCH = 20, 14, 12


def queries(client, address: str) -> int:
    """Of the second anonymous request: the first fills what Django keeps for good."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.get(address)
        assert answer.status_code == 200
    return len(captured)


@pytest.fixture
def people(publication):
    image = make_image("face.png", size=(400, 400))
    build_renditions(image.pk)
    return [make_author(portrait=image, orcid="") for _number in range(3)]


def make_round_up(slug, entries, people, **fields):
    papers = [make_paper() for _number in range(entries)]
    image = make_image(f"{slug}.png", default_alt="A hall")
    build_renditions(image.pk)
    body = [
        prose("<p>First words.</p>"),
        image_block(image),
        paper_list(papers[: entries // 2], contributor=people[0].pk),
        *[paper_entry(paper, contributor=people[1].pk) for paper in papers[entries // 2 :]],
    ]
    return make_post(slug=slug, authors=people, body=body, thumbnail=image, **fields)


def test_three_papers_cost_what_thirty_cost(client, people):
    fields = {"categories": ["A", "B"], "event": make_event()}
    for entries in (3, 30):
        make_round_up(f"with-{entries}", entries, people, **fields)
    found = {entries: queries(client, f"/with-{entries}/") for entries in (3, 30)}
    assert found[3] == found[30] <= POST


def test_a_post_of_many_pictures_films_and_references_costs_no_more(client, people):
    image = make_image("walk.png", default_alt="A walk")
    build_renditions(image.pk)
    film, words = make_document("sea.webm", WEBM), make_document("sea.vtt", WORDS)
    targets = [make_post(authors=people) for _number in range(6)]
    for count in (1, 6):
        make_post(
            slug=f"rich-{count}",
            authors=people,
            categories=["A"],
            event=make_event(year=2000 + count),
            thumbnail=image,
            series=PostSeries.objects.create(name=f"Walks {count}"),
            body=[
                paper_list([make_paper() for _ in range(count)], contributor=people[0].pk),
                *[gallery(*[picture(image)] * (count + 1)) for _ in range(count)],
                *[media_block(film, captions=words.pk, poster=image.pk) for _ in range(count)],
                *[post_link(target) for target in targets[:count]],
                post_link(address=f"/{targets[0].slug}/"),
            ],
        )
    found = {count: queries(client, f"/rich-{count}/") for count in (1, 6)}
    assert found[1] == found[6] <= POST


LISTINGS = [
    "/", "/archive/", "/papers/", "/authors/", "/categories/", "/events/", "/categories/a/",
    "/events/iclr/", "/events/iclr/2024/", "/series/walks/",
]  # fmt: skip


def test_one_post_costs_what_ten_cost(client, people):
    series = PostSeries.objects.create(name="Walks", slug="walks")
    fields = {"categories": ["A", "B"], "event": make_event(), "series": series}
    numbers = itertools.count()

    def add(count):
        for _ in range(count):
            make_round_up(f"post-{next(numbers)}", 2, people, **fields)

    author = f"/authors/{people[0].slug}/"
    addresses = [*LISTINGS, author]
    # Two first: a list of one shows no "older" lead, and a lead story is no list.
    add(2)
    few = {address: queries(client, address) for address in addresses}
    add(9)
    many = {address: queries(client, address) for address in addresses}
    assert many == few
    assert {address: count for address, count in many.items() if count > LISTING} == {}


FILTERS = [
    "?q=harbour",
    "?q=paper+harbour",
    "?author=quill",
    "?venue=ICLR+2024&year=2024",
    "?q=harbour&author=quill&venue=ICLR+2024&year=2024&by=ada-quill",
]


def test_every_filter_of_the_papers_costs_the_same_over_a_library_ten_times_as_large(
    client, publication
):
    ada = make_author("Ada Quill", slug="ada-quill")

    def add(count):
        for _ in range(count):
            paper = make_paper(
                "A paper of the harbour", author=[{"given": "A.", "family": "Quill"}]
            )
            make_post(authors=[ada], body=[paper_entry(paper)])
        call_command("rebuild_search", verbosity=0)

    add(3)
    few = {query: queries(client, f"/papers/{query}") for query in FILTERS}
    add(27)
    many = {query: queries(client, f"/papers/{query}") for query in FILTERS}
    assert many == few
    assert {query: count for query, count in many.items() if count > LISTING} == {}


@pytest.mark.parametrize("words", ["paper", "harbour+paper", "harbour+nowhere", "harb"])
def test_a_search_costs_no_more_however_common_its_words_are(client, publication, words):
    def add(count):
        for number in range(count):
            paper = make_paper(f"A paper {number} of the harbour")
            make_post(title=f"Harbour {number}", body=[paper_entry(paper)])
        call_command("rebuild_search", verbosity=0)

    add(6)
    few = queries(client, f"/search/?q={words}")
    add(20)
    assert queries(client, f"/search/?q={words}") <= few <= SEARCH


def test_a_search_over_ten_posts_costs_what_one_over_two_costs(client, people):
    make_round_up("alpha", 2, people, title="Harbour one")
    make_round_up("beta", 2, people, title="Harbour two")
    call_command("rebuild_search", verbosity=0)
    few = queries(client, "/search/?q=harbour")
    for number in range(8):
        make_round_up(f"more-{number}", 2, people, title=f"Harbour {number}")
    call_command("rebuild_search", verbosity=0)
    assert queries(client, "/search/?q=harbour") == few <= SEARCH
    assert queries(client, "/search/") <= SEARCH
