import pytest

from blog.papers.bibtex import citation_key, format_bibtex

CONFERENCE = {
    "type": "paper-conference",
    "title": "RTFS-Net: 50% faster & better",
    "author": [
        {"family": "Berg", "given": "Ada", "non-dropping-particle": "van den"},
        {"family": "Nuñez", "given": "Bruno", "suffix": "Jr."},
        {"literal": "The Margins Lab"},
    ],
    "container-title": "ICLR",
    "issued": {"date-parts": [[2024, 5, 7]]},
    "page": "12-19",
    "DOI": "10.1000/a_b",
    "URL": "https://example.org/a%20b",
}


def test_a_conference_paper_is_written_as_bibtex_reads_it():
    assert format_bibtex([CONFERENCE]) == (
        "@inproceedings{berg2024rtfs,\n"
        "  author    = {van den Berg, Ada and Nuñez, Jr., Bruno and {The Margins Lab}},\n"
        "  title     = {{RTFS-Net: 50\\% faster \\& better}},\n"
        "  booktitle = {ICLR},\n"
        "  year      = {2024},\n"
        "  month     = may,\n"
        "  pages     = {12--19},\n"
        "  doi       = {10.1000/a_b},\n"
        "  url       = {https://example.org/a%20b},\n"
        "}\n"
    )


def test_a_paper_without_a_venue_is_misc_because_styles_refuse_an_empty_booktitle():
    item = {"type": "paper-conference", "title": "Alone", "arxiv": "2401.00001"}

    assert format_bibtex([item]) == (
        "@misc{anonymousalone,\n"
        "  title         = {{Alone}},\n"
        "  eprint        = {2401.00001},\n"
        "  eprinttype    = {arxiv},\n"
        "  archiveprefix = {arXiv},\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("item", "key"),
    [
        ({"title": "The Art of It", "author": [{"family": "Schlüter"}]}, "schluterart"),
        ({"title": "日本語", "author": [{"literal": "Ōno"}], "issued": {"date-parts": [[1999]]}},
         "ono1999ribenyu"),
        ({"title": "…"}, "anonymousuntitled"),
    ],
)  # fmt: skip
def test_keys_are_ascii_and_made_of_name_year_and_word(item, key):
    assert citation_key(item) == key


def test_two_papers_with_one_key_are_told_apart():
    text = format_bibtex([CONFERENCE, CONFERENCE, CONFERENCE])

    keys = [line.split("{")[1] for line in text.splitlines() if line.startswith("@")]
    assert keys == ["berg2024rtfs,", "berg2024rtfsb,", "berg2024rtfsc,"]
