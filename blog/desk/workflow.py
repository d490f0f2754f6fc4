"""What a reviewer reads after a decision, and one way to hand a post in again."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin.action_menu import RestartWorkflowMenuItem


def say_what_was_decided(request: HttpRequest, page: Any) -> None:
    """In place of "has been updated", which Wagtail says of every decision."""
    if "action-workflow-action" not in request.POST:
        return
    sentence = _decision(request, page)
    if sentence:
        # Reading the messages takes the ones so far out of the queue.
        list(messages.get_messages(request))
        messages.success(request, sentence)


def _decision(request: HttpRequest, page: Any) -> str:
    page.refresh_from_db()
    words = {"title": page.get_admin_display_title()}
    if request.POST.get("workflow-action-name") == "reject":
        return _sent_back(request, page, words)
    if page.current_workflow_task:
        words["task"] = page.current_workflow_task.name
        return _("“%(title)s” is approved. Next comes “%(task)s”.") % words
    if page.live and not page.has_unpublished_changes:
        return _("“%(title)s” is published.") % words
    if page.scheduled_revision:
        return _("“%(title)s” is approved, and will be published as scheduled.") % words
    return ""


def _sent_back(request: HttpRequest, page: Any, words: dict[str, str]) -> str:
    state = page.current_workflow_state
    author = state.requested_by if state else None
    words["author"] = (author.get_full_name() or author.get_username()) if author else ""
    if not author:
        return _("“%(title)s” is sent back.") % words
    if _comment(request):
        return _("“%(title)s” is sent back to %(author)s with your comment.") % words
    return _("“%(title)s” is sent back to %(author)s, without a comment.") % words


def _comment(request: HttpRequest) -> str:
    try:
        extra = json.loads(request.POST.get("workflow-action-extra-data") or "{}")
    except ValueError:
        return ""
    return str(extra.get("comment") or "") if isinstance(extra, dict) else ""


class FirstStepMenuItem(RestartWorkflowMenuItem):
    """Beside "Resubmit", which goes on where the post was sent back."""

    @property
    def label(self) -> str:
        return _("Submit again from the first step")


def one_way_to_resubmit(menu_items: list[Any], request: HttpRequest, context: Any) -> None:
    """For Wagtail's hook `construct_page_action_menu`: to start again is offered only where it
    differs from going on."""
    for at, item in enumerate(menu_items):
        if isinstance(item, RestartWorkflowMenuItem):
            again = [] if _was_first_step(context.get("page")) else [FirstStepMenuItem(item.order)]
            menu_items[at : at + 1] = again
            return


def _was_first_step(page: Any) -> bool:
    state = page.current_workflow_state if page else None
    if not state or state.status != state.STATUS_NEEDS_CHANGES:
        return False
    return bool(state.workflow.tasks.first() == state.current_task_state.task)
