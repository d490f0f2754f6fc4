"""One of everything that the admin has a view for, so that each view has something to show."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Page,
    Site,
    Task,
    UploadedFile,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from blog.posts.models import Category, PostSeries
from blog.transfer.models import ImportRun
from tests.factories import (
    image_block,
    make_author,
    make_event,
    make_image,
    make_paper,
    make_post,
    make_publication,
    make_source,
    make_standard_page,
    paper_list,
    prose,
)

Arguments = dict[str, Any]
SNIPPETS = ("author", "paper", "event", "eventseries", "category", "postseries")


def make_everything(administrator) -> dict[str, list[Arguments]]:
    """Arguments of addresses, by the beginning of the address's name. Each holds more than one view
    asks for."""
    publication = make_publication()
    things = _snippets() | _files(administrator) | _people(administrator)
    image, author, paper = (things[name][0] for name in ("image", "author", "paper"))
    post = make_post(
        title="Ada in Vienna",
        body=[prose(), image_block(image["object"]), paper_list([paper["object"]])],
        authors=[author["object"]],
        categories=["ICLR"],
        event=things["event"][0]["object"],
    )
    draft = make_post(title="Ada in Daejeon", live=False, body=[prose()])
    scheduled = make_post(title="Ada later", live=False)
    scheduled.go_live_at = timezone.now() + dt.timedelta(days=1)
    scheduled.save_revision().publish()
    about = make_standard_page(title="About Ada")
    about.save_revision()
    workflow, task, state = _workflow(publication, draft, administrator)
    pages = [_page(page, publication) for page in (post, draft, scheduled, about, publication)]
    for page in pages:
        page |= {
            "task_id": task.pk,
            "task_state_id": state.current_task_state_id,
            "workflow_state_id": state.pk,
            "workflow_pk": workflow.pk,
        }
    return things | {"page": pages, "workflow": [{"pk": workflow.pk}], "task": [_task(task)]}


def _snippets() -> dict[str, list[Arguments]]:
    event = make_event(place="Vienna")
    rows = {
        "author": make_author("Ada Quill"),
        "paper": make_paper("Attention to Ada"),
        "event": event,
        "eventseries": event.series,
        "category": Category.named("Ada"),
        "postseries": PostSeries.objects.create(name="Notes of Ada"),
    }
    return {name: [_snippet(name, row)] for name, row in rows.items()}


def _snippet(name: str, row) -> Arguments:
    save = getattr(row, "save_revision", None)
    revision = save() if save else None
    return {
        "object": row,
        "name": name,
        "label": name,
        "pk": row.pk,
        "revision_id": revision.pk if revision else None,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
    }


def _files(administrator) -> dict[str, list[Arguments]]:
    image = make_image(title="Ada at the board")
    document = get_document_model().objects.create(
        title="Ada's notes", file=ContentFile(b"Notes.", name="ada.txt")
    )
    upload = UploadedFile.objects.create(
        file=ContentFile(b"Half a picture.", name="half.png"), uploaded_by_user=administrator
    )
    return {
        "image": [
            {
                "object": image,
                "image_id": image.pk,
                "pk": image.pk,
                "uploaded_file_id": upload.pk,
                "filter_spec": "width-200",
            }
        ],
        "document": [
            {
                "document_id": document.pk,
                "doc_id": document.pk,
                "pk": document.pk,
                "uploaded_file_id": upload.pk,
            }
        ],
    }


def _people(administrator) -> dict[str, list[Arguments]]:
    other = get_user_model().objects.create_user("ada", "ada@example.org", first_name="Ada")
    collection = Collection.get_first_root_node().add_child(name="Pictures of Ada")
    site = Site.objects.get()
    session = EditingSession.objects.create(
        user=administrator, content_object=site.root_page, last_seen_at=timezone.now()
    )
    redirect = Redirect.objects.create(old_path="/ada", redirect_page=site.root_page)
    run = ImportRun.objects.create(name="ada.zip", user=administrator)
    return {
        "user": [{"pk": other.pk}],
        "group": [{"pk": Group.objects.get(name="Editors").pk}],
        "collection": [{"pk": collection.pk, "collection_id": collection.pk}],
        "site": [{"pk": site.pk, "app_name": "blog", "model_name": "publicationsettings"}],
        "session": [
            {
                "session_id": session.pk,
                "app_label": "wagtailcore",
                "model_name": "page",
                "object_id": site.root_page_id,
            }
        ],
        "redirect": [{"redirect_id": redirect.pk}],
        "run": [{"pk": run.pk}],
        "source": [{"pk": make_source().pk}],
    }


def _workflow(publication: Page, draft: Page, administrator):
    workflow = Workflow.objects.create(name="Ada reads first")
    task = GroupApprovalTask.objects.create(name="Ada's approval")
    task.groups.add(Group.objects.get(name="Moderators"))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=publication)
    return workflow, task, workflow.start(draft, administrator)


def _task(task: Task) -> Arguments:
    return {
        "pk": task.pk,
        "task_id": task.pk,
        "app_label": "wagtailcore",
        "model_name": "groupapprovaltask",
    }


def _page(page, publication) -> Arguments:
    number = page.pk
    name = page.specific_class._meta.model_name
    return {
        "pk": number,
        "page_id": number,
        "page_pk": number,
        "parent_page_id": number,
        "page_to_move_id": number,
        "destination_id": publication.pk,
        "revision_id": page.latest_revision_id or page.save_revision().pk,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "content_type_app_name": "blog",
        "content_type_model_name": name,
        "app_label": "blog",
        "model_name": name,
        "action_name": "approve",
    }
