"""One name twice, names that nobody sees, and categories of several words."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Site

from blog.authors.models import Author
from blog.core.names import clean_name
from blog.core.tag_text import join_names, split_names
from blog.demo.models import DemoDecision
from blog.papers.models import Event, EventSeries, Paper
from blog.posts.advice import advice_for
from blog.posts.models import Category, PostPage, PostSeries
from blog.site.models import PublicationSettings
from tests.factories import make_author, make_event, make_paper, make_post, paper_list
from tests.transfer.edit_form import opened, send_back

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Ada\r\nQuill", "Ada Quill"),
        ("  Ada\u00a0 Quill\u2028", "Ada Quill"),
        ("\u202eADA\u202c Quill\u200b", "ADA Quill"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क\u094d\u200dष", "क\u094d\u200dष"),
        ("日本", "日本"),
        ("\u200b\u2060", ""),
        ("\u3164\u2800 ", ""),
        ("\u00ad", ""),
    ],
)
def test_a_name_is_one_line_of_what_people_see(written, shown):
    assert clean_name(written) == shown


def named(text):
    series = EventSeries.objects.create(acronym="ICLR")
    return [
        Author(display_name=text),
        Category(name=text, slug="x"),
        PostSeries(name=text),
        EventSeries(acronym=text),
        Paper(title=text),
        Event(series=series, year=2024, name=text),
    ]


def test_every_kind_of_record_cleans_its_name_and_refuses_one_that_nobody_sees(publication):
    fields = ["display_name", "name", "name", "acronym", "title", "name"]
    for record, field in zip(named("A\n\u202ename"), fields, strict=True):
        record.clean()
        assert getattr(record, field) == "A name"
    EventSeries.objects.all().delete()
    for record, field in zip(named("\u200b\u3164")[:-1], fields, strict=False):
        with pytest.raises(ValidationError) as caught:
            record.clean()
        assert caught.value.message_dict[field] == [
            "There is no sign in it that anybody sees. Write a name."
        ]


def test_a_publication_has_its_name_on_one_line_of_what_people_see(publication):
    settings = PublicationSettings.for_site(Site.objects.get())
    for row, fields in ((settings, ["name", "tagline"]), (publication, ["title"])):
        for field in fields:
            setattr(row, field, "The\r\n\u202eThird\u200b Row")
        row.clean()
        assert [getattr(row, field) for field in fields] == ["The Third Row"] * len(fields)
    publication.title = "\u200b\u3164"
    with pytest.raises(ValidationError) as caught:
        publication.clean()
    assert list(caught.value.message_dict) == ["title"]


def test_a_title_that_nobody_sees_is_not_published(admin_client, publication):
    post = make_post(title="Seen")

    answer = send_back(admin_client, post, "publish", opened(admin_client, post) | {
        "title": "\u200b\u3164"})  # fmt: skip

    assert answer.context["form"].errors["title"] == ["This field is required."]
    assert PostPage.objects.get(pk=post.pk).title == "Seen"


def test_a_second_author_of_a_name_is_let_in_and_said(admin_client, publication):
    first = make_author("Ada Quill")
    listed = {f"{name}-{part}_FORMS": 0 for name in ("affiliations", "links")
              for part in ("TOTAL", "INITIAL")}  # fmt: skip

    answer = admin_client.post(
        reverse("wagtailsnippets_blog_author:add"),
        listed | {"display_name": "ada  quill", "kind": "person", "bio": "null"}, follow=True,
    )  # fmt: skip

    second = Author.objects.exclude(pk=first.pk).get()
    page = BeautifulSoup(answer.content, "html.parser")
    [warning] = page.select(".messages > ul .warning")
    assert "There is another author called “Ada Quill”." in warning.text
    compare = f"{reverse('merge', args=['author', second.pk])}?into={first.pk}"
    assert warning.a["href"] == compare
    assert "Stays: Ada Quill" in admin_client.get(compare).content.decode()


def test_a_second_event_series_of_an_acronym_is_let_in_and_said(admin_client, publication):
    first = EventSeries.objects.create(acronym="ICLR")

    answer = admin_client.post(
        reverse("wagtailsnippets_blog_eventseries:add"), {"acronym": "iclr"}, follow=True
    )

    second = EventSeries.objects.exclude(pk=first.pk).get()
    [warning] = BeautifulSoup(answer.content, "html.parser").select(".messages > ul .warning")
    assert "There is another series “ICLR” of events." in warning.text
    compare = f"{reverse('merge', args=['eventseries', second.pk])}?into={first.pk}"
    assert warning.a["href"] == compare
    assert "Stays: ICLR" in admin_client.get(compare).content.decode()


def test_a_series_that_differs_in_capitals_alone_is_refused_in_words(publication):
    PostSeries.objects.create(name="The Kit")

    with pytest.raises(ValidationError, match="There is a series “The Kit” already"):
        PostSeries(name="the kit").full_clean()


def test_an_event_of_another_year_than_its_days_is_said(admin_client, publication):
    event = make_event("IJCAI", 2020)
    address = reverse("wagtailsnippets_blog_event:edit", args=[event.pk])
    data = {"series": event.series_id, "year": 2020, "name": "", "place": "", "url": ""}

    late = admin_client.post(
        address, data | {"starts": "2021-01-07", "ends": "2021-01-15"}, follow=True)  # fmt: skip
    across = admin_client.post(
        address, data | {"starts": "2020-12-30", "ends": "2021-01-02"}, follow=True)  # fmt: skip

    said = "“IJCAI 2020” takes place on 7–15 January 2021, which is not in 2020."
    assert said in late.content.decode()
    assert "which is not in" not in across.content.decode()
    assert Event.objects.get().starts == dt.date(2020, 12, 30)


def test_an_author_twice_in_a_byline_and_a_paper_twice_in_a_list_are_said(publication):
    author, paper, other = make_author("Ada Quill"), make_paper("Vocos"), make_paper("Other")
    papers = paper_list([paper, other, paper], heading="The best", disclosure="I am one.")
    post = make_post(authors=[author, author], body=[papers])

    assert advice_for(post) == [
        "Ada Quill stands in the byline 2 times.",
        "“Vocos” stands in “The best” 2 times.",
    ]


def test_categories_with_quotes_commas_and_several_words_stay_what_they_are(
    admin_client, publication
):
    names = ['The "best" papers', "Deep learning", "Audio", "Speech, sung"]
    post = make_post(title="A report", categories=names)

    send_back(admin_client, post, "publish")

    assert sorted(PostPage.objects.get(pk=post.pk).categories.names()) == sorted(names)
    assert Category.objects.count() == 4
    assert split_names('Deep learning, "Speech, sung",  Audio') == [
        "Audio", "Deep learning", "Speech, sung"]  # fmt: skip
    assert split_names(join_names(Category.objects.all())) == sorted(names)


def test_no_demo_comes_after_it_was_declined(publication):
    DemoDecision.decide(with_demo=False)

    call_command("load_demo", "--if-empty", verbosity=0)

    assert PostPage.objects.count() == 0
    assert DemoDecision.objects.get().with_demo is False
