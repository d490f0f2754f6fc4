"""A publication whose root is private, and one that somebody tries to take away."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from tests.factories import (
    make_author,
    make_paper,
    make_post,
    make_standard_page,
    paper_entry,
    prose,
)

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/", "/archive/", "/authors/", "/authors/ada-quill/", "/categories/music/", "/papers/",
    "/papers/roads/", "/way/", "/way/cite.bib", "/way/index.md", "/about/", "/about/index.md",
    "/feed.xml", "/sitemap.xml", "/search/?q=hall", "/llms.txt", "/papers.bib",
]  # fmt: skip
NAMED = {"/", "/archive/", "/authors/ada-quill/", "/feed.xml", "/search/?q=hall", "/llms.txt"}


@pytest.fixture
def posts(publication):
    make_post(
        title="The long way", slug="way", authors=[make_author("Ada Quill")], categories=["Music"],
        body=[prose(), paper_entry(make_paper("Roads"))],
    )  # fmt: skip
    make_standard_page(publication, slug="about")
    return publication


@pytest.fixture(params=["login", "groups"])
def members_only(posts, request):
    rule = PageViewRestriction.objects.create(page=posts, restriction_type=request.param)
    member = User.objects.create_user("member")
    if request.param == "groups":
        group = Group.objects.create(name="Laboratory")
        rule.groups.add(group)
        member.groups.add(group)
    return member


def test_strangers_are_asked_to_sign_in_and_told_nothing(client, members_only):
    for address in [*ADDRESSES, "/nix/", "/way"]:
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (
            302,
            "/admin/login/",
        )
    assert client.get(client.get("/archive/")["Location"]).status_code == 200
    assert client.get("/robots.txt").status_code == 200


def test_members_read_everything(client, members_only):
    client.force_login(members_only)
    answers = {address: client.get(address) for address in ADDRESSES}

    assert {one: a.status_code for one, a in answers.items()} == dict.fromkeys(ADDRESSES, 200)
    silent = [one for one in NAMED if "The long way" not in answers[one].content.decode()]
    assert silent == []
    assert {a.headers["Cache-Control"] for a in answers.values()} == {"private, no-store"}
    assert client.get("/nix/").status_code == 404


def test_many_private_pages_change_nothing_for_members(client, members_only, monkeypatch):
    monkeypatch.setattr("blog.posts.privacy._FEW", 0)
    hidden = make_post(title="A hidden report", slug="hidden")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    client.force_login(members_only)

    page = client.get("/archive/").content.decode()

    assert ("The long way" in page, "A hidden report" in page) == (True, False)


def test_someone_outside_the_groups_finds_nothing(client, posts):
    rule = PageViewRestriction.objects.create(page=posts, restriction_type="groups")
    rule.groups.add(Group.objects.create(name="Laboratory"))
    client.force_login(User.objects.create_user("guest"))

    assert [client.get(address).status_code for address in ("/", "/way/", "/feed.xml")] == [404] * 3


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_the_publication_of_a_site_is_neither_deleted_nor_withdrawn(admin_client, posts, action):
    addresses = [
        reverse(f"wagtailadmin_pages:{action}", args=[posts.pk]),
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?id={posts.pk}",
    ]
    for address in addresses:
        answer = admin_client.post(address, follow=True)

        text = answer.content.decode()
        assert "is what readers of localhost see. Give the site another root page" in text
    assert [Client().get(one).status_code for one in ("/", "/way/", "/readyz")] == [200] * 3


def test_a_publication_that_no_site_shows_may_go(admin_client, posts):
    other = type(posts)(title="Other", slug="other")
    posts.get_parent().add_child(instance=other)

    admin_client.post(reverse("wagtailadmin_pages:delete", args=[other.pk]))

    assert not type(posts).objects.filter(pk=other.pk).exists()


def test_the_default_site_is_not_deleted(admin_client, posts):
    second = Site.objects.create(hostname="second.example", root_page=posts)
    refused = admin_client.post(
        reverse("wagtailsites:delete", args=[Site.objects.get(is_default_site=True).pk]),
        follow=True,
    )
    admin_client.post(reverse("wagtailsites:delete", args=[second.pk]))

    assert "Make another one the default first" in refused.content.decode()
    assert [site.is_default_site for site in Site.objects.all()] == [True]


def test_the_publication_of_a_site_does_not_expire(admin_client, posts):
    form = {
        "title": posts.title,
        "slug": posts.slug,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "action-publish": "1",
        "expire_at": (timezone.now() + dt.timedelta(days=1)).strftime("%Y-%m-%d %H:%M"),
    }

    answer = admin_client.post(reverse("wagtailadmin_pages:edit", args=[posts.pk]), form)

    assert answer.context["form"].errors == {
        "expire_at": ["Readers of localhost see this page. Leave the day of its end empty."]
    }
    posts.refresh_from_db()
    assert posts.expire_at is None


def test_a_site_shows_a_published_publication_and_nothing_else(admin_client, posts):
    site = Site.objects.get()
    form = {"hostname": "localhost", "port": 80, "site_name": "", "is_default_site": "on"}
    edit, add = reverse("wagtailsites:edit", args=[site.pk]), reverse("wagtailsites:add")
    draft = posts.get_parent().add_child(
        instance=type(posts)(title="Draft", slug="draft", live=False)
    )

    about = Page.objects.get(slug="about")
    for root in (about, Page.get_first_root_node(), draft):
        for address in (edit, add):
            answer = admin_client.post(address, form | {"root_page": root.pk})
            assert answer.context["form"].errors["root_page"] == [
                f"“{root}” is no published publication, and readers would find nothing. "
                "Choose one that is."
            ]
    renamed = admin_client.post(edit, form | {"root_page": posts.pk, "site_name": "Ours"})

    site.refresh_from_db()
    assert (renamed.status_code, site.site_name, site.root_page_id) == (302, "Ours", posts.pk)
