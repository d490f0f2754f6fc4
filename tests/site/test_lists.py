"""Lists of posts: each post once, undated ones last, and no way that leads nowhere."""

import datetime as dt
import re

import pytest

from blog.posts.models import PostPage, PostSeries
from tests.factories import make_author, make_event, make_paper, make_post, paper_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(publication):
    """A post that is featured, an undated one, and enough others for three pages."""
    author, paper = make_author("Ada Quill"), make_paper("Roads")
    series = PostSeries.objects.create(name="Travels")
    fields = {"authors": [author], "categories": ["Music"], "series": series}
    make_post(title="Undated", date=None, event=make_event(), body=[paper_entry(paper)], **fields)
    make_post(title="Featured", date=dt.datetime(2020, 1, 1, tzinfo=dt.UTC), featured=True)
    for number in range(24):
        make_post(title=f"Post {number:02}", **fields)
    undate()


def undate():
    """As rows are that were published before publication gave a date."""
    PostPage.objects.filter(title="Undated").update(date=None)


def titles(page):
    return re.findall(r"\b(Undated|Featured|Post \d\d)\b(?=</a>)", page)


def test_the_pages_of_the_front_page_hold_each_post_once_in_one_order(client, many):
    pages = [client.get(address) for address in ("/", "/page/2/", "/page/3/")]

    lead = pages[0].context["lead"]
    listed = [post.title for page in pages for post in page.context["page_of_posts"]]
    assert lead.title == "Featured"
    assert listed == [*(f"Post {number:02}" for number in reversed(range(24))), "Undated"]
    assert [client.get("/page/4/").status_code, len(set(listed))] == [404, 25]


def test_an_undated_post_is_last_wherever_posts_are_listed(client, many):
    lists = {
        "/archive/": titles(client.get("/archive/").content.decode())[-1],
        "/authors/ada-quill/page/2/": client.get("/authors/ada-quill/page/2/"),
        "/categories/music/page/2/": client.get("/categories/music/page/2/"),
        "/series/travels/": client.get("/series/travels/").context["posts"].last(),
    }
    series = client.get(PostPage.objects.get(title="Post 00").url).context["series_posts"]
    feed = client.get("/page/2/feed.json").json()["items"][-1]["title"]

    assert lists["/archive/"] == "Undated"
    for address in ("/authors/ada-quill/page/2/", "/categories/music/page/2/"):
        assert list(lists[address].context["page_of_posts"])[-1].title == "Undated"
    assert lists["/series/travels/"].title == "Undated"
    assert [series[-1].title, feed] == ["Undated", "Undated"]
    assert titles(client.get("/llms.txt").content.decode()) == []


def test_a_lead_without_a_date_gives_way_to_one_that_has_a_date(client, publication):
    make_post(title="Undated", featured=True)
    make_post(title="Dated", featured=True)
    undate()

    assert client.get("/").context["lead"].title == "Dated"


def test_the_archive_names_each_year_once(client, publication):
    """By the clocks of their authors, and yet the instants are in another order."""
    for title, hour, offset in (("West", 3, -600), ("East", 2, 720), ("Far west", 1, -660)):
        make_post(
            title=title, date=dt.datetime(2024, 1, 1, hour, tzinfo=dt.UTC), date_offset=offset
        )

    years = client.get("/archive/").context["years"]

    assert [(group.year, [post.title for post in group.posts]) for group in years] == [
        (2024, ["East"]),
        (2023, ["West", "Far west"]),
    ]


NOWHERE = [
    "/archive/?page=2", "/authors/?page=2", "/categories/?page=2", "/events/?page=2",
    "/events/iclr/?page=2", "/events/iclr/2024/?page=2", "/series/travels/?page=2",
    "/papers/roads/?page=2", "/?page=4", "/?page=999999999", "/authors/ada-quill/?page=3",
    "/categories/music/?page=3", "/papers/?page=2", "/papers/?page=2&q=roads", "/page/4/", "/page/4",
    "/search/?q=post&page=9", "/nix", "/nix/", "/Nix", "/nix/nix", "/nix.html", "/papers/nix",
    "/nix?page=2", "/page/0/", "/page/x", "/%2Fnix", "/page/01/", "/authors/ada-quill/page/3/",
    "/authors/ada-quill/page/3", "/categories/nix/page/1/feed.xml",
    "/categories/music/page/02/feed.xml", "/papers/page/2/", "/papers/page/2/?q=roads",
    "/search/page/01/?q=post", "/events/iclr/02024/", "/events/iclr/02024/feed.xml",
]  # fmt: skip


def test_what_no_list_has_is_plainly_not_found(client, many):
    statuses = {address: client.get(address).status_code for address in NOWHERE}

    assert statuses == dict.fromkeys(NOWHERE, 404)


ARRIVING = {
    "/?page=2": "/page/2/",
    "/page/2": "/page/2/",
    "/Page/2": "/page/2/",
    "/page/1/": "/",
    "/archive": "/archive/",
    "/archive/?page=1": "/archive/",
    "/Archive": "/archive/",
    "/authors/ada-quill/?page=2": "/authors/ada-quill/page/2/",
    "/authors/ada-quill": "/authors/ada-quill/",
    "/authors/ada-quill/page/01/": "/authors/ada-quill/",
    "/papers/page/01/": "/papers/",
    "/authors/ada-quill/page/2/Feed.xml": "/authors/ada-quill/page/2/feed.xml",
    "/page/1/feed.xml": "/feed.xml",
    "/papers?q=roads": "/papers/?q=roads",
    "/search?q=post": "/search/?q=post",
    "/admin/pages": "/admin/pages/",
}


def test_what_is_nearly_right_leads_there_in_one_hop(client, admin_client, many):
    answers = {one: (admin_client if "admin" in one else client).get(one) for one in ARRIVING}

    assert {one: answer.headers.get("Location") for one, answer in answers.items()} == ARRIVING
    assert {answer.status_code for answer in answers.values()} == {301}
