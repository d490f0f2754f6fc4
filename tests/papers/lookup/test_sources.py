"""Answers in the true form of each source, about papers that nobody wrote, become CSL-JSON items."""

import pytest

from blog.core.errors import AnswerError
from blog.core.http import Answer
from blog.papers.identifiers import Identifier
from blog.papers.lookup.sources import SOURCES
from tests.outside import SAMPLES

BY_NAME = {source.name: source for source in SOURCES}
ARXIV = Identifier("arxiv", "2402.98765")
DOI = Identifier("doi", "10.5555/listening.2024.3")
OPENREVIEW = Identifier("openreview", "cHo1rQu1Ll")
ADA = {"given": "Ada", "family": "Quill"}
BRUNO = {"given": "Bruno", "family": "Verso", "non-dropping-particle": "de la"}


def read(source: str, file: str, identifier: Identifier):
    answer = Answer(f"https://{source}.example/", "", "utf-8", (SAMPLES / file).read_bytes())
    return BY_NAME[source].read(answer, identifier)


def test_arxiv():
    assert read("arxiv", "arxiv.xml", ARXIV) == {
        "type": "article",
        "title": "Listening in Tongues: Attention for Polyphonic Transcription of naïve Choirs",
        "abstract": "We listen to choirs that have never met and find α-attention sufficient for "
        "98% of the notes.",
        "author": [ADA, BRUNO, {"literal": "Plato"}],
        "issued": {"date-parts": [[2024, 2, 29]]},
        "DOI": "10.5555/listening.2024.3",
        "arxiv": "2402.98765",
    }


def test_another_paper_than_the_one_asked_for_is_none():
    assert read("arxiv", "arxiv.xml", Identifier("arxiv", "2402.11111")) == {}
    assert read("openreview", "openreview.json", Identifier("openreview", "other")) == {}


def test_an_error_that_arxiv_words_as_an_entry_is_no_paper():
    assert read("arxiv", "arxiv-error.xml", ARXIV) == {}


def test_crossref():
    assert read("crossref", "crossref.json", DOI) == {
        "type": "article-journal",
        "title": "Listening in Tongues: Attention for Polyphonic Transcription",
        "abstract": "We listen to choirs that have never met; 3 < 4.",
        "author": [
            ADA | {"ORCID": "0000-0002-1825-0097"},
            {
                "given": "Bruno",
                "family": "Verso",
                "non-dropping-particle": "de la",
                "suffix": "Jr.",
            },
            {"literal": "The Harbour Consortium"},
        ],
        "issued": {"date-parts": [[2024, 4, 30]]},
        "container-title": "Imaginary Transactions on Listening",
        "container-title-short": "Imag. Trans. List.",
        "publisher": "Imaginary Press",
        "volume": "3",
        "issue": "2",
        "page": "45-67",
        "language": "en",
        "DOI": "10.5555/listening.2024.3",
        "ISSN": "1234-5679",
    }


def test_openreview():
    assert read("openreview", "openreview.json", OPENREVIEW) == {
        "type": "paper-conference",
        "title": "Listening in Tongues: Attention for Polyphonic Transcription",
        "abstract": "We listen to choirs that have never met.",
        "author": [ADA, BRUNO, {"literal": "Plato"}],
        "issued": {"date-parts": [[2024]]},
        "container-title": "The Twelfth International Conference on Learning Representations",
        "container-title-short": "ICLR 2024",
    }


def test_what_is_only_submitted_has_appeared_nowhere():
    content = (SAMPLES / "openreview.json").read_text().replace("ICLR 2024 oral", "Submitted to X")
    answer = Answer("", "", "", content.encode())

    item = BY_NAME["openreview"].read(answer, OPENREVIEW)

    assert (item["type"], "container-title" in item) == ("article", False)


def test_datacite():
    assert read("datacite", "datacite.json", ARXIV) == {
        "type": "article",
        "title": "Listening in Tongues: Attention for Polyphonic Transcription",
        "abstract": "We listen to choirs that have never met.",
        "author": [
            ADA | {"ORCID": "0000-0002-1825-0097"},
            {"given": "Bruno", "family": "Verso", "non-dropping-particle": "de la"},
            {"literal": "The Harbour Consortium"},
        ],
        "issued": {"date-parts": [[2024]]},
        "arxiv": "2402.98765",
    }


def test_the_tags_of_a_page():
    assert read("page", "page.html", Identifier("pmlr", "v1/quill24a")) == {
        "type": "paper-conference",
        "title": "Listening in Tongues: Attention & Transcription",
        "author": [ADA, BRUNO, {"literal": "Plato"}],
        "issued": {"date-parts": [[2024, 7, 8]]},
        "container-title": "Imaginary Conference on Machine Learning",
        "page": "45-67",
        "publisher": "Imaginary Press",
        "DOI": "10.5555/listening.2024.3",
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "van der Berg, Ada",
            {"non-dropping-particle": "van der", "family": "Berg", "given": "Ada"},
        ),
        ("Quill, Bruno, Jr.", {"family": "Quill", "given": "Bruno", "suffix": "Jr."}),
        ("The Margins Lab,", {"literal": "The Margins Lab"}),
        ("Barnes and Noble, Inc.", {"literal": "Barnes and Noble, Inc."}),
        ("Ada Quill", ADA),
        ("Plato", {"literal": "Plato"}),
    ],
)
def test_names_on_a_page_stand_either_way_round(text, name):
    page = f"<meta name=citation_title content=T><meta name=citation_author content='{text}'>"
    answer = Answer("", "text/html", "utf-8", page.encode())

    assert BY_NAME["page"].read(answer, DOI)["author"] == [name]


def test_a_page_without_tags_says_nothing():
    answer = Answer("", "text/html", "utf-8", b"<html><title>A shop</title><p>Buy.</p></html>")

    assert BY_NAME["page"].read(answer, DOI) == {}


@pytest.mark.parametrize("source", ["arxiv", "crossref", "openreview", "datacite"])
@pytest.mark.parametrize(
    "body", [b"<html><p>Just a moment", b"", b"[1, 2]", b"\x00\xff", b"[" * 100_000]
)
def test_html_that_claims_to_be_something_else_is_told_apart(source, body):
    with pytest.raises(AnswerError) as info:
        BY_NAME[source].read(Answer("https://x.example/", "application/json", "", body), ARXIV)
    assert info.value.code == "unreadable"


@pytest.mark.parametrize("source", ["crossref", "openreview", "datacite"])
@pytest.mark.parametrize(
    "body",
    [b"{}", b'{"message": []}', b'{"message": {"title": {}, "author": "x", "issued": 7}}',
     b'{"notes": [[], 3]}', b'{"notes": [{"id": "cHo1rQu1Ll", "content": []}]}',
     b'{"data": {"attributes": {"titles": [1], "creators": [1], "dates": [1], "types": 1}}}'],
)  # fmt: skip
def test_an_answer_of_an_unexpected_shape_is_no_paper(source, body):
    answer = Answer("https://x.example/", "application/json", "", body)

    assert BY_NAME[source].read(answer, OPENREVIEW).get("title") is None


def test_entities_of_an_xml_answer_are_not_opened():
    bomb = (
        b'<!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry>'
        b"<id>http://arxiv.org/abs/2402.98765</id><title>T&x;&a;</title></entry></feed>"
    )

    item = BY_NAME["arxiv"].read(Answer("", "", "", bomb), ARXIV)

    assert item["title"] == "T"


@pytest.mark.parametrize(
    ("source", "identifier", "address"),
    [
        ("arxiv", ARXIV, "B/api/query?id_list=2402.98765&max_results=1"),
        ("arxiv", Identifier("arxiv", "hep-th/9901001"),
         "B/api/query?id_list=hep-th%2F9901001&max_results=1"),
        ("arxiv", DOI, ""),
        ("crossref", DOI, "B/works/10.5555%2Flistening.2024.3"),
        ("crossref", Identifier("doi", "10.1000/a?b#c/../d"), "B/works/10.1000%2Fa%3Fb%23c%2F..%2Fd"),
        ("crossref", Identifier("isbn", "9780306406157"),
         "B/works?filter=isbn%3A9780306406157%2Ctype%3Abook&rows=1"),
        ("crossref", ARXIV, ""),
        ("openreview", OPENREVIEW, "B/notes?id=cHo1rQu1Ll"),
        ("openreview", DOI, ""),
        ("datacite", ARXIV, "B/dois/10.48550%2FarXiv.2402.98765"),
        ("datacite", DOI, "B/dois/10.5555%2Flistening.2024.3"),
        ("datacite", OPENREVIEW, ""),
    ],
)  # fmt: skip
def test_each_source_is_asked_for_what_it_knows(source, identifier, address):
    assert BY_NAME[source].address("B", identifier) == address


@pytest.mark.parametrize(
    ("identifier", "address"),
    [
        (Identifier("pmlr", "v202/quill23a"), "https://proceedings.mlr.press/v202/quill23a.html"),
        (DOI, "https://doi.org/10.5555/listening.2024.3"),
        (Identifier("url", "https://example.org/x?y=1"), "https://example.org/x?y=1"),
        (Identifier("isbn", "9780306406157"), ""),
    ],
)
def test_a_page_is_asked_at_its_own_address(identifier, address):
    assert BY_NAME["page"].address("{url}", identifier) == address
