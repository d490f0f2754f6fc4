import pytest

from blog.papers.likeness import are_alike, plain_words
from blog.papers.similar import similar_papers
from tests.factories import make_paper


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Attention Is All You Need", "Attention is all you need.", True),
        ("RTFS-Net: Recurrent Modelling", "RTFS Net – Recurrent Modeling", True),
        ("Étude in Colour for Many Hands", "Etude in Color for many hands", True),
        ("Physics of Language Models: Part 3.1", "Physics of Language Models: Part 3.2, Knowledge",
         False),
        ("Attention Is All You Need", "Attention Is Not All You Need: A Study", False),
        ("Genie", "Genies", False),
        ("", "", False),
    ],
)  # fmt: skip
def test_titles_that_differ_by_a_spelling_are_alike(one, other, alike):
    assert are_alike(plain_words(one), plain_words(other)) is alike


@pytest.mark.django_db
def test_alike_papers_are_of_about_the_same_year_or_of_an_unknown_one():
    near = make_paper("Listening in Tongues", issued={"date-parts": [[2023]]})
    unknown = make_paper("Listening in tongues!", issued={})
    make_paper("Listening in Tongues", issued={"date-parts": [[1990]]})
    make_paper("Something else")

    asked = {"title": "Listening In Tongues"}
    dated = {**asked, "issued": {"date-parts": [[2024]]}}
    assert {paper.pk for paper in similar_papers(dated)} == {near.pk, unknown.pk}
    assert len(similar_papers(asked)) == 3


@pytest.mark.django_db
def test_by_the_same_authors_a_title_is_alike_in_any_year_and_by_others_in_none():
    old = make_paper("Listening in Tongues", issued={"date-parts": [[1990]]})
    nameless = make_paper("Listening in Tongues", author=[])
    make_paper("Listening in Tongues", author=[{"given": "Carla", "family": "Folio"}])
    asked = {"title": "Listening in Tongues", "issued": {"date-parts": [[2024]]}}

    similar = similar_papers({**asked, "author": [{"given": "A.", "family": "Quill"}]})

    assert {paper.pk for paper in similar} == {old.pk, nameless.pk}
