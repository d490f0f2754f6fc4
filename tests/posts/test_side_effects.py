"""What looking and choosing must not do: write what nobody stored, or into what is somebody else's."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, PageLogEntry

from blog.posts.models import Category, PostPage
from tests.factories import make_post
from tests.transfer.edit_form import opened, send_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client, publication):
    """An account that may add posts, and edit and publish none but its own."""
    group = Group.objects.create(name="Authors")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group, page=publication, permission=Permission.objects.get(codename="add_page")
    )
    user = get_user_model().objects.create_user("author")
    user.groups.add(group)
    client.force_login(user)
    return user


def preview(client, post, data):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[post.pk])
    assert client.post(address, data).json() == {"is_valid": True, "is_available": True}
    return client.get(address)


def test_a_category_typed_in_a_preview_is_shown_and_not_made(admin_client, publication):
    post = make_post(live=False)
    data = opened(admin_client, post) | {"categories": "Fresh"}

    shown = preview(admin_client, post, data)

    assert shown.status_code == 200
    assert not Category.objects.exists()
    send_back(admin_client, post, "", data)
    assert list(Category.objects.values_list("name", flat=True)) == ["Fresh"]


def test_a_translation_of_what_somebody_else_wrote_is_neither_offered_nor_taken(
    client, author, publication
):
    foreign = make_post(title="Foreign", language="es")
    mine = make_post(title="Mine", language="en", live=False, owner=author)
    other = make_post(title="Also mine", language="ca", live=False, owner=author)

    listed = client.get(
        reverse("wagtailadmin_choose_page_child", args=[publication.pk]),
        {"page_type": "blog.PostPage", "user_perms": "edit"},
    ).json()["html"]
    send_back(client, mine, "", opened(client, mine) | {"translation_of": str(foreign.pk)})

    titles = [
        link.text.strip() for link in BeautifulSoup(listed, "html.parser").select("a.choose-page")
    ]
    assert sorted(titles) == ["Also mine", "Mine"]
    assert other.translation_group is None
    assert (
        PostPage.objects.get(pk=mine.pk).get_latest_revision_as_object().translation_group is None
    )


def test_a_translation_is_applied_at_publication_and_the_history_of_the_other_says_so(
    admin_client, admin_user, publication
):
    other = make_post(title="Un árbol", language="es")
    post = make_post(title="A tree", language="en", live=False)
    data = opened(admin_client, post) | {"translation_of": str(other.pk)}

    preview(admin_client, post, data)
    send_back(admin_client, post, "", data)

    assert PostPage.objects.get(pk=other.pk).translation_group is None
    entries = PageLogEntry.objects.filter(page=other.pk)
    before = entries.count()

    send_back(admin_client, post, "publish", opened(admin_client, post))

    groups = PostPage.objects.filter(pk__in=[post.pk, other.pk]).values_list("translation_group")
    assert set(groups) == {(other.translation_key,)}
    assert entries.count() == before + 1
    assert entries.latest("pk").user == admin_user


def test_the_first_of_a_group_that_leaves_it_is_not_claimed_again(admin_client, publication):
    first = make_post(language="es")
    post = make_post(language="en", live=False)
    send_back(
        admin_client,
        post,
        "publish",
        opened(admin_client, post) | {"translation_of": str(first.pk)},
    )

    send_back(admin_client, first, "publish", opened(admin_client, first) | {"translation_of": ""})
    send_back(admin_client, post, "publish", opened(admin_client, post))

    groups = PostPage.objects.filter(pk__in=[post.pk, first.pk]).values_list("translation_group")
    assert len(set(groups)) == 2
