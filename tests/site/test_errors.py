"""A missing page leads on: to what was meant, to the search with its words filled in, to the lists."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import make_post

pytestmark = pytest.mark.django_db


def slip(client, address: str) -> BeautifulSoup:
    answer = client.get(address, follow=True)
    assert answer.status_code == 404
    return BeautifulSoup(answer.content, "html.parser").select_one(".slip")


@pytest.mark.parametrize(
    "mistyped",
    ["/icml-2024-tne-papers/", "/2024/icml-2024-ten-papers.html", "/ICML-2024-Ten-Paper/"],
)
def test_an_address_that_is_nearly_one_of_ours_is_put_right(client, publication, mistyped):
    make_post(slug="icml-2024-ten-papers", title="Vienna in July")
    make_post(slug="the-walk", title="The walk")

    found = slip(client, mistyped)

    assert [link["href"] for link in found.select("dl a")] == ["/icml-2024-ten-papers/"]
    assert found.select("dt")[1].text == "read"


def test_an_address_like_no_other_offers_the_newest_report_and_no_guess(client, publication):
    make_post(slug="icml-2024-ten-papers", title="Vienna in July")
    make_post(slug="the-walk", title="The walk")

    found = slip(client, "/wp-login.php")

    assert [link["href"] for link in found.select("dl a")] == ["/the-walk/"]
    assert found.select("dt")[1].text == "or"


def test_a_draft_is_never_guessed(client, publication):
    make_post(slug="icml-2024-ten-papers", live=False)

    assert slip(client, "/icml-2024-tne-papers/").select("dl a") == []


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/2024/icml-paper.html", "2024 icml paper"),
        ("/caf%C3%A9_noir/", "café noir"),
        ("/%3Cscript%3Ealert(1)/", "script alert 1"),
        ("/" + "a" * 3000 + "/", "a" * 80),
        ("/---/", ""),
    ],
)
def test_the_words_of_the_address_stand_in_the_search_box(client, publication, address, words):
    found = slip(client, address)

    assert found.select_one("input[name=q]").get("value") == words
    assert found.select_one("form")["action"] == "/search/"
    assert [link["href"] for link in found.select(".slip__links a")] == [
        "/", "/archive/", "/papers/", "/events/", "/authors/", "/categories/",
    ]  # fmt: skip


@pytest.mark.parametrize("number_of_posts", [1, 8])
def test_a_missing_page_costs_a_fixed_number_of_queries(
    client, publication, django_assert_num_queries, number_of_posts
):
    for _number in range(number_of_posts):
        make_post()
    client.get("/nowhere/")  # warm the site-root cache

    with django_assert_num_queries(13):
        slip(client, "/nowhere/")
