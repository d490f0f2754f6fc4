import pytest
from django.core.exceptions import ValidationError

from blog.posts.models import PostPage
from tests.factories import make_post, make_publication

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
    assert client.get("/old/place/").status_code == 404


def test_dots_are_no_address():
    with pytest.raises(ValidationError, match="Leave them out"):
        make_publication().add_child(instance=PostPage(title="Up", slug="up", address="../secret"))
