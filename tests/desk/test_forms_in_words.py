"""What forms say: about rows that repeat, files that are refused, decisions that were made."""

import json

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from blog.papers.models import Paper
from blog.posts.models import Category, PostPage
from tests.factories import image_block, make_image, make_paper, make_post
from tests.posts.test_publishing_gate import form_of as form_with_picture

pytestmark = pytest.mark.django_db


def words_of(answer, selector: str) -> list[str]:
    text = answer.content.decode()
    if answer["content-type"].startswith(("application/json", "text/javascript")):
        text = json.loads(text)["htmlFragment"]
    return [
        item.get_text(" ", strip=True)
        for item in BeautifulSoup(text, "html.parser").select(selector)
    ]


def identifiers_sent(client, paper, rows: list[tuple[str, str]]) -> list[str]:
    """What the paper's form says when these rows are added to those it has."""
    address = reverse("wagtailsnippets_blog_paper:edit", args=[paper.pk])
    page = BeautifulSoup(client.get(address).content.decode(), "html.parser")
    own = {
        field["name"]: field.get("value") or field.text
        for field in page.select("form input[name], form textarea[name]")
        if not field["name"].startswith("identifiers-")
    }
    stored = [(item.scheme, item.value, item.pk) for item in paper.identifiers.all()]
    items = [
        {"scheme": scheme, "value": value, "id": pk}
        for scheme, value, pk in [*stored, *((*row, "") for row in rows)]
    ]
    data = own | nested_form_data({"identifiers": inline_formset(items, initial=len(stored))})
    return words_of(client.post(address, data), ".error-message")


def test_an_identifier_that_repeats_names_the_row_or_the_other_paper(admin_client, publication):
    paper, _other = make_paper(arxiv="2401.00001"), make_paper("Hops", arxiv="2401.00002")

    repeated = identifiers_sent(
        admin_client,
        paper,
        [("doi", "10.1000/one"), ("arxiv", "2401.00001"), ("doi", "10.1000/one")],
    )
    elsewhere = identifiers_sent(admin_client, paper, [("arxiv", "2401.00002")])

    assert repeated == [
        "“2401.00001” stands in row 1 already. Delete one of the two.",
        "“10.1000/one” stands in row 2 already. Delete one of the two.",
    ]
    assert elsewhere == ["This identifier belongs to “Hops”. Merge"]
    assert Paper.objects.get(pk=paper.pk).identifiers.count() == 1


def test_a_category_makes_its_slug_of_its_name(admin_client, publication):
    address = reverse("wagtailsnippets_blog_category:add")
    answer = admin_client.post(address, {"name": "Música antigua", "description": "", "slug": ""})
    assert answer.status_code == 302
    assert [category.slug for category in Category.objects.all()] == ["musica-antigua"]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.exe", b"MZ", "File extension “exe” is not allowed."),
        ("a.html", b"<html>", "“a.html” holds a web page or a script"),
        ("a.mp4", b"nope", "“a.mp4” is not what its ending says."),
        ("a.vtt", b"no", "“a.vtt” is not WebVTT: its first line has to be WEBVTT."),
        ("a.pdf", b"", "The submitted file is empty."),
    ],
)
def test_a_refused_document_is_told_one_true_reason(
    admin_client, publication, name, data, sentence
):
    def upload():
        return SimpleUploadedFile(name, data)

    form = admin_client.post(reverse("wagtaildocs:add"), {"title": "A", "file": upload()})
    chooser = admin_client.post(
        reverse("wagtaildocs_chooser:create"),
        {"document-chooser-upload-title": "A", "document-chooser-upload-file": upload()},
    )
    many = admin_client.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": "A", "files[]": upload()},
        HTTP_X_REQUESTED_WITH="XMLHttpRequest",
    )

    reasons = [*words_of(form, ".error-message"), *words_of(chooser, ".error-message")]
    reasons += many.json()["error_message"].split("\n")
    assert len(reasons) == 3
    assert [reason for reason in reasons if not reason.startswith(sentence)] == []


@pytest.fixture
def in_review(publication, admin_user):
    """A post that Ada handed in, and that waits in the first of these steps."""

    def start(*steps: str):
        admin_user.first_name = "Ada"
        admin_user.save()
        image = make_image(default_alt="")
        post = make_post(live=False, title="Hall notes", body=[image_block(image)])
        workflow = Workflow.objects.create(name="Review")
        for at, name in enumerate(steps):
            WorkflowTask.objects.create(
                workflow=workflow, task=GroupApprovalTask.objects.create(name=name), sort_order=at
            )
        workflow.start(post, admin_user)
        return PostPage.objects.get(pk=post.pk)

    return start


def decide(client, post, action: str, comment: str = "") -> list[str]:
    decision = {
        "action-workflow-action": "1",
        "workflow-action-name": action,
        "workflow-action-extra-data": json.dumps({"comment": comment}),
    }
    address = reverse("wagtailadmin_pages:edit", args=[post.pk])
    answer = client.post(address, form_with_picture(post, "An empty hall") | decision, follow=True)
    return words_of(answer, ".messages > ul li")


@pytest.mark.parametrize(
    ("steps", "action", "comment", "sentence"),
    [
        (["Read"], "approve", "", "“Hall notes” is published."),
        (
            ["Read", "Read again"],
            "approve",
            "",
            "“Hall notes” is approved. Next comes “Read again”.",
        ),
        (["Read"], "reject", "Which hall?", "“Hall notes” is sent back to Ada with your comment."),
        (["Read"], "reject", "", "“Hall notes” is sent back to Ada, without a comment."),
    ],
)
def test_a_reviewer_reads_what_was_decided(
    admin_client, in_review, steps, action, comment, sentence
):
    post = in_review(*steps)
    assert decide(admin_client, post, action, comment) == [sentence]


def test_there_is_one_way_to_hand_in_again_or_a_name_that_tells_two_apart(
    admin_client, admin_user, in_review
):
    post = in_review("Read", "Read again")
    address = reverse("wagtailadmin_pages:edit", args=[post.pk])
    again = "Submit again from the first step"
    decide(admin_client, post, "reject")
    first = admin_client.get(address).content.decode()
    post.current_workflow_state.resume(admin_user)
    decide(admin_client, post, "approve")
    decide(admin_client, post, "reject")
    second = admin_client.get(address).content.decode()

    assert ("Resubmit to Read" in first, again in first, "Restart workflow" in first) == (
        True, False, False,
    )  # fmt: skip
    assert ("Resubmit to Read again" in second, again in second) == (True, True)
