"""Records out of the door and in again, and what others make of them."""

import json
import warnings

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import (
    LatexDecodingMiddleware,
    MonthIntMiddleware,
    SeparateCoAuthors,
    SplitNameParts,
)
from citeproc.source.json import CiteProcJSON

from blog.papers.csl import author_names, issued_text, name_text
from blog.papers.identifiers import Identifier
from blog.papers.records import FORMATS, identifiers_of, read_records, with_identifiers
from tests.reference_managers import READERS, record_of, rewritten

ITEMS = [
    {
        "type": "paper-conference",
        "title": "RTFS-Net: 50% faster & better",
        "author": [
            {"family": "Berg", "given": "Ada", "non-dropping-particle": "van den"},
            {"family": "Nuñez", "given": "Bruno", "suffix": "Jr."},
            {"literal": "The Margins Lab"},
            {"literal": "Madonna"},
        ],
        "container-title": "International Conference on Learning Representations",
        "issued": {"date-parts": [[2024, 5, 7]]},
        "page": "12-19",
        "DOI": "10.1000/a_b",
        "URL": "https://doi.org/10.1000/a_b",
        "note": "We liked it: 100 % {sic} of #it_ – “true”, \\o/",
    },
    {
        "type": "article",
        "title": "α-Divergence of O(n²) $5 ~ ^ --- things, naïvely “quoted”",
        "author": [{"family": "Łukasiewicz", "given": "Zoë Õ."}, {"literal": "Barnes and Noble, Inc."}],
        "issued": {"date-parts": [[2023, 10]]},
        "arxiv": "2310.11230",
        "URL": "https://arxiv.org/abs/2310.11230",
    },
    {
        "type": "article-journal",
        "title": "日本語の題",
        "author": [{"family": "山田", "given": "太郎"}, {"family": "O’Brien", "given": "Sinéad"}],
        "container-title": "Transactions of the Margin",
        "volume": "3",
        "issue": "1",
        "page": "55-67",
        "issued": {"date-parts": [[2020]]},
        "abstract": "Short.",
        "URL": "https://example.org/a%20b#c",
    },
    {
        "type": "thesis",
        "title": "Hearing",
        "author": [{"family": "Folio", "given": "C."}],
        "publisher": "Universitat",
        "issued": {"date-parts": [[1999]]},
        "custom": {"identifiers": {"openreview": "l60EM8md3t"}},
        "URL": "https://openreview.net/forum?id=l60EM8md3t",
    },
    {
        "type": "book",
        "title": "A Book",
        "author": [{"family": "García Márquez", "given": "Gabriel"}],
        "publisher": "House",
        "ISBN": "9780306406157",
        "issued": {"date-parts": [[2001]]},
    },
]  # fmt: skip


def read_back(suffix):
    return read_records(FORMATS[suffix].write(ITEMS))


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_round_trip_keeps_names_titles_dates_and_identifiers(suffix):
    reading = read_back(suffix)

    assert reading.problems == []
    for before, after in zip(ITEMS, reading.items, strict=True):
        assert after["title"] == before["title"]
        assert author_names(after) == author_names(before)
        assert issued_text(after)[:7] == issued_text(before)[:7]
        assert after["type"] == before["type"]
        assert identifiers_of(after) == identifiers_of(before)
        for key in ("container-title", "volume", "issue", "page", "abstract", "note"):
            assert after.get(key) == before.get(key), key


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_second_round_trip_changes_nothing(suffix):
    once = read_back(suffix).items

    assert read_records(FORMATS[suffix].write(once)).items == once


def test_bibtexparser_reads_our_bibtex():
    library = bibtexparser.parse_string(
        FORMATS["bib"].write(ITEMS),
        append_middleware=[
            MonthIntMiddleware(),
            SeparateCoAuthors(),
            SplitNameParts(),
            LatexDecodingMiddleware(),
        ],
    )

    assert library.failed_blocks == []
    assert [entry.entry_type for entry in library.entries] == [
        "inproceedings", "misc", "article", "phdthesis", "book",
    ]  # fmt: skip
    assert [entry.key for entry in library.entries] == [
        "berg2024rtfs", "lukasiewicz2023divergence", "shantian2020ribenyunoti",
        "folio1999hearing", "marquez2001book",
    ]  # fmt: skip


def test_rispy_reads_our_ris():
    records = rispy.loads(FORMATS["ris"].write(ITEMS))

    assert [record["title"] for record in records] == [item["title"] for item in ITEMS]
    assert records[0]["authors"] == [
        "van den Berg, Ada", "Nuñez, Bruno, Jr.", "The Margins Lab", "Madonna",
    ]  # fmt: skip
    assert [record["type_of_reference"] for record in records] == [
        "CONF", "UNPB", "JOUR", "THES", "BOOK",
    ]  # fmt: skip
    assert records[0]["date"] == "2024/05/07/"


def test_citeproc_reads_our_csl_json():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = CiteProcJSON(json.loads(FORMATS["json"].write(ITEMS)))

    assert [str(source[key]["title"]) for key in source] == [item["title"] for item in ITEMS]


NAMES = [
    {"family": "Berg", "given": "Ada Maria", "non-dropping-particle": "van der"},
    {"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"},
    {"family": "Fontaine", "given": "Jean", "non-dropping-particle": "de la"},
    {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
    {"family": "DeLong", "given": "J. Bradford", "suffix": "III"},
    {"family": "Sánchez y Pérez", "given": "Luis"},
    {"family": "García Márquez", "given": "Gabriel"},
    {"family": "Van Gogh", "given": "Vincent"},
    {"family": "d’Alembert", "given": "Jean"},
    {"family": "O'Neill-Smith", "given": "J. R. R."},
    {"family": "Łukasiewicz", "given": "Żółć"},
    {"family": "Nguyễn", "given": "Thị Minh Khai"},
    {"family": "山田", "given": "太郎"},
    {"family": "Anderson", "given": "Andy and Brandy"},
    {"family": "Band", "given": "And"},
    {"family": "Under_Score", "given": "A & B 100% #1"},
    {"literal": "Plato"},
    {"literal": "山田"},
    {"literal": "The Margins Lab"},
    {"literal": "Institute of Sound and Music"},
    {"literal": "Barnes and Noble, Inc."},
    {"literal": "Universität Köln, Institut für Musik, Abteilung 2"},
    {"literal": "Google, Inc. and Friends"},
    {"literal": "others"},
    {"literal": "van der Berg Foundation"},
    {"literal": "C# & {Rust} Group_1 #2 $5 100% ~ ^"},
]
TITLES = [
    "50% & _under_ #1 $x^2$ ~ {braces} \\cmd",
    "Été à l’Ångström: naïve Ünïcode",
    "“Quoted”, 'single' and ``LaTeX''",
    "日本語の題",
    "a < b > c, R&D, C#",
    "Dashes - – — -- ---",
    "@misc{not, an = {entry}}",
    "Ends with a backslash \\",
    "O(n²) ≤ 2ⁿ 🎧",
]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", NAMES, ids=lambda name: "-".join(name.values()))
def test_a_hard_name_survives_our_readers_and_the_parsers_of_others(suffix, name):
    other = {"family": "Quill", "given": "Ada"}
    items = [
        {"type": "paper-conference", "title": f"T{at}", "author": names, "container-title": "X 2024",
         "issued": {"date-parts": [[2024]]}}
        for at, names in enumerate([[name, other], [other, name], [name]])
    ]  # fmt: skip
    stored = [record_of(item) for item in items]

    text = FORMATS[suffix].write(items)

    assert READERS[suffix](text) == stored
    assert [record_of(item) for item in read_records(text).items] == stored
    again = read_records(rewritten(suffix, text))
    assert [record_of(item) for item in again.items] == stored


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("title", TITLES)
def test_a_hard_title_survives_our_readers_and_the_parsers_of_others(suffix, title):
    item = {"type": "article", "title": title, "issued": {"date-parts": [[2024]]}, "note": title}

    text = FORMATS[suffix].write([item])

    assert [record.title for record in READERS[suffix](text)] == [title]
    [ours] = read_records(text).items
    assert (ours["title"], ours["note"]) == (title, title)
    assert read_records(rewritten(suffix, text)).items == [ours]


def test_a_comma_within_a_family_name_is_what_ris_cannot_keep():
    item = {"title": "T", "author": [{"family": "Smith, the Elder", "given": "John"}]}

    assert rispy.loads(FORMATS["ris"].write([item]))[0]["authors"] == ["Smith the Elder, John"]


def test_a_record_of_ris_that_lost_its_first_line_comes_in():
    text = FORMATS["ris"].write(ITEMS).replace("TY  - JOUR\r\n", "")

    assert [item["title"] for item in read_records(text).items] == [item["title"] for item in ITEMS]


def test_csl_json_holds_only_what_the_schema_knows():
    [preprint] = json.loads(FORMATS["json"].write([ITEMS[1]]))

    assert preprint["DOI"] == "10.48550/arXiv.2310.11230"
    assert preprint["number"] == "arXiv:2310.11230"
    assert "arxiv" not in preprint


FIFTY = "\n".join(
    f"@misc{{key{number}, title = {{Paper {number}}}, author = {{Quill, Ada}}, year = {{2024}}}}"
    for number in range(50)
)


def test_one_bad_entry_among_fifty_is_named_and_the_rest_come_in():
    lines = FIFTY.splitlines()
    lines[20] = "@misc{key20, title = {Paper 20, author = {Quill, Ada}, year = {2024}}"

    reading = read_records("\n".join(lines))

    assert [item["title"] for item in reading.items] == [
        f"Paper {number}" for number in range(50) if number != 20
    ]
    assert [str(problem) for problem in reading.problems] == [
        "line 21: the braces or commas of this entry do not match. "
        "Mend the entry, or enter it by hand."
    ]


def test_an_entry_with_a_key_or_a_field_given_twice_is_read_like_any_other():
    entry = (
        '@string{iclr = "ICLR"}\n@inproceedings{%s, title = {On {M}argins}, author = "Quill, Ada", '
        'year = 2024, month = may, booktitle = iclr # " 2024", eprint = {2401.00001}%s}'
    )
    [expected] = read_records(entry % ("a", "")).items

    once, again = read_records("\n".join([entry % ("a", ""), entry % ("a", "")])).items
    [doubled] = read_records(entry % ("a", ", year = {2023}, publisher = iclr")).items

    assert expected["author"] == [{"family": "Quill", "given": "Ada"}]
    assert (once, again) == (expected, expected)
    assert doubled == expected | {"publisher": "ICLR"}


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("@misc{a, title = {A} author = {B}}", "line 1: a comma is missing in “a”."),
        ("@misc{a, year = {2020}}", "line 1: “a” has no title."),
        ("TY  - JOUR\nAU  - Quill\nER  - ", "line 1: this record has no title that can be read."),
        ('[{"title": ""}]', "item 1: it has no title."),
        ('[{"title": "A"}', "line 1: this is not JSON."),
        ("hello", "there is no record in this text."),
        ("", "there is no record in this text."),
    ],
)
def test_what_cannot_be_read_is_a_sentence(entry, problem):
    reading = read_records(entry)

    assert reading.items == []
    assert [str(found).startswith(problem) for found in reading.problems] == [True]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"{\'E}t{\'e} in {Z}{\"u}rich", "Été in Zürich"),
        (r"{{RTFS}-Net}: $\alpha$-stable", "RTFS-Net: α-stable"),
        (r"Erd{\H{o}}s \& {\L}ukasz", "Erdős & Łukasz"),
        (r"50% and 50\% ``so''", "50% and 50% “so”"),
    ],
)
def test_latex_in_titles_becomes_text(source, expected):
    [item] = read_records(f"@misc{{a, title = {{{source}}}}}").items

    assert item["title"] == expected


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("Ada van den Berg and Bruno Verso", ["Ada van den Berg", "Bruno Verso"]),
        ("van den Berg, Jr., Ada", ["Ada van den Berg, Jr."]),
        ("{Barnes and Noble} and others", ["Barnes and Noble", "et al."]),
        ("Plato", ["Plato"]),
        (r"Nu{\~n}ez, Ad{\`a}", ["Adà Nuñez"]),
        ("{The Lab}, {Another} and X Y", ["Another The Lab", "X Y"]),
    ],
)
def test_names_are_taken_apart_as_bibtex_does(source, names):
    [item] = read_records(f"@misc{{a, title = {{A}}, author = {{{source}}}}}").items

    assert [name_text(name) for name in item["author"]] == names


def test_what_google_scholar_writes_for_a_preprint_is_a_preprint():
    [item] = read_records(
        "@article{vaswani2017attention, title={Attention Is All You Need},"
        " journal={arXiv preprint arXiv:1706.03762}, year={2017}}"
    ).items

    assert item == {
        "type": "article",
        "title": "Attention Is All You Need",
        "issued": {"date-parts": [[2017]]},
        "arxiv": "1706.03762",
    }


def test_strings_and_months_of_bibtex_are_resolved():
    [item] = read_records(
        '@string{iclr = "Conference on X"}\n'
        '@inproceedings{a, title="A", booktitle = iclr # " 2024", month = oct, year = 2024}'
    ).items

    assert item["container-title"] == "Conference on X 2024"
    assert issued_text(item) == "2024-10"


def test_markup_and_scripts_in_foreign_records_become_words():
    [item] = read_records(
        '[{"title": "<i>In vivo</i> &amp; <script>alert(1)</script>a &lt; b", "type": "evil",'
        ' "author": [{"family": "<b>Quill</b>", "given": 5}, 7, "The Lab"],'
        ' "issued": {"date-parts": [[2024, 13, 1]]}, "DOI": ["10.1/x"], "onload": "x"}]'
    ).items

    assert item == {
        "type": "article",
        "title": "In vivo & alert(1)a < b",
        "author": [{"family": "Quill", "given": "5"}, {"literal": "The Lab"}],
        "issued": {"date-parts": [[2024]]},
        "DOI": "10.1/x",
    }


def test_ris_in_other_hands_still_reads():
    [item] = read_records(
        "\ufeffTY - CPAPER\nT1  - A title\nA1  - de la Quill, Ada, Jr.\nY1  - 2024///\n"
        "JO  - A Journal\nUR  - https://openreview.net/forum?id=l60EM8md3t\nN2  - Words\nSN  - 1234-567X\n"
    ).items

    assert author_names(item) == ["Ada de la Quill, Jr."]
    assert identifiers_of(item) == [Identifier("openreview", "l60EM8md3t")]
    assert (item["type"], item["abstract"], item["ISSN"], issued_text(item)) == (
        "paper-conference", "Words", "1234-567X", "2024",
    )  # fmt: skip


def test_identifiers_stand_where_styles_look_for_them():
    identifiers = [
        Identifier("arxiv", "2310.11230"),
        Identifier("doi", "10.1000/1"),
        Identifier("openreview", "l60EM8md3t"),
        Identifier("pubmed", "31452104"),
    ]

    item = with_identifiers({"title": "A"}, identifiers)

    assert item == {
        "title": "A",
        "arxiv": "2310.11230",
        "DOI": "10.1000/1",
        "PMID": "31452104",
        "URL": "https://arxiv.org/abs/2310.11230",
        "custom": {"identifiers": {"openreview": "l60EM8md3t"}},
    }
    assert set(identifiers_of(item)) == set(identifiers)


def test_a_file_that_is_too_long_is_not_read():
    [problem] = read_records("@" + "a" * 5_000_001).problems

    assert str(problem) == "this is too long. Cut it in parts of 5 MB."
