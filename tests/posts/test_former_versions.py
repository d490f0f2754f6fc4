"""What was used once can be removed from former versions, and then deleted."""

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import Revision

from blog.authors.models import Author
from blog.core.errors import InUseError
from blog.papers.models import Event, EventSeries
from blog.posts.former_versions import address_of_removal
from blog.posts.models import Byline, PostPage, PostSeries
from tests.factories import (
    image_block,
    make_author,
    make_event,
    make_image,
    make_paper,
    make_post,
    paper_entry,
    paper_list,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def things(publication):
    """One of each kind, used in a version of 5 May and nowhere else."""
    image, author, paper = make_image(), make_author("Ada Quill"), make_paper("Vocos")
    event, series = make_event(), PostSeries.objects.create(name="A kit")
    with time_machine.travel("2026-05-05 10:00", tick=False):
        post = make_post(
            title="Once",
            slug="once",
            authors=[author, make_author("Bruno Verso")],
            categories=["Sound"],
            event=event,
            series=series,
            thumbnail=image,
            body=[image_block(image), paper_list([paper], contributor=author.pk)],
        )
    category = post.categories.get()
    post.title, post.body, post.event, post.series, post.thumbnail = "Twice", [], None, None, None
    post.bylines = [Byline(author=Author.objects.get(display_name="Bruno Verso"))]
    post.categories.clear()
    post.save_revision().publish()
    return {"image": image, "author": author, "paper": paper, "event": event,
            "series": series, "category": category, "post": post}  # fmt: skip


KINDS = ["image", "author", "paper", "event", "series", "category"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_former_version_uses_is_named_with_its_day(things, kind):
    with pytest.raises(InUseError) as caught:
        things[kind].delete()

    assert str(caught.value) == (
        f"“{things[kind]}” is still used by a former version of “Once” (5 May 2026). "
        "Remove it from former versions first."
    )


def test_the_refusal_offers_the_removal_and_then_all_can_be_deleted(admin_client, things):
    version = things["post"].revisions.earliest("created_at")
    for kind in KINDS:
        thing = things[kind]
        delete = reverse("wagtailimages:delete", args=[thing.pk]) if kind == "image" else reverse(
            thing.snippet_viewset.get_url_name("delete"), args=[thing.pk])  # fmt: skip
        refused = BeautifulSoup(admin_client.post(delete, follow=True).content, "html.parser")
        [offer] = [a["href"] for a in refused.select(".messages > ul a")]
        asked = admin_client.get(offer).content.decode()
        assert "a former version of “Once” (5 May 2026)" in asked

        admin_client.post(offer)
        admin_client.post(delete)

        assert not type(thing).objects.filter(pk=thing.pk).exists()
    version.refresh_from_db()
    read = version.as_object()
    assert (read.title, read.thumbnail, read.event, read.series) == ("Once", None, None, None)
    assert [byline.author.display_name for byline in read.bylines.all()] == ["Bruno Verso"]
    picture, papers = read.body
    assert (picture.value["image"], picture.value["alt"]) == (None, "An empty hall")
    [entry] = papers.value["entries"]
    assert (entry["title"], entry["authors"]) == ("Vocos", "Ada Quill, Bruno Verso")
    assert PostPage.objects.get(pk=things["post"].pk).title == "Twice"


def test_the_version_keeps_a_mark(admin_client, things):
    post = things["post"]
    version = post.revisions.earliest("created_at")

    admin_client.post(address_of_removal(things["image"]))

    mark = "Removed from the version of 5 May 2026: image"
    history = admin_client.get(reverse("wagtailadmin_pages:history", args=[post.pk]))
    assert mark in history.content.decode()
    opened = reverse("wagtailadmin_pages:revisions_revert", args=[post.pk, version.pk])
    assert mark in admin_client.get(opened).content.decode()
    assert mark not in admin_client.get(
        reverse("wagtailadmin_pages:edit", args=[post.pk])).content.decode()  # fmt: skip


def test_drafts_schedules_and_live_pages_are_not_touched(admin_client, publication):
    image = make_image()
    live = make_post(title="Live", body=[image_block(image)])
    draft = make_post(title="Draft")
    draft.body = [image_block(image)]
    draft.save_revision()
    waiting = make_post(title="Waiting", body=[image_block(image)])
    waiting.body = []
    waiting.save_revision().publish()
    Revision.objects.filter(pk=waiting.revisions.earliest("created_at").pk).update(
        approved_go_live_at="2030-01-01T00:00Z"
    )
    before = dict(Revision.objects.values_list("pk", "content"))

    answer = admin_client.post(reverse("wagtailimages:delete", args=[image.pk]), follow=True)
    admin_client.post(address_of_removal(image))

    said = BeautifulSoup(answer.content, "html.parser").select_one(".messages")
    assert "still used by “Live”, “Waiting”, “Draft”." in said.text
    assert said.select("a") == []
    assert dict(Revision.objects.values_list("pk", "content")) == before
    assert PostPage.objects.get(pk=live.pk).body[0].value["image"] == image


def test_a_portrait_goes_from_former_versions_of_its_author(admin_client, publication):
    portrait = make_image("face.png")
    author = make_author("Ada Quill", portrait=portrait)
    former = author.save_revision()
    author.portrait = None
    author.save()
    author.save_revision()
    with pytest.raises(InUseError, match="a former version of “author Ada Quill”"):
        portrait.delete()

    admin_client.post(address_of_removal(portrait))
    portrait.delete()

    former.refresh_from_db()
    assert former.as_object().portrait is None


def test_what_must_say_something_says_in_former_versions_what_it_says_today(
    admin_client, publication
):
    event = make_event("ICRL", 2024)
    former = event.save_revision()
    wrong, right = event.series, EventSeries.objects.create(acronym="ICLR")
    Event.objects.filter(pk=event.pk).update(series=right)

    admin_client.post(address_of_removal(wrong))
    wrong.delete()

    former.refresh_from_db()
    assert former.as_object().series == right


def test_nobody_who_may_not_delete_it_removes_it(client, django_user_model, things):
    user = django_user_model.objects.create_user("somebody")
    user.groups.add(Group.objects.get(name="Editors"))
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    client.post(address_of_removal(things["paper"]))

    with pytest.raises(InUseError):
        things["paper"].delete()
    assert client.get("/admin/former-versions/auth.user/1/").status_code == 404


def test_a_paper_of_two_versions_is_named_for_each_day(publication):
    paper = make_paper()
    with time_machine.travel("2026-05-05 10:00", tick=False):
        post = make_post(title="Once", body=[paper_entry(paper)])
    with time_machine.travel("2026-05-06 10:00", tick=False):
        post.save_revision().publish()
    post.body = []
    post.save_revision().publish()

    with pytest.raises(InUseError) as caught:
        paper.delete()

    assert (
        "a former version of “Once” (6 May 2026), a former version of “Once” (5 May 2026)"
        in str(caught.value)
    )
