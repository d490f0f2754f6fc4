import pytest

from blog.papers.csl import issued_text, names_text, short_title, venue
from blog.papers.name_lists import parse_names


@pytest.mark.parametrize(
    ("issued", "text"),
    [
        ({"date-parts": [[2024, 5, 7]]}, "2024-05-07"),
        ({"date-parts": [["2024", "5"]]}, "2024-05"),
        ({"date-parts": [[2024]]}, "2024"),
        ({"raw": "May 2019"}, "2019"),
        ({}, ""),
    ],
)
def test_the_date_of_issue_is_as_exact_as_the_record(issued, text):
    assert issued_text({"issued": issued}) == text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Quill, Bruno Verso and C. Folio",
         [("Ada", "", "Quill"), ("Bruno", "", "Verso"), ("C.", "", "Folio")]),
        ("Ada de la Quill & Ludwig van Berg", [("Ada", "de la", "Quill"), ("Ludwig", "van", "Berg")]),
        ("Ada Quill, Bruno Verso, and C. Folio",
         [("Ada", "", "Quill"), ("Bruno", "", "Verso"), ("C.", "", "Folio")]),
    ],
)  # fmt: skip
def test_names_in_a_running_list_are_told_apart(text, names):
    found = parse_names(text)

    assert [
        (name["given"], name.get("non-dropping-particle", ""), name["family"]) for name in found
    ] == names


@pytest.mark.parametrize("text", ["Pasini et al.", "Ada Quill, Bruno Verso et al.", "Madonna"])
def test_a_list_is_printed_as_it_was_written(text):
    assert names_text(parse_names(text)) == text


def test_no_names_are_no_authors():
    assert parse_names("  , ") == []


def test_the_short_title_is_what_stands_before_the_colon():
    assert short_title({"title": "Vocos: Closing the gap"}) == "Vocos"
    assert short_title({"title": "No colon"}) == "No colon"
    assert short_title({"title": "Long: one", "title-short": "L1"}) == "L1"


def test_the_venue_is_the_shortest_form_in_the_record():
    assert venue({"container-title": "Proceedings of X", "container-title-short": "X"}) == "X"
    assert venue({"publisher": "arXiv"}) == "arXiv"
