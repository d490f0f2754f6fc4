"""Papers that are perhaps one, in the admin: found, compared, merged or told apart."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse

from blog.papers.models import DistinctPapers, Paper
from tests.factories import make_paper, make_post, paper_entry

pytestmark = pytest.mark.django_db
LIST = "paper_duplicates"


@pytest.fixture
def pair(publication):
    preprint = make_paper(
        "Listening in Tongues of Choirs", type="article", **{"container-title": ""}
    )
    printed = make_paper("Listening in tongues: of choirs")
    make_paper("Something else entirely")
    return preprint, printed


def comparison(pair):
    return reverse("compare_papers", args=[paper.pk for paper in pair])


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_each_pair_stands_in_the_list_with_what_speaks_for_it(admin_client, pair):
    page = shown(admin_client, reverse(LIST))

    [row] = page.select(".paper-pair")
    assert [title.text for title in row.select(".paper-row__title")] == [p.title for p in pair]
    assert [reason.text for reason in row.select(".paper-pair__why li")] == [
        "The titles are the same but for signs and accents.",
        "One is a preprint, the other has been published.",
        "The authors are the same.",
    ]
    assert row.a["href"] == comparison(pair)


def test_titles_of_two_spellings_say_which_words_differ(admin_client, publication):
    make_paper("Modelling harmony in polyphonic vocal music")
    make_paper("Modeling harmony in polyphonic vocal music")

    [why, _author] = shown(admin_client, reverse(LIST)).select(".paper-pair__why li")

    assert why.text == "The titles differ in a word or a spelling: modelling / modeling."


def test_both_records_stand_side_by_side_with_what_would_move(admin_client, pair):
    post = make_post(title="Ten papers", body=[paper_entry(pair[0])])

    page = shown(admin_client, comparison(pair))

    differing = [row.th.find(string=True) for row in page.select(".paper-compare__differs")]
    assert differing == ["Title", "Venue", "Identifiers"]
    edits = [reverse("wagtailsnippets_blog_paper:edit", args=[paper.pk]) for paper in pair]
    links = page.select(".paper-compare thead a")
    assert [(a.text, a["href"]) for a in links] == list(
        zip(["Paper A", "Paper B"], edits, strict=True)
    )
    goes = page.select(".paper-side")[1]
    assert goes.h3.text == "Keep Paper B"
    assert goes.button.text == "Merge into Paper B"
    assert goes.select_one("[name=keep]")["value"] == str(pair[1].pk)
    assert [(link.text, link["href"]) for link in goes.select("ul a")] == [
        ("Ten papers", reverse("wagtailadmin_pages:edit", args=[post.pk]))]  # fmt: skip
    assert Paper.objects.count() == 3, "looking changes nothing"


def test_merging_moves_what_uses_the_one_and_leads_its_address_on(admin_client, client, pair):
    preprint, printed = pair
    post = make_post(title="Ten papers", slug="ten", body=[paper_entry(preprint)])
    former = preprint.get_absolute_url()

    answer = admin_client.post(comparison(pair), {"keep": printed.pk}, follow=True)

    assert answer.redirect_chain == [(reverse(LIST), 302)]
    assert not Paper.objects.filter(pk=preprint.pk).exists()
    assert [mention.paper for mention in post.mentions.all()] == [printed]
    assert printed.identifiers.count() == 2
    assert client.get(former)["Location"] == printed.get_absolute_url()
    assert "No two papers have nearly the same title" in answer.content.decode()


def test_papers_that_are_two_are_not_shown_again(admin_client, pair, capsys):
    admin_client.post(comparison(pair), {"distinct": "1"})

    assert shown(admin_client, reverse(LIST)).select(".paper-pair") == []
    assert Paper.objects.count() == 3
    call_command("papers", "duplicates")
    assert capsys.readouterr().out.strip() == "0 pairs"
    # In either order, once.
    admin_client.post(comparison(pair[::-1]), {"distinct": "1"})
    assert DistinctPapers.objects.count() == 1


def test_what_was_told_apart_goes_when_one_of_them_is_merged(admin_client, pair):
    DistinctPapers.tell_apart(*pair)

    admin_client.post(comparison(pair), {"keep": pair[1].pk})

    assert DistinctPapers.objects.count() == 0


def test_a_post_that_decides_nothing_changes_nothing(admin_client, pair):
    for data in ({}, {"keep": "9999999"}, {"keep": "x"}):
        assert admin_client.post(comparison(pair), data).status_code == 302
    assert Paper.objects.count() == 3
    same = reverse("compare_papers", args=[pair[0].pk, pair[0].pk])
    assert admin_client.get(same).status_code == 404
    assert admin_client.get(reverse("compare_papers", args=[1, 99999999])).status_code == 404


@pytest.mark.parametrize(("group", "may"), [("Editors", False), ("Moderators", True)])
def test_only_who_may_merge_sees_them(client, django_user_model, pair, group, may):
    user = django_user_model.objects.create_user("somebody")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)

    answers = [client.get(reverse(LIST)), client.get(comparison(pair)),
               client.post(comparison(pair), {"keep": pair[0].pk})]  # fmt: skip

    assert [answer.status_code for answer in answers] == ([200, 200, 302] if may else [302] * 3)
    assert Paper.objects.count() == (2 if may else 3)
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse(LIST) in menu) == may
