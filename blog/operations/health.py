"""Is the process alive, and can it serve? For supervisors and load balancers."""

from __future__ import annotations

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from blog.core.heartbeat import age_of_heartbeat, occupation
from blog.operations.models import QueuedTask
from blog.posts.models import PublicationPage

LATE_AFTER = 180


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when database, migrations and a publication are there.

    A worker or scheduler that is late and tasks that failed are named, not fatal: pages are still
    served while pictures and scheduled publishing wait.
    """
    checks = {
        "database": (database := _database()),
        "publication": _publication() if database == "ok" else "unknown",
        "task_worker": _process("task_worker"),
        "scheduler": _process("scheduler"),
        "tasks": _tasks() if database == "ok" else "unknown",
    }
    status = 200 if checks["database"] == checks["publication"] == "ok" else 503
    return JsonResponse(checks, status=status)


def _database() -> str:
    try:
        connection = connections[DEFAULT_DB_ALIAS]
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return f"unreachable: {type(error).__name__}"
    return f"{len(waiting)} migrations wait: run manage.py migrate" if waiting else "ok"


def _publication() -> str:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return "no site: make one in the admin, under Settings, Sites"
    if not issubclass(site.root_page.specific_class or Page, PublicationPage):
        return "the site shows no publication: give it another root page in the admin"
    return "ok" if site.root_page.live else "withdrawn: publish its page in the admin"


def _process(name: str) -> str:
    age = age_of_heartbeat(name)
    if age is None:
        return f"never ran: start manage.py serve, or manage.py {name} beside your web server"
    if age > LATE_AFTER:
        return f"late: last seen {int(age)} seconds ago"
    doing = occupation(name)
    return f"busy: {doing}" if doing else "ok"


def _tasks() -> str:
    failed, stuck = QueuedTask.objects.failed().count(), QueuedTask.objects.abandoned().count()
    if not failed and not stuck:
        return "ok"
    return f"{failed} failed, {stuck} stuck: see manage.py tasks list"
