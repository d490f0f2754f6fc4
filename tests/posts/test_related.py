"""Posts about the same things lead to each other, as far as strangers may read them."""

from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from blog.core.bulk import bulk_run
from blog.posts.models import PostPage, PostTerm, RelatedPost
from tests.factories import make_paper, make_post, paper_entry, prose

pytestmark = pytest.mark.django_db
TIDES = "<p>The tide comes into the harbour at noon, and the gulls know the tide table.</p>"
TRAINS = "<p>A night train carries abstracts, pencils and a quarrel over significance.</p>"


def write(slug, *paragraphs, **fields):
    return make_post(slug=slug, title=slug.title(), body=[*map(prose, paragraphs)], **fields)


def related(slug):
    rows = RelatedPost.objects.filter(post__slug=slug)
    return list(rows.values_list("target__slug", flat=True))


def everything():
    rows = RelatedPost.objects.order_by("post", "-score", "target")
    return [(row.post_id, row.target_id, row.score) for row in rows]


def shown(client, slug):
    page = BeautifulSoup(client.get(f"/{slug}/").content, "html.parser")
    return [tag.text for tag in page.select("[aria-labelledby=related-h] h3")]


def test_posts_that_share_rare_words_find_each_other_whichever_came_first(publication):
    write("first", TIDES)
    write("train", TRAINS)
    write("second", "<p>Gulls in the harbour; tides again.</p>")

    assert (related("first"), related("second"), related("train")) == (["second"], ["first"], [])


def test_one_post_alone_and_two_strangers_show_nothing(client, publication):
    write("first", TIDES)
    assert shown(client, "first") == []

    write("train", TRAINS)
    assert (shown(client, "first"), shown(client, "train")) == ([], [])


def test_words_are_stemmed_as_the_search_stems_them_and_languages_keep_apart(publication):
    write("one", "<p>Las melodías gallegas viajaban.</p>", language="es")
    write("two", "<p>Una melodía gallega viaja.</p>", language="es")
    write("three", "<p>Las melodías gallegas viajaban.</p>", language="en")

    assert related("one") == ["two"]


def test_a_paper_that_both_discuss_counts_across_languages(publication):
    paper = make_paper("Tunes")
    for slug, language in (("gaita", "es"), ("pipes", "en")):
        make_post(slug=slug, language=language, body=[paper_entry(paper, commentary="")])

    assert related("gaita") == ["pipes"]


@pytest.mark.parametrize("hide", ["unpublish", "delete", "lock"])
def test_what_is_hidden_is_shown_nowhere_at_once(client, publication, hide):
    write("first", TIDES)
    second = write("second", TIDES)
    assert shown(client, "first") == ["Second"]

    if hide == "lock":
        PageViewRestriction.objects.create(page=second, restriction_type="login")
    else:
        getattr(second, hide)()

    assert shown(client, "first") == []
    if hide != "lock":
        assert not PostTerm.objects.filter(post=second.pk).exists()


def test_a_draft_is_related_to_nothing(publication):
    write("first", TIDES)
    draft = write("draft", TIDES, live=False)

    assert not RelatedPost.objects.exists()
    draft.get_latest_revision().publish()
    assert related("first") == ["draft"]


def test_an_edit_moves_a_post_to_where_it_now_belongs(publication):
    write("first", TIDES)
    write("train", TRAINS)
    moving = write("moving", TIDES)

    moving.body = [("prose", TRAINS)]
    moving.save_revision().publish()

    assert (related("first"), related("train"), related("moving")) == ([], ["moving"], ["train"])


def test_translations_and_parts_of_a_series_are_not_related_but_shown_as_what_they_are(
    client, publication
):
    group = "5f0c1c1e-0d0b-5a53-9c52-7a1d6c2b9e41"
    write("first", TIDES, translation_group=group)
    write("zweiter", TIDES, translation_group=group, language="en")

    assert related("first") == []
    page = BeautifulSoup(client.get("/first/").content, "html.parser")
    assert page.select_one(".translations a")["href"] == "/zweiter/"


def test_rebuilding_gives_what_publishing_gave(publication):
    for number in range(4):
        write(f"tide-{number}", TIDES)
        write(f"train-{number}", TRAINS)
    call_command("related", "rebuild", stdout=StringIO())
    before = everything()
    PostTerm.objects.all().delete()
    RelatedPost.objects.all().delete()
    out = StringIO()

    call_command("related", "rebuild", stdout=out)
    call_command("related", "rebuild", "--if-empty", stdout=out)

    assert everything() == before
    assert len(before) == 8 * 3
    assert out.getvalue() == "8 posts related.\n"


def test_a_post_with_more_alike_than_fit_keeps_the_best(publication):
    for number in range(10):
        write(f"tide-{number}", TIDES)
        write(f"train-{number}", TRAINS)
        write(f"other-{number}", f"<p>Something else, {number} times.</p>")
    write("last", TIDES, "<p>Sextants, sextants.</p>")
    write("best", TIDES, "<p>Sextants, sextants.</p>")

    rows = RelatedPost.objects.filter(post__slug="last")
    assert (rows.count(), rows.first().target.slug) == (8, "best")
    call_command("related", "rebuild", verbosity=0)
    assert related("last")[0] == "best"


def test_when_one_leaves_those_that_have_too_few_find_others(publication):
    posts = [write(f"tide-{number}", TIDES) for number in range(4)]
    for number in range(4):
        write(f"train-{number}", TRAINS)

    posts[0].delete()

    assert {len(related(f"tide-{number}")) for number in (1, 2, 3)} == {2}


def test_an_import_leaves_it_to_the_worker_which_does_the_same(publication):
    write("first", TIDES)
    with bulk_run():
        write("second", TIDES)

    assert related("first") == ["second"]
    assert PostPage.objects.count() == 2
