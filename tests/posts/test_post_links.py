"""Links to other posts of ours: readers see them only while they may read the post."""

import datetime as dt
import uuid

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from tests.factories import make_author, make_post, prose

pytestmark = pytest.mark.django_db
SECRET = "What nobody may know"


def post_link(post=None, *, address="", text=""):
    value = {"post": post.pk if post else None, "address": address, "text": text}
    return {"type": "post_link", "value": value, "id": str(uuid.uuid4())}


@pytest.fixture
def target(publication):
    return make_post(
        title=SECRET, slug="target", standfirst="On tides.", authors=[make_author("Ada Quill")]
    )


@pytest.fixture
def pages(client, target):
    """What a stranger gets of a post that leads to the target, in every form."""
    make_post(slug="from", body=[prose(), post_link(target), post_link(address="/target/")])

    def read():
        addresses = ("/from/", "/from/index.md", "/feed.xml", "/atom.xml", "/feed.json")
        return {address: client.get(address).content.decode() for address in addresses}

    return read


def test_a_public_post_is_named_with_who_wrote_it_and_when(client, target):
    make_post(slug="from", body=[post_link(target), post_link(target, text="Why read it.")])

    page = BeautifulSoup(client.get("/from/").content, "html.parser")

    [first, second] = page.select(".see")
    assert first.select_one(".see__title a")["href"] == "/target/"
    assert first.select_one(".see__text").text == "On tides."
    assert "By Ada Quill" in first.select_one(".see__by").text
    assert second.select_one(".see__text").text == "Why read it."


def withdraw(post):
    post.unpublish()


def lock(post):
    PageViewRestriction.objects.create(page=post, restriction_type="login")


def expire(post):
    post.expire_at = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    post.save()


def delete(post):
    post.delete()


@pytest.mark.parametrize("hide", [withdraw, lock, expire, delete])
def test_one_that_is_not_public_any_more_is_named_nowhere(pages, target, hide):
    assert all(SECRET in text for text in pages().values())

    hide(target)

    own = {address: text for address, text in pages().items() if SECRET in text}
    assert own == {}
    assert 'class="see"' not in pages()["/from/"]


def test_an_imported_address_leads_on_as_soon_as_its_post_is_here(client, publication):
    make_post(slug="from", body=[post_link(address="/2020/09/later/#end")])
    assert 'class="see"' not in client.get("/from/").content.decode()

    make_post(title="Later", slug="later", address="2020/09/later")

    page = BeautifulSoup(client.get("/from/").content, "html.parser")
    assert page.select_one(".see__title a")["href"] == "/2020/09/later/"


def test_two_posts_may_lead_to_each_other(client, target):
    other = make_post(slug="other", body=[post_link(target)])
    target.body = [("post_link", {"post": other, "address": "", "text": ""})]
    target.save_revision().publish()

    assert SECRET in client.get("/other/").content.decode()
    assert other.title in client.get("/target/").content.decode()
