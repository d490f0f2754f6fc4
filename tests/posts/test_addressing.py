import re

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page, Site

from blog.posts.models import PostPage
from tests.factories import make_paper, make_post, make_publication, paper_entry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("2020/09/recsys2020", "/2020/09/recsys2020/"),
        ("2020", "/2020/"),
        ("¿que-pasa", "/%C2%BFque-pasa/"),
        ("MoodsPaper", "/MoodsPaper/"),
        ("a.b/“c”", "/a.b/%E2%80%9Cc%E2%80%9D/"),
    ],
)
def test_a_post_lives_at_its_exact_former_address(client, address, path):
    post = make_post(title="Here", slug="here-it-was", address=address)

    response = client.get(path)

    assert (response.status_code, post.url) == (200, path)
    assert response.context["page"] == post


def test_the_slug_of_an_addressed_post_redirects_once_to_its_address(client):
    make_post(slug="recsys2020", address="2020/09/recsys2020")

    response = client.get("/recsys2020/")

    assert (response.status_code, response["Location"]) == (301, "/2020/09/recsys2020/")
    assert client.get(response["Location"]).status_code == 200


def test_an_address_in_other_capitals_is_not_found(client):
    make_post(address="MoodsPaper")

    assert client.get("/moodspaper/").status_code == 404


def test_two_pages_cannot_share_an_address():
    make_post(title="The first", address="2020")
    second = PostPage(title="Second", slug="second", address="/2020/")

    with pytest.raises(ValidationError) as caught:
        make_publication().add_child(instance=second)

    assert caught.value.message_dict == {
        "address": ["“The first” lives at this address already. Choose another."]
    }


def test_an_address_may_not_take_the_slug_of_another_post():
    make_post(title="Born here", slug="hello")
    second = PostPage(title="Second", slug="second", address="hello")

    with pytest.raises(ValidationError, match="Born here"):
        make_publication().add_child(instance=second)


@pytest.mark.parametrize("slug", ["papers", "authors", "archive", "page"])
def test_a_new_post_may_not_take_a_word_that_the_site_uses(slug):
    with pytest.raises(ValidationError, match="is an address of the site itself"):
        make_publication().add_child(instance=PostPage(title="Papers", slug=slug))


def test_changing_the_address_moves_the_post(client):
    post = make_post(slug="moved", address="old/place")
    post.address = "new/place"
    post.save_revision().publish()

    assert client.get("/new/place/").status_code == 200
    assert client.get("/old/place/")["Location"] == "/new/place/"


def test_dots_are_no_address():
    with pytest.raises(ValidationError, match="Leave them out"):
        make_publication().add_child(instance=PostPage(title="Up", slug="up", address="../secret"))


@pytest.fixture
def imported():
    """An exact address between two slugs, so that there is an order to change."""
    posts = [make_post(title=f"Report {at}", slug=f"report-{at}") for at in range(3)]
    for post, address in ((posts[1], "2020/09/¿que-Pasa"), (posts[2], "old/a.HTML")):
        post.address = address
        post.save_revision().publish()
    yield [PostPage.objects.get(pk=post.pk) for post in posts]
    Site.clear_site_root_paths_cache()


def save_as_plain_page(page, _client):
    Page.objects.get(pk=page.pk).save()


def drag_to_the_front(page, client):
    address = reverse("wagtailadmin_pages:set_page_position", args=[page.pk])
    assert client.post(f"{address}?position=0").status_code == 200


def move_where_it_is(page, _client):
    page.move(page.get_parent(), pos="last-child")


def move_as_plain_page(page, _client):
    Page.objects.get(pk=page.pk).move(page.get_parent(), pos="first-child")


def set_url_paths(page, _client):
    call_command("set_url_paths", verbosity=0)


def rename_the_publication(page, _client):
    parent = page.get_parent().specific
    parent.slug = "another"
    parent.save_revision().publish()


@pytest.mark.parametrize(
    "change",
    [
        save_as_plain_page,
        drag_to_the_front,
        move_where_it_is,
        move_as_plain_page,
        set_url_paths,
        rename_the_publication,
    ],
)
def test_an_exact_address_survives_what_wagtail_does_with_pages(
    client, admin_client, imported, change
):
    addresses = [post.url for post in imported]
    for post in imported:
        change(post, admin_client)

    assert [PostPage.objects.get(pk=post.pk).url for post in imported] == addresses
    assert [client.get(address).status_code for address in addresses] == [200] * 3
    sitemap = client.get("/sitemap.xml").content.decode()
    assert all(f"http://localhost{address}<" in sitemap for address in addresses)


@pytest.mark.parametrize("ending", ["html", "HTML", "htm", "Htm"])
def test_an_address_of_a_file_answers_without_a_slash_and_leads_there_with_one(client, ending):
    post = make_post(address=f"old/a.{ending}")

    with_slash = client.get(f"/old/a.{ending}/")

    assert client.get(post.url).status_code == 200
    assert (with_slash.status_code, with_slash["Location"]) == (301, f"/old/a.{ending}")


@pytest.mark.parametrize(
    "address",
    [
        "papers/foo", "archive", "admin/x", "page/2", "authors/ada/page/2", "media/x/y", "static/x",
        "search", "events/iclr/2024", "series/travels", "reading-list", "r/abc", "metrics",
        "archive/2024",
    ],
)  # fmt: skip
def test_an_address_of_the_site_itself_is_refused(address):
    with pytest.raises(ValidationError) as caught:
        make_publication().add_child(instance=PostPage(title="A", slug="a", address=address))

    assert caught.value.message_dict == {
        "address": [f"“{address}” is an address of the site itself. Choose another."]
    }


@pytest.mark.parametrize("address", ["papers/a/b", "2020/page/2", "authors-of-old", "look/back"])
def test_an_address_that_only_begins_like_one_of_ours_is_taken(client, address):
    assert client.get(make_post(address=address).url).status_code == 200


@pytest.mark.parametrize("address", ["old/a.html", "old/b"])
def test_what_a_page_says_of_its_files_is_there(client, address):
    post = make_post(address=address, body=[paper_entry(make_paper())])

    page = client.get(post.url).content.decode()

    files = r'(?:href|content)="http://localhost(/[^"]*(?:\.(?:bib|ris|json|md)|card\.jpg))"'
    named = {one for one in re.findall(files, page) if one.startswith("/old/")}
    assert {one: client.get(one).status_code for one in named} == dict.fromkeys(named, 200)
    assert {one.rsplit("/", 1)[-1] for one in named} >= {
        "cite.bib",
        "papers.ris",
        "index.md",
        "card.jpg",
    }
    assert f"http://localhost/{address}/index.md" in client.get("/llms.txt").content.decode()
