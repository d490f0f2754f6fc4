"""Background tasks that failed or hang, for administrators."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin.menu import MenuItem

from blog.core.heartbeat import occupation
from blog.core.redirects import redirect_to_view
from blog.operations.models import QueuedTask
from blog.operations.worker import NAME

_SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
def background_tasks(request: HttpRequest) -> HttpResponse:
    if not request.user.is_superuser:
        raise PermissionDenied
    if request.method == "POST":
        return _decided(request)
    context = {
        "stuck": QueuedTask.objects.abandoned()[:_SHOWN],
        "failed": QueuedTask.objects.failed().order_by("-finished_at")[:_SHOWN],
        "waiting": QueuedTask.objects.ready().count(),
        "occupation": occupation(NAME),
    }
    return render(request, "blog/admin/background_tasks.html", context)


def _decided(request: HttpRequest) -> HttpResponse:
    """For one task, or for all that failed or hang."""
    tasks = _chosen(request.POST.get("task", ""))
    if "retry" in request.POST:
        for task in tasks:
            task.retry()
        done = ngettext("%(count)s task queued again.", "%(count)s tasks queued again.", len(tasks))
    else:
        for task in tasks:
            task.delete()
        done = ngettext("%(count)s task forgotten.", "%(count)s tasks forgotten.", len(tasks))
    messages.success(request, done % {"count": len(tasks)})
    return redirect_to_view(request, "background-tasks")


def _chosen(pk: str) -> list[QueuedTask]:
    tasks: Any = QueuedTask.objects.troubled()
    try:
        return list(tasks.filter(pk=pk) if pk else tasks)
    except ValidationError:
        return []


class BackgroundTasksMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)


def background_tasks_menu_item() -> BackgroundTasksMenuItem:
    return BackgroundTasksMenuItem(
        gettext_lazy("Background tasks"),
        reverse("background-tasks"),
        name="background-tasks",
        icon_name="tasks",
        order=950,
    )


def background_task_urls() -> list[Any]:
    return [path("background-tasks/", background_tasks, name="background-tasks")]
