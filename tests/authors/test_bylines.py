import pytest

from blog.authors.bylines import Credit, format_byline

ADA = Credit("Ada de la Quill", family="Quill", given="Ada", particle="de la")
BRUNO = Credit("Bruno Verso Jr.", family="Verso", given="Bruno", suffix="Jr.")
LAB = Credit("The Margins Lab", organisation=True)
MONONYM = Credit("Folio")


@pytest.mark.parametrize(
    ("credits", "style", "expected"),
    [
        ([], "text", ""),
        ([ADA], "text", "Ada de la Quill"),
        ([ADA, BRUNO], "text", "Ada de la Quill and Bruno Verso Jr."),
        ([ADA, BRUNO, LAB], "text", "Ada de la Quill, Bruno Verso Jr. and The Margins Lab"),
        ([ADA, BRUNO], "short", "Ada de la Quill and Bruno Verso Jr."),
        ([ADA, BRUNO, LAB], "short", "Ada de la Quill et al."),
        (
            [ADA, BRUNO, LAB, MONONYM],
            "bibtex",
            "de la Quill, Ada and Verso, Jr., Bruno and {The Margins Lab} and Folio",
        ),
        ([ADA, LAB], "family-first", "de la Quill, Ada; The Margins Lab"),
    ],
)
def test_a_byline_keeps_the_credited_order_in_every_style(credits, style, expected):
    assert format_byline(credits, style) == expected


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ada de la Quill", "AQ"),
        ("Folio", "F"),
        ("Jean-Luc P.", "JP"),
        ("李 明", "李明"),
        ("42", "?"),
    ],
)
def test_a_missing_portrait_shows_initials(name, letters):
    assert Credit(name).initials == letters
