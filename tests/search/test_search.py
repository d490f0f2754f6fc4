import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from blog.core.bulk import bulk_run
from blog.posts.models import Category, PostPage
from blog.search.models import SearchEntry, SearchTerm
from tests.factories import (
    make_author,
    make_event,
    make_paper,
    make_post,
    paper_entry,
    paper_list,
    prose,
)


def index():
    call_command("rebuild_search", verbosity=0)


def look(client, typed, **parameters):
    response = client.get("/search/", {"q": typed, **parameters})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(client, typed, **parameters):
    return [item.text for item in look(client, typed, **parameters).select(".listing__title")]


@pytest.mark.parametrize("typed", ["café", "cafe", "CAFES", "Café", "cafés"])
def test_a_word_is_found_with_and_without_accents_capitals_and_endings(client, publication, typed):
    make_post(title="Le café des modèles", language="fr")
    make_post(title="Tea")

    assert titles(client, typed) == ["Le café des modèles"]


def test_a_title_comes_before_a_category_and_a_category_before_the_body(client, publication):
    make_post(title="Body", body=[prose(f"<p>{'diffusion ' * 50}</p>")])
    make_post(title="Category", categories=["Diffusion"])
    make_post(title="Diffusion")

    assert titles(client, "diffusion") == ["Diffusion", "Category", "Body"]


def test_all_words_of_a_query_must_stand_in_a_result(client, publication):
    make_post(title="Music", body=[prose("<p>Source separation.</p>")])
    make_post(title="Speech", body=[prose("<p>Source coding.</p>")])

    assert titles(client, "separation music source") == ["Music"]


def test_when_nothing_has_all_words_those_with_most_come_first_and_the_page_says_so(
    client, publication
):
    make_post(title="One", body=[prose("<p>wave</p>")])
    make_post(title="Two", body=[prose("<p>wave net</p>")])

    page = look(client, "wave net synthesis")

    assert [item.text for item in page.select(".listing__title")] == ["Two", "One"]
    assert "has all of these words" in page.select_one(".search-note").text


def test_words_in_quotes_must_stand_side_by_side(client, publication):
    make_post(title="Near", body=[prose("<p>We like self-attention, a lot.</p>")])
    make_post(title="Far", body=[prose("<p>Attention to the self.</p>")])

    assert titles(client, '"self attention"') == ["Near"]
    assert sorted(titles(client, "self attention")) == ["Far", "Near"]


def test_a_phrase_that_stands_nowhere_is_not_taken_apart(client, publication):
    make_post(title="Attention")

    assert titles(client, '"self attention"') == []
    assert "Try them without" in look(client, '"self attention"').select_one(".search-help").text


def test_a_phrase_of_signs_that_mean_something_to_like_finds_nothing_else(client, publication):
    make_post(title="Hundred percent")

    assert titles(client, '"% percent"') == ["Hundred percent"]
    assert titles(client, '"%_ hundred %"') == ["Hundred percent"]
    assert titles(client, "%") == []


@pytest.mark.parametrize("typed", ["diffu", "models diffu", "diffusio", "models diffusi"])
def test_the_beginning_of_the_last_word_is_enough(client, publication, typed):
    make_post(title="Diffusion models")
    make_post(title="Tea")

    assert titles(client, typed) == ["Diffusion models"]


def test_papers_and_authors_are_found_beside_posts(client, publication):
    ada = make_author("Ada Quill")
    paper = make_paper("Deep Listening", arxiv="2401.12345")
    make_post(title="Vienna", authors=[ada], body=[paper_list([paper])])
    index()

    assert titles(client, "listening") == ["Deep Listening", "Vienna"]
    assert titles(client, "2401.12345") == ["Deep Listening"]
    assert titles(client, "quill")[0] == "Ada Quill"


def test_japanese_and_arabic_titles_are_found_by_a_part_of_them(client, publication):
    make_post(title="音楽情報処理の国際会議", language="ja")
    make_post(title="مؤتمر الموسيقى", language="ar")

    assert titles(client, "情報処理") == ["音楽情報処理の国際会議"]
    assert titles(client, "議") == ["音楽情報処理の国際会議"]
    assert titles(client, "الموسيقى") == ["مؤتمر الموسيقى"]


def test_drafts_private_and_expired_posts_and_what_only_they_name_are_not_found(
    client, publication
):
    secrets = {
        "authors": [make_author("Secret Author")],
        "body": [paper_entry(make_paper("Secret Paper")), prose("<p>secret text</p>")],
        "event": make_event("SECRET"),
        "categories": ["Secret"],
    }
    make_post(title="Secret draft", live=False, **secrets)
    private = make_post(title="Secret members", **secrets)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    expired = make_post(title="Secret old", **secrets)
    PostPage.objects.filter(pk=expired.pk).update(expire_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    edited = make_post(title="Public")
    edited.title = "Secret edit"
    edited.body = [("prose", "<p>secret</p>")]
    edited.save_revision()
    index()

    page = look(client, "secret")

    assert page.select(".listing__title") == []
    assert page.select(".facets") == []
    assert titles(client, "secret author") == []


def test_a_post_that_is_withdrawn_or_deleted_is_gone_from_the_index(client, publication):
    post, other = make_post(title="Here"), make_post(title="There")
    post.unpublish()
    other.delete()

    assert not SearchEntry.objects.filter(kind="post").exists()
    assert not SearchTerm.objects.exists()


def test_a_new_name_is_found_at_once(client, publication, django_capture_on_commit_callbacks):
    ada, audio = make_author("Ada Quill"), Category.named("Audio")
    make_post(title="Vienna", authors=[ada], categories=["Audio"])

    with django_capture_on_commit_callbacks(execute=True):
        ada.display_name = "Ada Verso"
        ada.save()
        audio.name = "Sound"
        audio.save()

    assert titles(client, "verso sound") == ["Vienna"]
    assert titles(client, '"ada quill"') == []


def test_the_body_is_shown_where_the_words_are_and_nothing_is_run(client, publication):
    text = (
        "<p>"
        + "Before it. " * 60
        + "A neural &lt;b&gt;codec&lt;/b&gt; for music."
        + " After. " * 60
    )
    make_post(title="Vienna", body=[prose(f"{text}</p>")])

    page = look(client, "codec")

    shown = page.select_one(".listing__text")
    assert [mark.text for mark in shown.select("mark")] == ["codec"]
    assert "A neural <b>codec</b> for music." in shown.text
    assert shown.text.startswith("… ")
    assert shown.text.endswith(" …")
    assert len(shown.text) < 230


def test_words_are_marked_in_titles_as_they_are_written(client, publication):
    make_post(title="Une étude des Modèles", language="fr")

    [title] = look(client, "etudes modele").select(".listing__title a")

    assert [mark.text for mark in title.select("mark")] == ["étude", "Modèles"]


@pytest.fixture
def three_reports(publication):
    ada, bruno = make_author("Ada Quill"), make_author("Bruno Verso")
    make_post(title="Talk one", authors=[ada], categories=["Audio"], event=make_event("ICLR", 2024),
              date=dt.datetime(2024, 5, 1, tzinfo=dt.UTC))  # fmt: skip
    make_post(title="Talk two", authors=[ada, bruno], event=make_event("ICASSP", 2023),
              date=dt.datetime(2023, 5, 1, tzinfo=dt.UTC))  # fmt: skip
    make_post(title="Talk tres", authors=[bruno], language="es",
              date=dt.datetime(2023, 6, 1, tzinfo=dt.UTC))  # fmt: skip


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"author": "ada-quill"}, {"Talk one", "Talk two"}),
        ({"author": ["ada-quill", "bruno-verso"]}, {"Talk one", "Talk two", "Talk tres"}),
        ({"author": "ada-quill", "year": "2023"}, {"Talk two"}),
        ({"category": "audio"}, {"Talk one"}),
        ({"event": "icassp-2023"}, {"Talk two"}),
        ({"language": "es"}, {"Talk tres"}),
        ({"kind": "post"}, {"Talk one", "Talk two", "Talk tres"}),
        ({"author": "nobody", "year": "x", "kind": "'"}, {"Talk one", "Talk two", "Talk tres"}),
    ],
)
def test_facets_narrow_a_result_and_unknown_ones_are_not_applied(
    client, three_reports, parameters, expected
):
    assert set(titles(client, "talk", **parameters)) == expected


def test_facets_say_how_many_they_would_leave(client, three_reports):
    page = look(client, "talk", year="2023")

    counts = {label.input["value"]: label.span.text for label in page.select(".facets label")}
    assert counts["2024"] == "1"
    assert counts["ada-quill"] == "1"
    assert counts["bruno-verso"] == "2"
    [chip] = page.select(".applied a")
    assert chip["href"] == "/search/?q=talk"


def test_results_can_be_sorted_by_date(client, three_reports):
    assert titles(client, "talk", sort="date") == ["Talk one", "Talk tres", "Talk two"]


def test_a_long_result_is_read_page_by_page_with_its_facets(client, publication):
    for number in range(23):
        make_post(title=f"Talk {number}", language="es" if number % 2 else "en")

    seen, address = [], "/search/?q=talk&language=en"
    while address:
        page = BeautifulSoup(client.get(address).content, "html.parser")
        seen += [item.text for item in page.select(".listing__title")]
        link = page.select_one(".pages [rel=next]")
        address = link["href"] if link else ""

    assert len(seen) == len(set(seen)) == 12
    assert client.get("/search/page/9/?q=talk").status_code == 404
    assert client.get("/search/?q=talk&page=2")["Location"] == "/search/page/2/?q=talk"
    assert client.get("/search/page/1/?q=talk")["Location"] == "/search/?q=talk"


@pytest.mark.parametrize(
    "query",
    [
        "q=a%22b",
        "q=%00",
        "q=%00a%00b",
        "q=" + "x" * 10_000,
        "q=" + "%22" * 333,
        "q=%27%3B%20DROP%20TABLE%20x--",
        "q=%FF%FE",
        "q=<script>alert(1)</script>",
        "q=a&q=b&page=abc",
        "q=a&page=-1",
        "q=a&page=99999999999999999999999",
        "q=a&year=%00&author=%00&kind=" + "k" * 5000,
        "q=a*%20OR%20(b%20AND",
        "q=%F0%9F%98%80",
        "q=%E0%A4%A8%E0%A4%AE",
        "page=2",
        "sort=%00",
    ],
)
def test_no_query_is_too_strange(client, publication, query):
    make_post(title="A talk", body=[prose("<p>a b c</p>")])

    response = client.get(f"/search/?{query}", follow=True)

    assert response.status_code in (200, 404)
    assert b"<script>alert" not in response.content


def test_other_methods_are_refused(client, publication):
    assert client.post("/search/", {"q": "a"}).status_code == 405
    assert client.head("/search/?q=a").status_code == 200


def test_an_unknown_word_is_named_and_the_rest_offered(client, publication):
    make_post(title="Diffusion", language="en")

    page = look(client, "xyzzy plugh")

    assert "“xyzzy”, “plugh”" in page.select_one(".search-help").text


def test_an_empty_search_helps(client, publication):
    page = look(client, "  ")

    assert page.select_one("h1").text == "Search"
    assert len(page.select(".search-help li")) == 3


def test_a_search_page_costs_at_most_twelve_queries_and_sets_no_cookie(
    client, publication, django_assert_max_num_queries
):
    for number in range(12):
        ada = make_author(f"Talk Author{number}")
        make_post(title=f"A talk {number}", authors=[ada], categories=[f"c{number}"],
                  event=make_event("ICLR", 2000 + number),
                  body=[paper_list([make_paper(f"Talk paper {number}")])])  # fmt: skip
    index()
    client.get("/search/?q=talk")

    with django_assert_max_num_queries(12):
        response = client.get("/search/?q=talk+autho&kind=post&kind=paper&kind=author")

    assert not response.cookies


def test_rebuilding_changes_nothing_the_second_time(publication, capsys):
    make_post(authors=[make_author()], body=[paper_entry(make_paper())])
    call_command("rebuild_search")
    capsys.readouterr()

    call_command("rebuild_search")

    assert capsys.readouterr().out.splitlines() == [
        "post: 1 in the index, 0 changed",
        "paper: 1 in the index, 0 changed",
        "author: 1 in the index, 0 changed",
    ]


def test_what_a_bulk_run_leaves_to_the_worker_is_found_with_its_papers_and_authors(
    publication, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True), bulk_run():
        paper, author = make_paper("Zebra crossings"), make_author("Zeno Quill")
        make_post(title="Harbour", authors=[author], body=[paper_entry(paper)])

    assert set(SearchEntry.objects.values_list("kind", "title")) == {
        ("post", "Harbour"),
        ("paper", "Zebra crossings"),
        ("author", "Zeno Quill"),
    }
