import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from blog.posts.alt_text import missing_alts_of
from blog.posts.publishing_gate import gate_held_open
from tests.factories import image_block, make_image, make_post

pytestmark = pytest.mark.django_db


def home(client) -> str:
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_drafts_schedule_and_silent_pictures_wait(admin_client, publication):
    make_post(title="A finished report")
    make_post(title="A draft", live=False)
    newer = make_post(title="A report with news")
    newer.title = "A report with newer words"
    newer.save_revision()
    planned = make_post(title="A planned report", live=False)
    planned.go_live_at = timezone.now() + dt.timedelta(days=2)
    planned.save_revision().publish()
    with gate_held_open():
        make_post(title="An old report", body=[image_block(make_image(default_alt=""), alt="")])

    page = home(admin_client)

    assert "What waits for me?" in page
    waiting = page
    for title in ("A draft", "A report with newer words", "A planned report", "An old report"):
        assert title in waiting
    assert "1 picture" in waiting
    assert "A finished report" not in waiting


def test_own_drafts_come_first(admin_client, admin_user, publication):
    mine = make_post(title="Mine", live=False)
    mine.save_revision(user=admin_user)
    make_post(title="Of another", live=False)
    page = home(admin_client)
    assert 0 < page.index("Mine") < page.index("Of another")


def test_nothing_waits(admin_client, publication):
    assert "The first post begins here." in home(admin_client)
    make_post()
    assert "Nothing. Everything is published" in home(admin_client)


@pytest.mark.parametrize(
    ("kind", "source", "count"),
    [
        ("markdown", "Words ![](/a.png) in a line, and ![image](/b.png).", "2 pictures"),
        ("markdown", "| a |\n|---|\n| ![](/a.png) |", "1 picture"),
        ("markdown", '- One <img src="/a.png">\n', "1 picture"),
        ("raw_html", '<p><img src="/a.png"></p>', "1 picture"),
        ("raw_html", '<p><img src="/a.png" alt="hall.png"></p>', "1 picture"),
    ],
)
def test_silent_pictures_in_markdown_and_html_wait_too(
    admin_client, publication, kind, source, count
):
    field = {"markdown": "source", "raw_html": "html"}[kind]
    make_post(title="Old", body=[{"type": kind, "value": {field: source}}])

    page = BeautifulSoup(home(admin_client), "html.parser")

    [line] = [item for item in page.select(".waiting li") if "Old" in item.text]
    assert line.span.text == count


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("markdown", "![A hall](/a.png) and `![](/a.png)`\n\n    ![](/a.png)\n"),
        ("markdown", '<img src="/a.png" alt="">'),
        ("markdown", "![](https://elsewhere.example/a.png)"),
        ("raw_html", '<p><img src="/a.png" alt=""> <img src="/a.png" alt="A hall"></p>'),
    ],
)
def test_described_and_decorative_pictures_in_markdown_and_html_do_not(
    admin_client, publication, kind, source
):
    field = {"markdown": "source", "raw_html": "html"}[kind]
    make_post(body=[{"type": kind, "value": {field: source}}])

    assert "every picture is described" in home(admin_client)


def test_writing_begins_here(admin_client, publication):
    form = reverse("wagtailadmin_pages:add", args=["blog", "postpage", publication.pk])
    assert f'href="{form}"' in home(admin_client)
    assert admin_client.get(form).status_code == 200


def test_who_may_not_edit_sees_no_titles(client, django_user_model, publication):
    make_post(title="A secret draft", live=False)
    user = django_user_model.objects.create_user("reader", password="secret words")
    group = Group.objects.create(name="Guests")
    user.groups.add(group)
    client.force_login(user)
    page = home(client)
    assert "A secret draft" not in page
    assert "Write a post" not in page


def test_many_posts_cost_one_query(publication, django_assert_num_queries):
    image = make_image(default_alt="")
    with gate_held_open():
        posts = [make_post(thumbnail=image, body=[image_block(image, alt="")]) for _ in range(5)]
    for post in posts:
        assert list(post.body.raw_data)
    with django_assert_num_queries(1):
        found = missing_alts_of(posts)
    assert [len(missing) for missing in found] == [2] * 5
