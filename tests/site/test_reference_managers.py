"""Reference managers read our pages and files, and find what stands there."""

from urllib.parse import parse_qs

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Site

from blog.papers.citation import styled_citations
from blog.site.models import PublicationSettings
from tests.factories import make_author, make_paper, make_post, paper_list
from tests.zotero import save

pytestmark = pytest.mark.django_db
AUTHORS = [
    {"family": "Berg", "given": "Ada Maria", "non-dropping-particle": "van der"},
    {"family": "Quill", "given": "Bruno", "suffix": "Jr."},
    {"family": "山田", "given": "太郎"},
    {"literal": "Collective"},
]


@pytest.fixture
def report(publication):
    site = Site.objects.get(is_default_site=True)
    PublicationSettings.objects.update_or_create(site=site, defaults={"name": "The Room"})
    people = [
        make_author("Ada Maria van der Berg", slug="ada", given="Ada Maria", family="Berg",
                    particle="van der", orcid="0000-0002-1825-0097"),
        make_author("Bruno Quill, Jr.", slug="bruno", given="Bruno", family="Quill", suffix="Jr."),
        make_author("The Room, Upstairs", slug="room", kind="organisation", given="", family=""),
    ]  # fmt: skip
    papers = [
        make_paper("Deep Listening", arxiv="2401.00001", author=AUTHORS, type="article",
                   **{"container-title": ""}),
        make_paper("At a Conference", author=AUTHORS),
    ]  # fmt: skip
    return make_post(title="Hello & <Vienna>", slug="vienna", authors=people,
                     licence="cc-by-4.0", body=[paper_list(papers)])  # fmt: skip


def test_zotero_saves_a_post_with_kind_authors_date_and_publication(client, report):
    saved = save(client.get("/vienna/").content)

    assert (saved.kind, saved.title) == ("blogPost", "Hello & <Vienna>")
    assert saved.creators == [
        ("Ada Maria", "van der Berg"),
        ("Bruno", "Quill"),
        ("", "The Room Upstairs"),
    ]
    assert (saved.date, saved.publication) == ("2024/05/15", "The Room")
    assert (saved.url, saved.language) == ("http://localhost/vienna/", "en")


def test_zotero_saves_the_paper_and_not_our_page_about_it(client, report):
    preprint = save(client.get("/papers/deep-listening/").content)
    presented = save(client.get("/papers/at-a-conference/").content)

    assert (preprint.kind, preprint.title) == ("preprint", "Deep Listening")
    assert preprint.creators == [
        ("Ada Maria", "van der Berg"), ("Bruno", "Quill"), ("太郎", "山田"), ("", "Collective"),
    ]  # fmt: skip
    assert (preprint.date, preprint.url) == ("2024", "https://arxiv.org/abs/2401.00001")
    assert (presented.kind, presented.publication) == ("conferencePaper", "ICLR 2024")


def test_the_page_offers_itself_and_each_of_its_papers_to_be_saved(client, report):
    page = BeautifulSoup(client.get("/vienna/").content, "html.parser")
    saved = [parse_qs(span["title"]) for span in page.select("span.Z3988")]

    assert [item.get("rft.atitle", item.get("rft.title")) for item in saved] == [
        ["Hello & <Vienna>"], ["Deep Listening"], ["At a Conference"],
    ]  # fmt: skip
    assert saved[0]["rft.type"] == ["blogPost"]
    assert saved[0]["rft.au"] == ["van der Berg, Ada Maria", "Quill, Bruno"]
    assert saved[0]["rft.aucorp"] == ["The Room, Upstairs"]
    assert saved[2]["rft.genre"] == ["proceeding"]


def test_programs_are_led_from_a_post_to_authors_licence_and_files(client, report):
    answer = client.get("/vienna/")
    head = BeautifulSoup(answer.content, "html.parser").head
    root = "http://localhost/vienna/"

    assert answer["Link"].split(", ") == [
        f'<{root}>; rel="cite-as"',
        '<https://orcid.org/0000-0002-1825-0097>; rel="author"',
        '<http://localhost/authors/bruno/>; rel="author"',
        '<http://localhost/authors/room/>; rel="author"',
        '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
        '<https://schema.org/BlogPosting>; rel="type"',
        f'<{root}cite.bib>; rel="alternate describedby"; type="application/x-bibtex"',
        f'<{root}cite.ris>; rel="alternate describedby"; type="application/x-research-info-systems"',
        f'<{root}cite.json>; rel="alternate describedby"; '
        'type="application/vnd.citationstyles.csl+json"',
        f'<{root}papers.bib>; rel="alternate"; type="application/x-bibtex"',
        f'<{root}papers.ris>; rel="alternate"; type="application/x-research-info-systems"',
        f'<{root}papers.json>; rel="alternate"; type="application/vnd.citationstyles.csl+json"',
    ]
    for link in head.select("link[rel~=alternate][type^='application/x-'], link[type*=csl]"):
        assert client.get(link["href"])["Content-Type"].startswith(link["type"])
    assert [link["href"] for link in head.select("link[rel=cite-as]")] == [root]
    assert 'rel="cite-as"' in client.get("/papers/deep-listening/")["Link"]
    assert "<https://arxiv.org/abs/2401.00001>" in client.get("/papers/deep-listening/")["Link"]
    assert "Link" not in client.get("/nowhere/")


def test_the_box_cites_a_post_in_each_style_and_breaks_on_no_title(client, report):
    box = BeautifulSoup(client.get("/vienna/").content, "html.parser").select_one(".cite")

    assert [part.text for part in box.select("summary")] == ["APA", "Chicago", "IEEE", "BibTeX"]
    address = "http://localhost/vienna/"
    assert [part.text for part in box.select(".cite__text")] == [
        "van der Berg, A. M., Quill, B., Jr., & The Room, Upstairs. (2024, May 15). "
        f"Hello & <Vienna>. The Room. {address}",
        "Berg, Ada Maria van der, Bruno Quill Jr., and The Room, Upstairs. 2024. "
        f"“Hello & <Vienna>.” The Room. May 15. {address}.",
        "A. M. van der Berg, B. Quill Jr., and The Room, Upstairs, “Hello & <Vienna>,” The Room. "
        f"[Online]. Available: {address}",
    ]
    assert box.select_one(".cite__text a")["href"] == address
    assert "Hello \\& <Vienna>" in box.select_one("#cite-bib").text
    assert [link["href"] for link in box.select(".downloads a")] == [
        f"/vienna/{name}.{suffix}"
        for name in ("cite", "papers")
        for suffix in ("bib", "ris", "json")
    ]


@pytest.mark.parametrize(
    ("item", "apa"),
    [
        ({"title": "Undated", "author": [{"literal": "The Room"}]}, "The Room. (n.d.). <i>Undated</i>."),
        ({"title": "題名", "author": [{"family": "山田", "given": "太郎"}], "issued": {"date-parts": [[2024]]}},
         "山田太郎. (2024). <i>題名</i>."),
        ({"title": "Nobody's", "issued": {"raw": "in press"}}, "<i>Nobody's</i>. (n.d.)."),
        ({"title": "</p><script>x</script>", "author": [{"literal": "A & B"}]},
         "A &amp; B. (n.d.). <i>&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</i>."),
    ],
)  # fmt: skip
def test_records_with_gaps_are_cited_as_far_as_they_go(item, apa):
    found = {each.style: each.html for each in styled_citations(item)}

    assert list(found) == ["apa", "chicago", "ieee"]
    assert found["apa"] == apa


def test_a_second_view_asks_no_citation_processor(client, report, monkeypatch):
    shown = client.get("/vienna/").content

    # Were it asked again it would find no style.
    monkeypatch.setattr("blog.papers.citation.STYLES", {"apa": ("APA", "gone"),
                        "chicago": ("Chicago", "gone"), "ieee": ("IEEE", "gone")})  # fmt: skip
    from blog.papers import citation

    citation._style.cache_clear()

    assert client.get("/vienna/").content == shown
