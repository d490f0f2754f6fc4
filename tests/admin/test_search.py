"""Searching in the lists and choosers of the admin, by the columns that editors see."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model

from blog.posts.models import Category, PostSeries
from tests.admin.everything import SNIPPETS
from tests.factories import (
    make_author,
    make_event,
    make_image,
    make_paper,
    make_post,
)

pytestmark = pytest.mark.django_db
# As a list asks while somebody types; the tour opens the whole pages.
LISTS = {
    **{name: f"wagtailsnippets_blog_{name}:list_results" for name in SNIPPETS},
    "post": "posts:index_results",
    "page": "wagtailadmin_pages:search_results",
    "image": "wagtailimages:index_results",
    "document": "wagtaildocs:index_results",
}
CHOOSERS = {
    **{name: f"wagtailsnippetchoosers_blog_{name}:choose_results" for name in SNIPPETS},
    "page": "wagtailadmin_choose_page_search",
    "image": "wagtailimages_chooser:choose_results",
    "document": "wagtaildocs_chooser:choose_results",
}
# What is typed, and which of two rows it is in.
TYPED = [
    ("author", "zoé"), ("author", "ZOE"), ("author", "zo kraków"), ("author", "0000-0002-1825-0097"),
    ("author", "Kraków"), ("author", "zkowalska"), ("author", "chronicler"),
    ("paper", "zweistein"), ("paper", "Zürich"), ("paper", "zurich zwei"), ("paper", "1706.03762"),
    ("paper", "1987"), ("event", "ZKM"), ("event", "zkm 1999"), ("event", "Zaragoza"),
    ("event", "1999"), ("event", "1999-07-01"), ("eventseries", "zkm"), ("eventseries", "kunst"),
    ("category", "zither"), ("category", "ZITHER"), ("postseries", "Zigzag"),
    ("post", "zenith"), ("post", "zenith Zoé"), ("post", "kowalska"), ("post", "1998-12-31"),
    ("page", "zenith"), ("page", "ZÉNITH"), ("image", "zebra"), ("document", "zine"),
]  # fmt: skip
ODD = ['"', '"zen', 'zen"', "'zen", "zen*", "(zen", "zen AND", "NEAR(", "a:b", "title:zen", "%",
       "_", "\\", "\0", "²", "--", "9" * 30, "x" * 5000, "word " * 400, "日本", "ß", "🦓"]  # fmt: skip


@pytest.fixture
def rows(admin_client, publication):
    """The primary key of the one that is searched for, beside another of each kind."""
    account = get_user_model().objects.create_user("zkowalska")
    zoe = make_author(
        "Zoé Kowalska-Kraków", user=account, orcid="0000-0002-1825-0097", role="Chronicler"
    )
    zkm = make_event("ZKM", 1999, place="Zaragoza", starts=dt.date(1999, 7, 1))
    zkm.series.name = "Zentrum für Kunst"
    zkm.series.save()
    paper = make_paper(
        "Zweistein's ladder", arxiv="1706.03762", issued={"date-parts": [[1987]]},
        **{"container-title": "Zürich Letters"},
    )  # fmt: skip
    post = make_post(
        title="Zénith", authors=[zoe], date=dt.datetime(1998, 12, 31, 12, tzinfo=dt.UTC)
    )
    documents = get_document_model().objects
    file = ContentFile(b"Notes.", name="notes.txt")
    searched = {
        "author": zoe,
        "paper": paper,
        "event": zkm,
        "eventseries": zkm.series,
        "category": Category.named("Zither"),
        "postseries": PostSeries.objects.create(name="Zigzag"),
        "post": post,
        "page": post,
        "image": make_image(title="Zebra", size=(64, 40)),
        "document": documents.create(title="Zine", file=file),
    }
    other = make_author("Bruno Verso")
    make_event("ICLR", 2024, place="Vienna")
    make_paper("Deep listening")
    make_post(title="Vienna", authors=[other])
    Category.named("Audio")
    PostSeries.objects.create(name="Walks")
    make_image(title="Hall", size=(64, 40))
    documents.create(title="Slides", file=file)
    return {kind: row.pk for kind, row in searched.items()}


def matches(response):
    """The keys of the rows in the list, whichever of Wagtail's names it goes by."""
    context = response.context
    for name in ("object_list", "results", "pages", "page_obj"):
        if name in context and context[name] is not None:
            return [row.pk for row in context[name]]
    raise AssertionError("The answer shows no list.")


def test_a_list_is_searched_by_what_its_columns_show(admin_client, rows):
    answers = {
        (kind, typed): matches(admin_client.get(reverse(LISTS[kind]), {"q": typed}))
        for kind, typed in TYPED
    }

    assert answers == {(kind, typed): [rows[kind]] for kind, typed in TYPED}


def test_a_chooser_finds_the_same(admin_client, rows):
    typed_there = [(kind, typed) for kind, typed in TYPED if kind in CHOOSERS]
    answers = {
        (kind, typed): matches(admin_client.get(reverse(CHOOSERS[kind]), {"q": typed}))
        for kind, typed in typed_there
    }

    assert answers == {(kind, typed): [rows[kind]] for kind, typed in typed_there}


def test_whatever_is_typed_is_answered(admin_client, rows):
    for name in {*LISTS.values(), *CHOOSERS.values()}:
        for typed in ODD:
            response = admin_client.get(reverse(name), {"q": typed})
            assert response.status_code == 200, (name, typed)


def test_a_quote_that_is_half_typed_hides_nothing(admin_client, rows):
    for typed in ('"zen', 'zen"', "'zen'", "“zenith”"):
        response = admin_client.get(reverse(LISTS["post"]), {"q": typed})
        assert matches(response) == [rows["post"]], typed


def test_numbers_that_no_row_has_are_answered(admin_client, rows):
    admin_client.raise_request_exception = False
    names = ("collection_id", "collection", "owner", "site", "content_type", "p", "series", "user")
    asked = {name: reverse(name) for name in {*LISTS.values(), *CHOOSERS.values()}}
    asked["explorer"] = reverse("wagtailadmin_explore_root")

    statuses = {
        (place, parameter): admin_client.get(address, {"q": "zen", parameter: "9" * 30}).status_code
        for place, address in asked.items()
        for parameter in names
    }

    assert {key: status for key, status in statuses.items() if status not in (200, 404)} == {}


def test_a_search_is_filtered_and_ordered_by_any_column(admin_client, rows):
    make_post(title="Zenith again", date=dt.datetime(2001, 1, 1, tzinfo=dt.UTC))
    kind = ContentType.objects.get(app_label="blog", model="postpage")

    listed = admin_client.get(reverse("posts:index_results"), {"q": "zenith", "ordering": "date"})
    filtered = admin_client.get(
        reverse("wagtailadmin_explore_root"), {"q": "zenith", "content_type": kind.pk}
    )

    assert matches(listed)[0] == rows["post"]
    assert rows["post"] in matches(filtered)
