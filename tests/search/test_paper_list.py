"""/papers/ and what narrows it, and the same papers as files for reference managers."""

import datetime as dt
import json

import bibtexparser
import pytest
import rispy
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.papers.models import Paper, PaperAuthor
from blog.search import citations
from tests.factories import make_author, make_paper, make_post, paper_entry
from tests.site.test_bad_input import QUERIES

pytestmark = pytest.mark.django_db
ADA = {"given": "Ada M.", "family": "Quill"}
BRUNO = {"given": "B.", "family": "Verso", "non-dropping-particle": "de la"}
GABRIEL = {"given": "Gabriel", "family": "García-Márquez"}
HARBOUR = {"literal": "The Harbour Consortium"}
MARK = "<script>alert(1)</script>\"'><x"


@pytest.fixture
def library(publication):
    """Four papers that two people wrote about, and one that only a draft discusses."""
    otto, ines = make_author("Otto Brandt"), make_author("Inés Gómez")
    made = {
        "Deep Listening": {"author": [ADA, BRUNO], "abstract": "Of choirs and cafés."},
        "Shallow Reading": {"author": [BRUNO], "container-title": "ISMIR 2023",
                            "issued": {"date-parts": [[2023]]}},
        "Loud Silence": {"author": [GABRIEL], "container-title": "iclr 2024"},
        "Slow Light": {"author": [HARBOUR], "container-title": "", "issued": None},
        "Hidden Work": {"author": [ADA], "container-title": "SECRET 2024"},
    }  # fmt: skip
    papers = {title: make_paper(title, **fields) for title, fields in made.items()}
    for day, title in enumerate(papers, 1):
        make_post(
            slug=title.split()[0].lower(),
            date=dt.datetime(2024, 5, day, tzinfo=dt.UTC),
            authors=[otto if day < 3 else ines],
            body=[paper_entry(papers[title], contributor=ines.pk if day == 2 else None)],
            live=title != "Hidden Work",
        )
    call_command("rebuild_search", verbosity=0)
    return papers


def shown(client, query="", path="/papers/"):
    answer = client.get(path + query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def titles(client, query=""):
    return [link.text for link in shown(client, query).select(".listing--papers .listing__title a")]


ALL = ["Slow Light", "Loud Silence", "Shallow Reading", "Deep Listening"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ALL),
        ("?q=&author=&venue=&year=&by=", ALL),
        ("?q=cafe", ["Deep Listening"]),
        ("?q=listen", ["Deep Listening"]),
        ("?q=verso", ["Shallow Reading", "Deep Listening"]),
        ("?q=%22deep+listening%22", ["Deep Listening"]),
        ("?q=%22listening+deep%22", []),
        ("?q=deep+reading", []),
        ("?venue=ISMIR+2023", ["Shallow Reading"]),
        ("?venue=ICLR+2024", ["Loud Silence", "Deep Listening"]),
        ("?venue=Nowhere", []),
        ("?year=2024", ["Loud Silence", "Deep Listening"]),
        ("?year=1999", []),
        ("?author=Quill", ["Deep Listening"]),
        ("?author=ada+quill", ["Deep Listening"]),
        ("?author=A.+Quill", ["Deep Listening"]),
        ("?author=Quill,+Ada", ["Deep Listening"]),
        ("?author=Bruno+Quill", []),
        ("?author=Bruno+de+la+Verso", ["Shallow Reading", "Deep Listening"]),
        ("?author=de+la+Verso", ["Shallow Reading", "Deep Listening"]),
        ("?author=Verso", ["Shallow Reading", "Deep Listening"]),
        ("?author=Marquez", ["Loud Silence"]),
        ("?author=gabriel+garcia+m%C3%A1rquez", ["Loud Silence"]),
        ("?author=the+harbour+consortium", ["Slow Light"]),
        ("?by=otto-brandt", ["Deep Listening"]),
        ("?by=ines-gomez", ["Slow Light", "Loud Silence", "Shallow Reading"]),
        ("?by=nobody", []),
        ("?author=verso&year=2024", ["Deep Listening"]),
        ("?author=verso&year=2024&venue=ISMIR+2023", []),
        ("?q=reading&by=ines-gomez&year=2023&venue=ISMIR+2023&author=verso", ["Shallow Reading"]),
        ("?year=abc", ALL),
        ("?year=%C2%B2024", ALL),
        ("?year=99999999999", ALL),
        ("?q=%00&author=%00&venue=%00&by=%00", ALL),
        (f"?author={'x' * 5000}&venue={'y' * 5000}", []),
    ],
)
def test_the_parts_of_a_filter_are_combined(client, library, query, found):
    assert titles(client, query) == found
    heading = shown(client, query).select_one(".heading h2").text
    assert heading == f"{len(found)} paper{'' if len(found) == 1 else 's'}"


def test_the_form_offers_what_public_papers_have_and_keeps_what_was_asked(client, library):
    page = shown(client, "?q=deep&author=Quill&venue=iclr+2024&year=2024&by=otto-brandt")

    offered = {
        select["name"]: [option.text for option in select.select("option")][1:]
        for select in page.select(".filters select")
    }
    kept = {field["name"]: field.get("value") for field in page.select(".filters input")}
    kept |= {
        select["name"]: select.select_one("[selected]").text for select in page.select("select")
    }
    assert offered == {
        "venue": ["ICLR 2024", "ISMIR 2023"],
        "year": ["2024", "2023"],
        "by": ["Otto Brandt", "Inés Gómez"],
    }
    assert kept == {"q": "deep", "author": "Quill", "venue": "ICLR 2024", "year": "2024",
                    "by": "Otto Brandt"}  # fmt: skip
    assert "SECRET" not in page.text


def test_each_part_of_a_filter_can_be_taken_away(client, library):
    page = shown(client, "?venue=ICLR+2024&author=Quill&q=deep")

    assert [(chip.bdi.text, chip["href"]) for chip in page.select(".applied a")] == [
        ("“deep”", "/papers/?author=Quill&venue=ICLR+2024"),
        ("by Quill", "/papers/?q=deep&venue=ICLR+2024"),
        ("ICLR 2024", "/papers/?q=deep&author=Quill"),
    ]


def test_an_empty_answer_says_what_to_do(client, library):
    page = shown(client, "?q=deep+reading&author=Nobody&venue=Nowhere&year=1999&by=gone")

    assert [link["href"] for link in page.select(".search-help a")] == [
        "/search/?q=deep%20reading", "/papers/"]  # fmt: skip
    assert "Take a part of it away above." in page.select_one(".search-help").text
    chosen = [option.text for option in page.select("option[selected]")]
    assert chosen == ["Nowhere", "1999", "gone"]


def test_a_filter_with_markup_in_it_stays_text(client, library):
    page = shown(client, f"?q={MARK}&author={MARK}&venue={MARK}&by={MARK}&year={MARK}")

    assert page.select("main script, main x") == []
    assert page.select_one("[name=q]")["value"] == MARK


def test_pages_keep_the_filter_and_an_old_address_of_a_page_too(client, publication):
    for number in range(31):
        paper = make_paper(f"Paper {number:02}", **{"container-title": "ICLR" if number else "X"})
        make_post(body=[paper_entry(paper)], date=dt.datetime(2024, 1, 1, tzinfo=dt.UTC))
    extra = make_paper("Paper 31", **{"container-title": "ICLR"})
    make_post(body=[paper_entry(extra)], date=dt.datetime(2024, 1, 1, tzinfo=dt.UTC))

    first = shown(client, "?venue=ICLR&year=2024")
    second = shown(client, "?venue=ICLR&year=2024", path="/papers/page/2/")

    assert first.select_one("[rel=next]")["href"] == "/papers/page/2/?venue=ICLR&year=2024"
    assert second.select_one("[rel=prev]")["href"] == "/papers/?venue=ICLR&year=2024"
    assert [link.text for link in second.select(".listing__title a")] == ["Paper 31"]
    for asked, leads_to in {
        "/papers/?venue=ICLR&page=2": "/papers/page/2/?venue=ICLR",
        "/papers/page/1/?venue=ICLR&q=a+b": "/papers/?venue=ICLR&q=a+b",
        "/papers/?page=2": "/papers/page/2/",
    }.items():
        answer = client.get(asked)
        assert (answer.status_code, answer["Location"]) == (301, leads_to)


def test_only_the_whole_list_is_for_search_engines(client, library):
    whole, part = shown(client), shown(client, "?venue=ICLR+2024")

    assert whole.select("meta[name=robots]") == []
    assert part.select_one("meta[name=robots]")["content"] == "noindex"
    assert part.select_one("link[rel=canonical]")["href"].endswith("/papers/")
    alternates = [link["href"] for link in part.select("link[rel=alternate][title=RIS]")]
    assert [link.partition("/papers")[2] for link in alternates] == [".ris?venue=ICLR+2024"]


READERS = {
    "bib": lambda text: [
        entry["title"].strip("{}") for entry in bibtexparser.parse_string(text).entries
    ],
    "ris": lambda text: [record["title"] for record in rispy.loads(text)],
    "json": lambda text: [item["title"] for item in json.loads(text)],
}


def downloaded(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer, b"".join(answer.streaming_content).decode()


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize("query", ["", "?venue=iclr+2024", "?author=Verso&year=2023"])
def test_a_list_is_a_file_of_the_same_papers_in_the_same_order(client, library, suffix, query):
    answer, text = downloaded(client, f"/papers.{suffix}{query}")

    assert READERS[suffix](text) == titles(client, query)
    assert answer["Content-Disposition"] == f'inline; filename="papers.{suffix}"'
    assert answer.get("X-Robots-Tag") == ("noindex" if query else None)


def test_a_long_list_is_fetched_in_parts_and_changes_nothing_of_the_file(
    client, library, monkeypatch
):
    _answer, whole = downloaded(client, "/papers.json")
    monkeypatch.setattr(citations, "_AT_A_TIME", 1)

    _answer, in_parts = downloaded(client, "/papers.json")

    assert in_parts == whole


def test_a_file_that_has_not_changed_is_not_sent_again(client, library):
    tag = client.get("/papers.bib")["ETag"]

    assert client.get("/papers.bib", headers={"if-none-match": tag}).status_code == 304
    Paper.objects.get(title="Deep Listening").save()
    assert client.get("/papers.bib", headers={"if-none-match": tag}).status_code == 200


def test_what_a_search_finds_is_a_file_of_reports_and_papers(client, library):
    make_post(title="A walk with verso", slug="walk", authors=[make_author("Verso Club")])
    call_command("rebuild_search", verbosity=0)

    for suffix, read in READERS.items():
        _answer, text = downloaded(client, f"/search.{suffix}?q=verso")
        results = shown(client, "?q=verso", path="/search/").select(".listing > li")
        listed = [row.h3.text for row in results if row.p.text != "Author"]
        assert read(text) == listed
        assert (len(listed), listed[0]) == (5, "A walk with verso")
        _answer, text = downloaded(client, f"/search.{suffix}?q=verso&kind=paper&year=2023")
        assert read(text) == ["Shallow Reading"]
    page = shown(client, "?q=verso&kind=paper", path="/search/")
    assert page.select_one("a[download]")["href"] == "/search.bib?q=verso&kind=paper"


@pytest.mark.parametrize("query", QUERIES)
def test_no_query_breaks_a_file(client, library, query):
    for address in ("/papers.bib", "/search.ris"):
        assert client.get(f"{address}?{query}").status_code in (200, 404)


def test_a_file_of_nothing_is_none(client, library):
    for address in ("/papers.bib?venue=Nowhere", "/search.bib", "/search.bib?q=zzyzx"):
        assert client.get(address).status_code == 404


def test_a_filter_costs_the_same_for_few_papers_and_for_many(client, library):
    query = "/papers/?q=paper&author=Quill&venue=ICLR+2024&year=2024&by=otto-brandt"

    def cost(address):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    def add(count):
        author = make_author()
        for _number in range(count):
            make_post(authors=[author], body=[paper_entry(make_paper())])
        call_command("rebuild_search", verbosity=0)

    add(2)
    few = {address: cost(address) for address in ("/papers/", query)}
    add(10)
    assert {address: cost(address) for address in few} == few
    assert max(few.values()) <= 14


def test_the_names_of_a_paper_follow_its_record():
    paper = make_paper("Deep Listening", author=[ADA, BRUNO, GABRIEL, HARBOUR])

    def keys():
        rows = PaperAuthor.objects.filter(paper=paper).order_by("family")
        return list(rows.values_list("family", "given"))

    assert keys() == [
        ("de la verso", "b"), ("garcia", "gabriel"), ("garcia marquez", "gabriel"),
        ("marquez", "gabriel"), ("quill", "ada"), ("the harbour consortium", ""), ("verso", "b"),
    ]  # fmt: skip
    paper.authors_text = "Carla Folio"
    paper.save()
    assert keys() == [("folio", "carla")]
