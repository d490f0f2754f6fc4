"""A draft is never refused: what is missing or wrong in it is asked for at its publication."""

import uuid

import pytest
from django.urls import reverse
from wagtail.models import Task, Workflow, WorkflowTask
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from blog.posts.models import PostPage
from blog.posts.publishing_gate import PublishingRefused
from tests.factories import make_author, make_post, make_standard_page
from tests.transfer.edit_form import opened, send_back

pytestmark = pytest.mark.django_db


def autosave(client, page, data):
    """As the editor's script does it; the saved draft."""
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        data,
        headers={"accept": "application/json"},
    )
    assert (answer.status_code, answer.json().get("success")) == (200, True), answer.content
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def errors_of(answer):
    return answer.context["form"].errors


UNFINISHED = {
    "image": {"image": None, "alt": "", "link": "not an address", "pixels": -3},
    "gallery": {"pictures": []},
    "media": {"file": None, "title": "", "transcript": ""},
    "embed": {"provider": "youtube", "id": "the talk of Ada", "start": -1},
    "post_link": {"post": None, "address": ""},
    "math": {"latex": r"\frac{1}{"},
    "code": {"code": ""},
    "table": {"caption": "c" * 301},
    "heading": {"text": "h" * 301, "level": "2"},
    "quote": {"text": "", "source": "htt"},
    "callout": {"text": ""},
    "markdown": {"source": ""},
    "raw_html": {"html": ""},
    "paper": {"paper": None, "links": [{"kind": "code", "url": "github"}]},
    "paper_list": {"expected_count": 9000, "entries": [{"paper": None}]},
    "bonus_section": {"heading": "", "blocks": [{"type": "image", "value": {"image": None}}]},
}


def unfinished_body():
    return [
        {"type": kind, "value": value, "id": str(uuid.uuid4())}
        for kind, value in UNFINISHED.items()
    ]


def test_unfinished_blocks_are_stored_as_typed_and_asked_about_at_publication(
    admin_client, publication
):
    post = make_post(live=False, body=unfinished_body())
    data = opened(admin_client, post) | {"standfirst": "Words typed after them"}

    draft = autosave(admin_client, post, data)
    refused = send_back(admin_client, post, "publish", data)

    values = {row["type"]: row["value"] for row in draft.body.raw_data}
    assert draft.standfirst == "Words typed after them"
    assert list(values) == list(UNFINISHED)
    assert values["embed"]["id"] == "the talk of Ada"
    assert values["heading"]["text"] == "h" * 301
    assert values["quote"]["source"] == "htt"
    assert values["paper"]["links"][0]["value"]["url"] == "github"
    assert values["math"]["latex"] == r"\frac{1}{"
    assert [values["image"]["link"], values["image"]["pixels"]] == ["not an address", None]
    assert values["table"]["caption"] == "c" * 301
    [error] = refused.context["form"].errors.as_data()["body"]
    # Rich text without a word counts as text.
    assert [kind for at, kind in enumerate(UNFINISHED) if at not in error.block_errors] == [
        "callout"
    ]
    assert admin_client.get(draft_address(post)).status_code == 200


def draft_address(post):
    return reverse("wagtailadmin_pages:view_draft", args=[post.pk])


def test_the_same_holds_for_a_page(admin_client, publication):
    page = make_standard_page(live=False, body=unfinished_body())
    data = opened(admin_client, page) | {"standfirst": "Words typed after them"}

    assert autosave(admin_client, page, data).standfirst == "Words typed after them"


def test_wrong_fields_are_stored_as_typed_where_they_can_be(admin_client, publication):
    post = make_post(live=False)
    wrong = {
        "title": "", "slug": "My slug!", "address": "a/../b", "external_canonical": "http:/x",
        "date": "32 May", "categories": "x" * 300, "go_live_at": "2030-01-02", "standfirst": "Kept",
        "expire_at": "2030-01-01", "date_offset": "77", "language": "no tag",
    }  # fmt: skip
    data = opened(admin_client, post) | wrong

    draft = autosave(admin_client, post, data)
    refused = send_back(admin_client, post, "publish", data)

    typed = {name: getattr(draft, name) for name in ("title", "slug", "address", "standfirst")}
    assert typed == {"title": "", "slug": "My slug!", "address": "a/../b", "standfirst": "Kept"}
    assert [draft.external_canonical, draft.date] == ["http:/x", post.date]
    assert draft.language == "no tag"
    wrong_fields = {"title", "slug", "date", "external_canonical", "language"}
    assert wrong_fields <= set(errors_of(refused))


def new_post(client, parent, action="", **fields):
    empty = inline_formset([])
    fields = {
        "title": "Hall notes", "slug": "hall-notes", "language": "en", "date_offset": "0",
        "body": streamfield([]), "bylines": empty, "comments": empty,
    } | fields | ({f"action-{action}": action} if action else {})  # fmt: skip
    address = reverse("wagtailadmin_pages:add", args=["blog", "postpage", parent.pk])
    return client.post(address, nested_form_data(fields), headers={"accept": "application/json"})


def test_an_empty_row_of_the_byline_is_not_stored(admin_client, publication):
    author = make_author("Ada Quill")
    rows = inline_formset([{"author": ""}, {"author": author.pk}])

    answer = new_post(admin_client, publication, bylines=rows)

    post = PostPage.objects.get(pk=answer.json()["pk"])
    assert [row.author for row in post.bylines.all()] == [author]
    data = opened(admin_client, post) | {"bylines-0-author": ""}
    assert autosave(admin_client, post, data).bylines.count() == 0


@pytest.mark.parametrize(("title", "slug"), [("Hall notes", "hall-notes"), ("Papers", "papers")])
def test_a_slug_that_nobody_typed_is_made_free(admin_client, publication, title, slug):
    """Of another post, of a former address, or a word that the site itself uses."""
    make_post(slug="hall-notes")

    first = new_post(admin_client, publication, title=title, slug=slug).json()
    new_post(admin_client, publication, "publish", title=title, slug=slug)

    assert first["field_updates"]["slug"] == f"{slug}-2"
    slugs = PostPage.objects.filter(title=title).order_by("pk").values_list("slug", "live")
    assert list(slugs) == [(f"{slug}-2", False), (f"{slug}-3", True)]


@pytest.mark.parametrize("slug", ["taken", "papers"])
def test_a_slug_that_was_typed_stays_and_is_asked_about_at_publication(
    admin_client, publication, slug
):
    make_post(slug="taken", title="There first")

    answer = new_post(admin_client, publication, slug=slug)

    post = PostPage.objects.get(pk=answer.json()["pk"])
    assert post.slug == f"{slug}-2"
    assert post.get_latest_revision_as_object().slug == slug
    data = opened(admin_client, post)
    assert data["slug"] == slug
    assert autosave(admin_client, post, data).slug == slug
    assert list(errors_of(send_back(admin_client, post, "publish", data))) == ["slug"]
    with pytest.raises(PublishingRefused, match=slug):
        post.get_latest_revision().publish()


def test_a_typed_address_that_is_taken_stays_in_the_draft_alone(admin_client, publication):
    make_post(address="2019/recsys", title="There first")
    post = make_post(live=False)

    draft = autosave(admin_client, post, opened(admin_client, post) | {"address": "2019/recsys"})

    assert draft.address == "2019/recsys"
    assert PostPage.objects.get(pk=post.pk).url_path == f"{publication.url_path}{post.slug}/"
    with pytest.raises(PublishingRefused, match="There first"):
        PostPage.objects.get(pk=post.pk).get_latest_revision().publish()


def test_an_approval_asks_for_what_is_missing(admin_client, admin_user, publication):
    post = make_post(live=False, title="Hall notes", body=[unfinished_body()[0]])
    workflow = Workflow.objects.create(name="Review")
    task = Task.objects.create(name="Read")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    state = workflow.start(post, admin_user)

    with pytest.raises(PublishingRefused, match=r"“Hall notes”.*Picture"):
        state.current_task_state.approve(user=admin_user)

    assert not PostPage.objects.get(pk=post.pk).live


def test_a_workflow_is_cancelled_whatever_is_missing(admin_client, admin_user, publication):
    post = make_post(live=False, body=[unfinished_body()[0]])
    workflow = Workflow.objects.create(name="Review")
    task = Task.objects.create(name="Read")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    state = workflow.start(post, admin_user)

    send_back(admin_client, post, "cancel-workflow")

    state.refresh_from_db()
    assert state.status == state.STATUS_CANCELLED
