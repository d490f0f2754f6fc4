"""Private sections: found out once in a request, whether they are few or many."""

import pytest
from wagtail.models import PageViewRestriction

from blog.posts import privacy
from blog.posts.models import PostPage
from tests.factories import make_post, make_standard_page

pytestmark = pytest.mark.django_db


def hide(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


@pytest.fixture
def posts(publication):
    return {name: make_post(title=f"The {name} report", slug=name) for name in ("open", "shut")}


def shown(client):
    page = client.get("/archive/").content.decode()
    return [name for name in ("open", "shut") if f"The {name} report" in page]


@pytest.mark.parametrize("few", [0, 1, 40])
def test_a_private_post_is_in_no_list_however_many_private_pages_there_are(
    client, posts, monkeypatch, few
):
    monkeypatch.setattr(privacy, "_FEW", few)
    hide(posts["shut"])

    assert shown(client) == ["open"]
    assert client.get("/shut/").status_code == 404
    assert client.get("/open/").status_code == 200
    assert [post.slug for post in PostPage.objects.public()] == ["open"]


@pytest.mark.parametrize("few", [0, 40])
def test_an_alias_of_a_private_post_is_as_private(client, posts, monkeypatch, few):
    monkeypatch.setattr(privacy, "_FEW", few)
    alias = posts["shut"].create_alias(parent=posts["shut"].get_parent(), update_slug="twin")
    hide(posts["shut"])

    assert shown(client) == ["open"]
    assert client.get(alias.get_url()).status_code == 404


def test_what_becomes_private_is_gone_with_the_next_request(client, posts):
    assert shown(client) == ["open", "shut"]

    hide(posts["shut"])

    assert shown(client) == ["open"]


def test_a_private_front_page_hides_all_below_it(client, publication, posts):
    page = make_standard_page(publication, slug="about")
    hide(publication)

    assert shown(client) == []
    assert PostPage.objects.public().count() == 0
    assert client.get(page.get_url())["Location"] == "/admin/login/?next=/about/"
