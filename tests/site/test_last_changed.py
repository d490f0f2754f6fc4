"""When something last changed: for programs that ask by a date alone, and of each post."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.management import call_command
from django.utils.http import http_date
from wagtail.models import PageViewRestriction

from blog.posts.models import Category, PostPage
from blog.site.models import PublicationSettings
from tests.factories import make_author, make_paper, make_post, paper_entry, prose
from tests.transfer.trees import write_tree

pytestmark = pytest.mark.django_db

START = dt.datetime(2027, 5, 1, 12, tzinfo=dt.UTC)
AUTHOR, CATEGORY = "/authors/ada-quill/", "/categories/music/"
FILES = [
    "/feed.xml", "/atom.xml", "/feed.json", f"{AUTHOR}feed.xml", f"{CATEGORY}atom.xml",
    f"{AUTHOR}cite.bib", f"{CATEGORY}papers.bib",
]  # fmt: skip


@pytest.fixture
def posts(publication):
    with time_machine.travel(START, tick=False):
        # Made by the first request otherwise, which would be a change of its own.
        PublicationSettings.for_site(publication.get_site())
        author = make_author("Ada Quill")
        return [
            make_post(
                title=f"Report {at}", slug=f"report-{at}", authors=[author], categories=["Music"],
                body=[prose(), paper_entry(make_paper())],
            )
            for at in range(3)
        ]  # fmt: skip


def withdraw(posts):
    PostPage.objects.get(pk=posts[2].pk).unpublish()


def delete(posts):
    PostPage.objects.get(pk=posts[0].pk).delete()


def hide(posts):
    PageViewRestriction.objects.create(page=posts[1], restriction_type="login")


def rename_the_author(posts):
    author = posts[0].bylines.get().author
    author.display_name = "Ada de la Quill"
    author.save()


def rename_the_category(posts):
    category = Category.named("Music")
    category.name = "Sound"
    category.save()


def change_the_settings(posts):
    site = posts[0].get_site()
    settings = PublicationSettings.for_site(site)
    settings.name, settings.licence = "Another name", "cc0-1.0"
    settings.save()


CHANGES = [withdraw, delete, hide, rename_the_author, rename_the_category, change_the_settings]


@pytest.mark.parametrize("change", CHANGES)
def test_who_asks_by_the_date_alone_is_told_of_every_change(client, posts, change):
    with time_machine.travel(START + dt.timedelta(hours=1), tick=False):
        first = {address: client.get(address)["Last-Modified"] for address in FILES}
        since = {one: {"if-modified-since": moment} for one, moment in first.items()}
        asked = {one: client.get(one, headers=since[one]).status_code for one in FILES}
    with time_machine.travel(START + dt.timedelta(hours=2), tick=False):
        change(posts)
    with time_machine.travel(START + dt.timedelta(hours=3), tick=False):
        after = {one: client.get(one, headers=since[one]).status_code for one in FILES}

    assert asked == dict.fromkeys(FILES, 304)
    assert after == dict.fromkeys(FILES, 200)


def test_a_post_that_expires_changes_what_lists_it(client, posts):
    post = PostPage.objects.get(pk=posts[0].pk)
    with time_machine.travel(START, tick=False):
        post.expire_at = START + dt.timedelta(hours=2)
        post.save_revision().publish()
    since = {"if-modified-since": http_date((START + dt.timedelta(hours=1)).timestamp())}

    with time_machine.travel(START + dt.timedelta(hours=3), tick=False):
        assert client.get("/feed.xml", headers=since).status_code == 200


def test_two_changes_in_one_second_are_told_apart(client, posts):
    with time_machine.travel(START + dt.timedelta(hours=1), tick=False):
        rename_the_author(posts)
        assert "Last-Modified" not in client.get("/feed.xml").headers


def published_again(post, day, **changes):
    with time_machine.travel(START + dt.timedelta(days=day), tick=False):
        page = PostPage.objects.get(pk=post.pk)
        for name, value in changes.items():
            setattr(page, name, value)
        page.save_revision().publish()
    return PostPage.objects.get(pk=post.pk).last_changed


def test_only_an_edit_of_words_moves_when_a_post_last_changed(publication, posts):
    post = posts[0]
    raw = list(post.body.raw_data)
    marked = prose('<p data-block-key="ab1">Some words about the hall.</p>') | {"id": raw[0]["id"]}

    assert post.last_changed == START
    assert published_again(post, 1) == START
    assert published_again(post, 2, slug="elsewhere", featured=True) == START
    assert published_again(post, 3, body=[marked, raw[1]]) == START
    edited = START + dt.timedelta(days=4)
    assert published_again(post, 4, body=[prose("<p>Other words.</p>"), raw[1]]) == edited
    assert published_again(post, 5) == edited
    assert published_again(post, 6, title="Another title") == START + dt.timedelta(days=6)


SITE = {
    "hugo.toml": 'baseURL = "https://old.example.org/"\ntitle = "Old texts"\n',
    "content/posts/plain.md": "---\ntitle: Never touched\ndate: 2012-05-04T09:00:00+02:00\n---\nOld.\n",
    "content/posts/lastmod.md": (
        "---\ntitle: Corrected\ndate: 2019-05-04T09:00:00+02:00\n"
        "lastmod: 2021-06-07T10:00:00+02:00\n---\nCorrected.\n"
    ),
}


def printed(client, slug):
    """Wherever a program may read when the post last changed."""
    page = client.get(f"/posts/{slug}/").content.decode()
    sitemap, atom = (
        client.get(f"/{name}").content.decode() for name in ("sitemap.xml", "atom.xml")
    )
    items = client.get("/feed.json").json()["items"]
    found = [
        *re.findall(r'"dateModified":\s*"([^"]+)"', page),
        *re.findall(r'article:modified_time" content="([^"]+)"', page),
        *re.findall(rf"/posts/{slug}/</loc><lastmod>([^<]+)", sitemap),
        *re.findall(
            rf"<entry[^>]*>(?:(?!</entry>).)*?/posts/{slug}/(?:(?!</entry>).)*?</entry>", atom, re.S
        ),
        *(item["date_modified"] for item in items if item["url"].endswith(f"/posts/{slug}/")),
    ]
    return [re.sub(r"(?s).*<updated>([^<]+)</updated>.*", r"\1", text) for text in found]


@pytest.mark.parametrize(
    ("slug", "moment"),
    [("plain", "2012-05-04T09:00:00+02:00"), ("lastmod", "2021-06-07T10:00:00+02:00")],
)
def test_an_imported_post_last_changed_when_its_source_says(
    client, publication, tmp_path, slug, moment
):
    call_command("import_hugo", write_tree(tmp_path, SITE), verbosity=0)

    assert printed(client, slug) == [moment] * 5


def test_what_changes_at_the_source_moves_to_what_the_source_says(publication, tmp_path):
    call_command("import_hugo", write_tree(tmp_path, SITE), verbosity=0)
    file = tmp_path / "content/posts/plain.md"
    file.write_text(file.read_text().replace("Old.", "Newer.").replace("---\nN", "---\nN"))
    file.write_text(file.read_text().replace("title: N", "lastmod: 2022-01-01\ntitle: N"))

    call_command("import_hugo", tmp_path, verbosity=0)

    post = PostPage.objects.get(title="Never touched")
    assert post.last_changed == dt.datetime(2022, 1, 1, tzinfo=dt.UTC)


def test_a_change_elsewhere_sends_nothing_again_to_who_asks_by_the_etag(client, posts):
    with time_machine.travel(START + dt.timedelta(hours=1), tick=False):
        before = client.get(f"{AUTHOR}cite.bib")
    asked = {"if-none-match": before["ETag"], "if-modified-since": before["Last-Modified"]}

    with time_machine.travel(START + dt.timedelta(hours=2), tick=False):
        make_post(title="Another", slug="another", authors=[make_author("Bruno Verso")])
    with time_machine.travel(START + dt.timedelta(hours=3), tick=False):
        answer = client.get(f"{AUTHOR}cite.bib", headers=asked)
        by_date = client.get(
            f"{AUTHOR}cite.bib", headers={"if-modified-since": before["Last-Modified"]}
        )

    assert (answer.status_code, by_date.status_code) == (304, 200)
