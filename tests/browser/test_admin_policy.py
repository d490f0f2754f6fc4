"""The admin under its content security policy: every kind of form, and what scripts do on it."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from tests.factories import make_author, make_image, make_paper, make_post, paper_entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def addresses_of_forms(post, paper, author, image):
    listings = ["author", "paper", "event", "eventseries", "category", "postseries"]
    return [
        reverse("wagtailadmin_home"),
        reverse("posts:index"),
        reverse("wagtailadmin_pages:history", args=[post.pk]),
        reverse("wagtailadmin_pages:copy", args=[post.pk]),
        reverse("wagtailadmin_pages:move", args=[post.pk]),
        *(reverse(f"wagtailsnippets_blog_{name}:add") for name in listings),
        reverse("wagtailsnippets_blog_paper:edit", args=[paper.pk]),
        reverse("wagtailsnippets_blog_author:edit", args=[author.pk]),
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtailimages:add_multiple"),
        reverse("wagtaildocs:add_multiple"),
        reverse("wagtailusers_users:add"),
        reverse("wagtailusers_groups:add"),
        reverse("wagtailsites:add"),
        reverse("wagtailredirects:add"),
        reverse("wagtailadmin_workflows:add"),
        reverse("wagtailadmin_account"),
        reverse("transfer"),
    ]


def test_no_form_of_the_admin_breaks_the_policy_or_asks_another_host(editor):
    paper, author, image = make_paper(), make_author(), make_image()
    post = make_post(body=[paper_entry(paper)], authors=[author])

    for address in addresses_of_forms(post, paper, author, image):
        assert editor.goto(address).status == 200, address
        editor.page.wait_for_load_state("networkidle")
        assert (address, editor.problems) == (address, [])

    assert editor.foreign == []


def test_a_workflow_can_be_edited_and_given_another_task(editor):
    make_post()
    workflow = Workflow.objects.create(name="Ask a colleague")
    task = GroupApprovalTask.objects.create(name="Read it")
    task.groups.add(Group.objects.get_or_create(name="Moderators")[0])
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)

    editor.goto(reverse("wagtailadmin_workflows:edit", args=[workflow.pk]))
    editor.page.click("#id_workflow_tasks-ADD")
    editor.page.locator("#id_workflow_tasks-1-task-chooser [data-chooser-action-choose]").click()
    modal = editor.page.locator(".modal-dialog")
    modal.get_by_role("tab", name="Existing").click()
    modal.get_by_role("link", name="Read it").click()

    editor.page.wait_for_function(
        "pk => document.querySelector('[name=workflow_tasks-1-task]').value === pk",
        arg=str(task.pk),
    )
    assert editor.problems == []
