"""The large initial with which the text of a round-up begins."""

import pytest

from tests.factories import make_paper, make_post, paper_entry, prose


@pytest.mark.parametrize(
    ("text", "is_large"),
    [
        ("Vienna in July.", True),
        ("“Vienna in July.”", True),
        ("Ünder the roof.", True),
        ("10 papers.", True),
        ("🎉 Exciting news!", False),
        ("— and so on.", False),
        ("مرحبا", False),
        ("会議の報告", False),
    ],
)
def test_only_a_sign_that_can_be_set_large_is_set_large(client, publication, text, is_large):
    make_post(slug="round-up", body=[prose(f"<p>{text}</p>"), paper_entry(make_paper())])
    make_post(slug="essay", body=[prose(f"<p>{text}</p>")])

    assert (b"body--versal" in client.get("/round-up/").content) == is_large
    assert b"body--versal" not in client.get("/essay/").content
