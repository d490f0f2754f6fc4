"""What readers take along: posts and papers as BibTeX, RIS and CSL-JSON."""

import datetime as dt
import json

import pytest
import time_machine
from django.utils.http import http_date

from blog.posts.models import Category, PostPage, PostSeries
from tests.factories import make_author, make_event, make_paper, make_post, paper_entry, paper_list

pytestmark = pytest.mark.django_db
TYPES = {
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "json": "application/vnd.citationstyles.csl+json; charset=utf-8",
}


@pytest.fixture
def report(publication):
    ada = make_author(
        "Ada van der Berg", slug="ada", given="Ada", family="Berg", particle="van der", suffix="Jr."
    )
    group = make_author("The Room & Co.", slug="room", kind="organisation")
    bruno = make_author("Bruno", slug="bruno", given="", family="")
    papers = [make_paper("Deep Listening", arxiv="2401.00001"), make_paper("50% Better")]
    lines = paper_list(papers, contributor=bruno.pk, disclosure="I am a co-author.")
    return make_post(
        title="Hello {Vienna}", slug="hello-vienna", authors=[ada, group, bruno],
        categories=["Audio"], event=make_event("ICLR", 2024),
        series=PostSeries.objects.create(name="Walks", slug="walks"), body=[lines],
        licence="cc-by-4.0",
    )  # fmt: skip


def test_a_post_is_cited_with_all_its_authors(client, report):
    assert client.get("/hello-vienna/cite.bib").content.decode() == (
        "@misc{berg2024hello-vienna,\n"
        "  author       = {van der Berg, Jr., Ada and {The Room \\& Co.} and {Bruno}},\n"
        "  title        = {{Hello \\{Vienna\\}}},\n"
        "  howpublished = {Reports},\n"
        "  year         = {2024},\n"
        "  month        = may,\n"
        "  language     = {en},\n"
        "  url          = {http://localhost/hello-vienna/},\n"
        "  note         = {Licence: CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)},\n"
        "}\n"
    )
    [item] = client.get("/hello-vienna/cite.json").json()
    assert item == {
        "type": "post-weblog",
        "id": "http://localhost/hello-vienna/",
        "citation-key": "berg2024hello-vienna",
        "title": "Hello {Vienna}",
        "author": [
            {"family": "van der Berg", "given": "Ada, Jr."},
            {"literal": "The Room & Co."},
            {"literal": "Bruno"},
        ],
        "issued": {"date-parts": [[2024, 5, 15]]},
        "container-title": "Reports",
        "URL": "http://localhost/hello-vienna/",
        "language": "en",
        "note": "Licence: CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)",
    }
    ris = client.get("/hello-vienna/cite.ris").content.decode().splitlines()
    assert ris[0] == "TY  - BLOG"
    assert [line for line in ris if line.startswith("AU")] == [
        "AU  - van der Berg, Ada, Jr.", "AU  - The Room & Co.", "AU  - Bruno",
    ]  # fmt: skip


def test_the_papers_of_a_post_carry_what_it_says_and_who_said_it(client, report):
    items = client.get("/hello-vienna/papers.json").json()

    assert [item["title"] for item in items] == ["Deep Listening", "50% Better"]
    [first, _second] = report.mentions.all()
    assert items[0]["annote"] == (
        f"Bruno in “Hello {{Vienna}}”, http://localhost/hello-vienna/#{first.anchor}: "
        "We liked it. Disclosure: I am a co-author."
    )
    bibtex = client.get("/hello-vienna/papers.bib").content.decode()
    assert "  annote        = {Bruno in “Hello \\{Vienna\\}”, " in bibtex
    assert (
        "N1  - Bruno in “Hello {Vienna}”, "
        in client.get("/hello-vienna/papers.ris").content.decode()
    )


@pytest.mark.parametrize(
    "place",
    ["hello-vienna/cite", "hello-vienna/papers", "papers/deep-listening/cite", "authors/ada/cite",
     "authors/ada/papers", "categories/audio/cite", "categories/audio/papers", "events/iclr/cite",
     "events/iclr/papers", "events/iclr/2024/cite", "events/iclr/2024/papers", "series/walks/cite",
     "series/walks/papers"],
)  # fmt: skip
@pytest.mark.parametrize("suffix", TYPES)
def test_every_file_says_what_it_is_and_is_sent_once(client, report, place, suffix):
    address = f"/{place}.{suffix}"
    client.get("/")  # makes the settings of the publication
    # Of what changed within the same second only the tag can tell.
    with time_machine.travel(dt.timedelta(minutes=1)):
        answer = client.get(address)
        since = {"If-Modified-Since": answer["Last-Modified"]}
        again = [
            client.get(address, headers=asked).status_code
            for asked in (
                {"If-None-Match": answer["ETag"]},
                since,
                {"If-Modified-Since": http_date(0)},
            )
        ]

    assert again == [304, 304, 200]
    assert answer.status_code == 200
    assert answer["Content-Type"] == TYPES[suffix]
    assert answer["Content-Disposition"].endswith(f'.{suffix}"')
    assert answer["Cache-Control"] == "public, max-age=300"
    assert client.head(address).status_code == 200
    assert client.head(address).content == b""
    assert client.post(address).status_code == 405
    assert client.delete(address).status_code == 405


def test_a_post_at_a_former_address_has_its_files_there(client, publication):
    for address in ("2020/09/recsys2020", "¿que-pasa"):
        make_post(title=address, address=address, body=[paper_entry(make_paper())])

        [item] = client.get(f"/{address}/cite.json").json()
        assert item["title"] == address
        assert client.get(f"/{address}/papers.bib").status_code == 200
        assert (
            client.get(f"{item['URL'].removeprefix('http://localhost')}cite.ris").status_code == 200
        )


def test_a_file_that_would_be_empty_does_not_exist(client, publication):
    make_post(slug="plain", authors=[make_author("Ada", slug="ada")])

    assert client.get("/plain/cite.bib").status_code == 200
    for address in (
        "/plain/papers.bib",
        "/authors/ada/papers.ris",
        "/nowhere/cite.bib",
        "/papers/x/cite.json",
    ):
        assert client.get(address).status_code == 404


def test_a_withdrawn_post_takes_its_files_and_its_papers_along(client, report):
    make_post(slug="other", body=[paper_entry(report.mentions.first().paper)])
    PostPage.objects.get(slug="hello-vienna").unpublish()

    for address in ("/hello-vienna/cite.bib", "/hello-vienna/papers.bib", "/authors/ada/cite.bib",
                    "/events/iclr/2024/papers.bib", "/papers/50-better/cite.bib"):  # fmt: skip
        assert client.get(address).status_code == 404
    assert client.get("/papers/deep-listening/cite.bib").status_code == 200


def test_keys_stay_when_more_is_published(client, publication):
    def keys(address):
        return {item["title"]: item["citation-key"] for item in client.get(address).json()}

    ada = make_author("Ada Quill", slug="ada")
    for title in ("ICLR 2024: ten papers", "ICLR 2024 awards"):
        make_post(title=title, slug=title.lower().replace(" ", "-").replace(":", ""), authors=[ada],
                  body=[paper_entry(make_paper(f"Attention, {title}"))])  # fmt: skip
    posts, papers = keys("/authors/ada/cite.json"), keys("/authors/ada/papers.json")

    make_post(
        title="ICLR 2024", slug="iclr", authors=[ada], body=[paper_entry(make_paper("Attention"))]
    )

    later_posts, later_papers = keys("/authors/ada/cite.json"), keys("/authors/ada/papers.json")
    assert {title: later_posts[title] for title in posts} == posts
    assert {title: later_papers[title] for title in papers} == papers
    assert len(set(later_posts.values())) == len(set(later_papers.values())) == 3


def test_a_key_is_kept_when_the_record_is_corrected(publication):
    paper = make_paper("Attention to Detail")
    assert paper.citation_key == "quill2024attention"
    paper.authors_text, paper.title = "Bruno Verso", "Attention, Corrected"

    paper.save()

    assert paper.citation_item["citation-key"] == "quill2024attention"


def test_a_list_costs_the_same_queries_however_long_it_is(
    client, publication, django_assert_max_num_queries
):
    ada = make_author("Ada Quill", slug="ada")
    Category.named("Audio")
    for _number in range(12):
        make_post(
            authors=[ada], categories=["Audio"], body=[paper_list([make_paper(), make_paper()])]
        )
    client.get("/authors/ada/cite.json")

    for name in ("cite", "papers"):
        with django_assert_max_num_queries(12):
            assert len(json.loads(client.get(f"/authors/ada/{name}.json").content)) in (12, 24)
