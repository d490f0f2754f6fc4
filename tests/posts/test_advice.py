"""What editors are told before readers see a post: wrong numbers, and disclosures that are missing."""

from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from blog.authors.bylines import Credit
from blog.posts.advice import advice_for
from blog.posts.counting import promised
from blog.posts.disclosure import is_same, proposed_disclosure
from blog.posts.models import PostPage
from tests.factories import make_author, make_paper, make_post, paper_entry, paper_list


@pytest.mark.parametrize(
    ("heading", "language", "number"),
    [
        ("Top 10", "en", 10),
        ("Our TOP-10 of the year", "en", 10),
        ("top ten", "en", 10),
        ("Ten papers", "en", 10),
        ("Our ten favourite papers", "en", 10),
        ("ICLR 2024: ten papers", "en", 10),
        ("The 12 best papers of 2024", "en", 12),
        ("A dozen papers", "en", 12),
        ("Los diez mejores", "es", 10),
        ("Quince artículos de ISMIR", "es", 15),
        ("Els deu millors", "ca", 10),
        ("Set articles que ens han agradat", "ca", 7),
        ("Die zehn besten", "de", 10),
        ("Fünf Beiträge", "de", 5),
        ("Zwölf Arbeiten", "de", 12),
        ("Les dix meilleurs articles", "fr", 10),
        ("Dix-sept travaux", "fr", 17),
        ("Top 3", "ja", 3),
        ("Papers", "en", None),
        ("Papers of ICLR 2024", "en", None),
        ("A set of papers", "en", None),
        ("GPT-4 papers", "en", None),
        ("Version 2.0 of our papers", "en", None),
        ("Part 2", "en", None),
        ("One thousand papers", "en", None),
        ("", "en", None),
        ("Top", "en", None),
    ],
)
def test_a_heading_promises_the_number_that_it_says(heading, language, number):
    assert promised(heading, language) == number


ADA = {"given": "Ada", "family": "Quill"}


@pytest.mark.parametrize(
    ("credit", "name", "same"),
    [
        (Credit("Ada Quill", "Quill", "Ada"), ADA, True),
        (Credit("Ada Quill", "Quill", "Ada"), {"given": "A.", "family": "Quill"}, True),
        (Credit("A. M. Quill", "Quill", "A. M."), {"given": "Ada Maria", "family": "Quill"}, True),
        (Credit("Ada Quill", "Quill", "Ada"), {"given": "Ada M.", "family": "QUILL"}, True),
        (Credit("Ada B. Quill", "Quill", "Ada B."), {"given": "Ada C.", "family": "Quill"}, False),
        (Credit("Bruno Quill", "Quill", "Bruno"), ADA, False),
        (Credit("Ada Quill"), ADA, True),
        (Credit("Inés Gómez", "Gómez", "Inés"), {"given": "Ines", "family": "Gomez"}, True),
        (Credit("Bo de la Verso", "Verso", "Bo", "de la"), {"given": "Bo", "family": "de la Verso"},
         True),
        (Credit("Bo Verso", "Verso", "Bo"),
         {"given": "Bo", "family": "Verso", "non-dropping-particle": "de la"}, True),
        (Credit("Plato"), {"literal": "Plato"}, True),
        (Credit("Plato"), {"given": "Plato", "family": "Quill"}, False),
        (Credit("The Harbour", organisation=True), {"literal": "the harbour"}, True),
        (Credit("Ada Quill", "Quill", "Ada", orcid="0000-0002-1825-0097"),
         {"given": "A.", "family": "Q.", "ORCID": "0000-0002-1825-0097"}, True),
        (Credit("Ada Quill", "Quill", "Ada", orcid="0000-0002-1825-0097"),
         ADA | {"ORCID": "0000-0001-5109-3700"}, False),
        (Credit("Ada Quill", "Quill", "Ada", orcid="0000-0002-1825-0097"), ADA, True),
    ],
)  # fmt: skip
def test_a_writer_is_known_among_the_authors_by_orcid_or_by_name(credit, name, same):
    assert is_same(credit, name) == same


def test_what_is_proposed_names_who_it_is():
    ada, bruno = Credit("Ada Quill"), Credit("Bruno Verso")

    assert [
        proposed_disclosure([], ada), proposed_disclosure([ada], ada),
        proposed_disclosure([ada], None), proposed_disclosure([ada], bruno),
        proposed_disclosure([ada, bruno], ada),
    ] == [
        "", "I am a co-author of this paper.", "Ada Quill is a co-author of this paper.",
        "Ada Quill is a co-author of this paper.",
        "Ada Quill and Bruno Verso are co-authors of this paper.",
    ]  # fmt: skip


@pytest.fixture
def ada(publication):
    return make_author("Ada Quill", orcid="0000-0002-1825-0097")


def foreign(number=1):
    return [make_paper(author=[{"literal": "Nobody"}]) for _ in range(number)]


def with_count(block, count):
    block["value"]["expected_count"] = count
    return block


def test_a_list_that_keeps_no_promise_is_named(ada):
    def advice(*blocks, title="A report"):
        return advice_for(make_post(title=title, body=list(blocks)))

    nine, ten = foreign(9), foreign(10)
    said = ["“Top 10” promises 10 papers, and its list has 9."]
    assert advice(paper_list(nine, heading="Top 10")) == said
    assert advice(paper_list(ten, heading="Top 10")) == []
    assert advice(paper_list(nine, heading="Papers"), title="Top 10") == said
    assert advice(paper_list(nine, heading="Nine papers"), title="Top 10") == []
    two = [paper_list(nine, heading="Papers"), paper_list(nine[:1], heading="More")]
    assert advice(*two, title="Top 10") == []
    assert advice(with_count(paper_list(nine, heading="Papers"), 12)) == [
        "“Papers” promises 12 papers, and its list has 9."]  # fmt: skip
    assert advice(with_count(paper_list(nine, heading="Top 10"), 9)) == []


def test_an_entry_on_a_paper_of_ones_own_is_named_until_it_says_so(ada):
    paper = make_paper("Deep Listening: Of Choirs")
    said = ["Ada Quill wrote “Deep Listening” and writes about it here. Say so under Disclosure."]

    assert advice_for(make_post(authors=[ada], body=[paper_entry(paper)])) == said
    by_ada = [paper_list([paper], heading="", contributor=ada.pk)]
    assert advice_for(make_post(body=by_ada)) == said
    told = [paper_entry(paper, disclosure="Ada wrote it.")]
    assert advice_for(make_post(authors=[ada], body=told)) == []
    assert (
        advice_for(make_post(authors=[make_author("Otto Brandt")], body=[paper_entry(paper)])) == []
    )


@pytest.fixture
def editor(client):
    client.force_login(get_user_model().objects.create_superuser("editor"))
    return client


@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}])
def test_who_saves_or_publishes_is_told_and_not_kept_from_it(ada, editor, action):
    post = make_post(slug="ten", live=False)
    value = {"heading": "Top 10", "intro": rich_text("<p></p>"), "expected_count": "",
             "entries": {"count": "0"}}  # fmt: skip
    fields = {"title": "Ten", "slug": "ten", "language": "en", "date_offset": "0",
              "body": streamfield([("paper_list", value)])}  # fmt: skip
    data = nested_form_data(
        fields | {"bylines": inline_formset([]), "comments": inline_formset([])} | action
    )

    answer = editor.post(reverse("wagtailadmin_pages:edit", args=[post.pk]), data)

    assert answer.status_code == 302
    said = [unescape(str(message)) for message in get_messages(answer.wsgi_request)]
    assert [line for line in said if "promises" in line] == [
        "“Top 10” promises 10 papers, and its list has 0."]  # fmt: skip
    assert PostPage.objects.get(pk=post.pk).live == bool(action)


def test_the_editor_is_told_what_an_entry_could_disclose_in_the_language_of_the_post(ada, editor):
    paper, otto = make_paper("Deep Listening"), make_author("Otto Brandt")

    def asked(**query):
        return editor.get(reverse("propose_disclosure"), query).json()["text"]

    assert asked(paper=paper.pk, author=[otto.pk, ada.pk]) == (
        "Ada Quill is a co-author of this paper."
    )
    assert asked(paper=paper.pk, author=[otto.pk], contributor=ada.pk, language="es") == (
        "Soy coautor o coautora de este artículo."
    )
    assert asked(paper=paper.pk, author=[otto.pk]) == ""
    for bad in ("", "x", "²", "9" * 50, "-1"):
        assert asked(paper=bad, author=[bad], contributor=bad, language=bad) == ""


def test_strangers_learn_nothing_of_papers_and_authors(client, ada):
    answer = client.get(reverse("propose_disclosure"), {"paper": make_paper().pk, "author": ada.pk})

    assert answer.status_code == 302
