import pytest

from blog.core.orcid import parse_orcid


@pytest.mark.parametrize(
    "written",
    [
        "0000-0002-1825-0097",
        "0000000218250097",
        "https://orcid.org/0000-0002-1825-0097",
        " http://orcid.org/0000-0002-1825-0097/ ",
    ],
)
def test_every_spelling_of_an_orcid_becomes_groups_of_four(written):
    assert parse_orcid(written) == "0000-0002-1825-0097"


def test_the_check_digit_may_be_an_x_in_either_case():
    assert parse_orcid("0000-0002-9079-593x") == "0000-0002-9079-593X"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("0000-0002-1825-0098", "check digit"),
        ("0000-0002-1825", "sixteen digits"),
        ("https://example.org/0000-0002-1825-0097", "sixteen digits"),
    ],
)
def test_a_mistyped_orcid_is_refused_with_the_reason(written, reason):
    with pytest.raises(ValueError, match=reason):
        parse_orcid(written)
