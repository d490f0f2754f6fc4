"""What Wagtail's two groups may do here, on a new site, before anybody sets anything."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from blog.authors.models import Author
from blog.posts.models import Category, PostPage
from tests.factories import make_author, make_event, make_paper, make_post

pytestmark = pytest.mark.django_db
SNIPPETS = ["author", "paper", "event", "eventseries", "category", "postseries"]


def sign_in(client, group):
    user = get_user_model().objects.create_user(group.lower())
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


@pytest.mark.parametrize("snippet", SNIPPETS)
@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_both_groups_reach_every_list_and_its_form(client, publication, group, snippet):
    sign_in(client, group)
    url_name = f"wagtailsnippets_blog_{snippet}"

    answers = [client.get(reverse(f"{url_name}:{view}")).status_code for view in ("list", "add")]

    assert answers == [200, 200]


def author_form(name):
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 9}
    formsets = {
        f"{prefix}-{key}": value for prefix in ("affiliations", "links")
        for key, value in empty.items()
    }  # fmt: skip
    return formsets | {"kind": Author.Kind.PERSON, "display_name": name, "bio": "null"}


def test_an_editor_adds_the_author_of_a_new_post(client, publication):
    sign_in(client, "Editors")

    client.post(reverse("wagtailsnippets_blog_author:add"), author_form("Ada Quill"))

    assert list(Author.objects.values_list("display_name", flat=True)) == ["Ada Quill"]


def test_a_new_post_begins_with_its_writer_in_the_byline(client, publication):
    """Only where the account belongs to an author; who takes the name out again has taken it out."""
    form = reverse("wagtailadmin_pages:add", args=["blog", "postpage", publication.pk])
    assert authors_offered(sign_in(client, "Editors").get(form)) == []

    author = make_author("Ada Quill", user=get_user_model().objects.get())
    assert authors_offered(client.get(form)) == [author.pk]

    fields = {"title": "Unsigned", "slug": "unsigned", "language": "en", "date_offset": "0"}
    byline = {"id": "", "author": author.pk, "ORDER": "1", "DELETE": "1"}
    client.post(form, post_form(fields, byline))
    assert list(PostPage.objects.get(slug="unsigned").credits) == []

    client.post(form, post_form(fields | {"slug": "signed"}, byline | {"DELETE": ""}))
    signed = PostPage.objects.get(slug="signed").get_latest_revision_as_object()
    assert [credit.name for credit in signed.credits] == ["Ada Quill"]


def authors_offered(answer):
    forms = answer.context["form"].formsets["bylines"].forms
    return [form["author"].value() for form in forms]


def post_form(fields, byline):
    formset = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "1", "MIN_NUM_FORMS": "0"}
    return nested_form_data(
        fields
        | {"body": streamfield([]), "bylines": formset | {"0": byline}}
        | {"comments": inline_formset([])}
    )


def test_an_editor_deletes_no_category_and_a_moderator_one_that_nobody_uses(client, publication):
    category = Category.named("Typo")
    delete = reverse("wagtailsnippets_blog_category:delete", args=[category.pk])

    sign_in(client, "Editors").post(delete)
    assert Category.objects.filter(pk=category.pk).exists()

    sign_in(client, "Moderators").post(delete)
    assert not Category.objects.filter(pk=category.pk).exists()


@pytest.mark.parametrize(("group", "status"), [("Editors", 302), ("Moderators", 200)])
def test_only_who_may_delete_may_merge(client, publication, group, status):
    author = make_author()
    sign_in(client, group)

    answer = client.get(reverse("merge", args=["author", author.pk]))

    assert answer.status_code == status


@pytest.mark.parametrize(("group", "live"), [("Editors", False), ("Moderators", True)])
def test_a_moderator_publishes_and_an_editor_cannot(client, publication, group, live):
    post = make_post(live=False)
    sign_in(client, group)

    form = client.get(reverse("wagtailadmin_pages:edit", args=[post.pk])).content.decode()
    client.post(
        reverse("wagtail_bulk_action",
                args=["wagtailcore", "page", "publish"]) + f"?id={post.pk}"
    )  # fmt: skip
    post.refresh_from_db()

    assert ('name="action-publish"' in form, post.live) == (live, live)


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_neither_group_reaches_users_groups_sites_or_settings(client, publication, group):
    sign_in(client, group)
    addresses = [
        reverse("wagtailusers_users:index"),
        reverse("wagtailusers_groups:index"),
        reverse("wagtailsites:index"),
        reverse("wagtailsettings:edit", args=["blog", "publicationsettings"]),
    ]

    answers = [client.get(address) for address in addresses]

    assert [answer.url for answer in answers] == [reverse("wagtailadmin_home")] * 4


def test_the_choosers_of_an_editor_offer_papers_authors_and_events(client, publication):
    make_paper("A paper to choose")
    make_author("Ada Quill")
    make_event()
    sign_in(client, "Editors")

    pages = [
        client.get(reverse(f"wagtailsnippetchoosers_blog_{name}:choose")).json()["html"]
        for name in ("paper", "author", "event")
    ]

    offered = ["A paper to choose", "Ada Quill", "ICLR 2024"]
    assert [words in page for words, page in zip(offered, pages, strict=True)] == [True] * 3
