"""What leaves for reference managers and LaTeX, sign by sign."""

import json

import bibtexparser
import pytest

from blog.papers.bibtex import format_bibtex
from blog.papers.bibtex_reader import parse_bibtex
from blog.papers.citation import styled_citations
from blog.papers.csl_json import format_csl_json, parse_csl_json
from blog.papers.latex import escape_text
from blog.papers.records import FORMATS, identifiers_of, read_records
from blog.papers.ris import format_ris

CONFERENCE = {
    "type": "paper-conference",
    "title": "T",
    "container-title": "Proc. of the 20th ISMIR",
    "author": [{"family": "Quill", "given": "Ada"}],
    "issued": {"date-parts": [[2024]]},
}


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("R&D # 5 % ~ $", r"R\&D \# 5 \% \textasciitilde{} \$"),
        ("Costs $5 and $6", r"Costs \$5 and \$6"),
        ("$5-$10 a month", r"\$5-\$10 a month"),
        ("Sorting in $O(n^2)$ & less", r"Sorting in $O(n^2)$ \& less"),
        ("$x_{i}$ of $y^2$", "$x_{i}$ of $y^2$"),
    ],
)
def test_formulas_stay_formulas_and_money_stays_money(title, written):
    item = {"type": "article", "title": title}

    assert escape_text(title) == written
    for suffix in FORMATS:
        [back] = read_records(FORMATS[suffix].write([item])).items
        assert back["title"] == title, suffix


def test_an_address_stands_in_bibtex_as_it_is():
    item = {"type": "webpage", "title": "T", "URL": "https://a.org/x%20y?a=1&b=~c#d_e"}

    assert "= {https://a.org/x%20y?a=1&b=~c#d_e},\n" in format_bibtex([item])
    [back] = parse_bibtex(format_bibtex([item])).items
    assert back["URL"] == item["URL"]


def test_commentary_is_an_annotation_and_comes_back():
    item = {**CONFERENCE, "annote": "We liked it."}

    assert "  annote    = {We liked it.},\n" in format_bibtex([item])
    assert "note      =" not in format_bibtex([item]).replace("annote", "")
    assert parse_bibtex(format_bibtex([item])).items[0]["annote"] == "We liked it."
    assert parse_csl_json(format_csl_json([item])).items[0]["annote"] == "We liked it."
    assert "note" not in json.loads(format_csl_json([item]))[0]


OPENREVIEW = "https://openreview.net/forum?id=HkpYwMZRb"
ACL = "https://aclanthology.org/2024.acl-long.1/"


@pytest.mark.parametrize(
    ("variables", "fields"),
    [
        ({"custom": {"openreview": "HkpYwMZRb"}}, {"url": OPENREVIEW}),
        ({"URL": OPENREVIEW, "custom": {"openreview": "HkpYwMZRb"}}, {"url": OPENREVIEW}),
        (
            {"URL": OPENREVIEW, "custom": {"openreview": "HkpYwMZRb", "acl": "2024.acl-long.1"}},
            {"eprint": "2024.acl-long.1", "eprinttype": "acl", "url": OPENREVIEW},
        ),
        (
            {
                "URL": "https://arxiv.org/abs/2401.00001",
                "arxiv": "2401.00001",
                "custom": {"openreview": "HkpYwMZRb"},
            },
            {
                "eprint": "2401.00001",
                "eprinttype": "arxiv",
                "archiveprefix": "arXiv",
                "url": OPENREVIEW,
            },
        ),
        (
            {
                "URL": "https://doi.org/10.1000/own",
                "DOI": "10.1000/own",
                "PMID": "123456",
                "custom": {"acl": "2024.acl-long.1", "openreview": "HkpYwMZRb"},
            },
            {
                "doi": "10.1000/own",
                "eprint": "123456",
                "eprinttype": "pubmed",
                "url": ACL,
                "verba": OPENREVIEW,
            },
        ),
    ],
)
def test_identifiers_stand_in_fields_that_biblatex_has_and_come_back(variables, fields):
    item = {**CONFERENCE, **variables, "custom": {"identifiers": variables["custom"]}}

    text = format_bibtex([item])

    [entry] = bibtexparser.parse_string(text).entries
    others = ("author", "title", "booktitle", "year", "ENTRYTYPE", "ID")
    written = {key: field.value for key, field in entry.fields_dict.items() if key not in others}
    assert written == fields
    [back] = parse_bibtex(text).items
    assert set(identifiers_of(back)) == set(identifiers_of(item))


@pytest.mark.parametrize("doi", ["", "10.48550/arXiv.2401.00001", "10.1000/own"])
def test_a_published_paper_never_carries_the_doi_of_its_preprint(doi):
    item = {**CONFERENCE, "arxiv": "2401.00001"} | ({"DOI": doi} if doi else {})
    preprint = {"type": "article", "title": "T", "arxiv": "2401.00001"}

    published, alone = json.loads(format_csl_json([item, preprint]))

    assert published.get("DOI") == ("10.1000/own" if "own" in doi else None)
    assert published["custom"] == {"identifiers": {"arxiv": "2401.00001"}}
    assert alone["DOI"] == "10.48550/arXiv.2401.00001"
    for suffix in ("bib", "ris"):
        text = FORMATS[suffix].write([item])
        assert "10.48550" not in text, suffix
        assert "2401.00001" in text, suffix


@pytest.mark.parametrize(
    "doi", ["10.1101/2023.01.02.345678", "10.2139/ssrn.4123456", "10.31234/osf.io/abcde"]
)
def test_the_doi_of_a_preprint_in_another_archive_comes_back_from_another_place(doi):
    item = {**CONFERENCE, "DOI": doi, "URL": "https://example.org/paper"}

    [public] = json.loads(format_csl_json([item]))
    bibtex, ris = format_bibtex([item]), format_ris([item])

    assert "DOI" not in public
    assert "  doi " not in bibtex
    assert "DO  - " not in ris
    for text in (bibtex, ris, json.dumps(public)):
        [back] = read_records(text).items
        assert ("doi", doi) in {(each.scheme, each.value) for each in identifiers_of(back)}


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("scheme", ["ismir", "aaai", "cvf", "neurips"])
def test_an_identifier_that_a_foreign_record_spells_wrongly_breaks_no_file(suffix, scheme):
    custom = {"identifiers": {"openreview": "HkpYwMZRb", scheme: "x", "pmlr": "v1/a"}}
    text = json.dumps([{**CONFERENCE, "custom": custom}])

    [back] = read_records(FORMATS[suffix].write(read_records(text).items)).items

    assert {"openreview", "pmlr"} <= {each.scheme for each in identifiers_of(back)}


def test_ris_names_the_proceedings_where_zotero_keeps_them():
    assert "C3  - Proc. of the 20th ISMIR\r\n" in format_ris([CONFERENCE])


def test_small_words_of_proceedings_stay_small_in_every_style():
    html = [each.html for each in styled_citations(CONFERENCE)]

    assert len(html) == 3
    assert all("Proc. of the 20th ISMIR" in text for text in html)


def test_et_al_is_printed_as_it_is_and_joins_nothing():
    item = {**CONFERENCE, "author": [{"family": "Pasini"}, {"literal": "others"}]}

    assert [
        each.html.split("(")[0].split(",")[0].split(" 2024")[0].strip(" .")
        for each in styled_citations(item)
    ] == ["Pasini et al"] * 3


@pytest.mark.parametrize("title", ["own-17", "First"])
def test_a_post_without_authors_is_cited_with_its_whole_address(title):
    address = "https://x.org/own-17--first/"
    item = {
        "type": "post-weblog",
        "title": title,
        "container-title": "The Room",
        "URL": address,
        "issued": {"date-parts": [[2024, 2, 3]]},
    }

    for each in styled_citations(item):
        assert f'<a href="{address}">{address}</a>' in each.html, each.style
        assert each.html.lower().count(title.lower()) == 1 + 2 * address.count(title.lower())
