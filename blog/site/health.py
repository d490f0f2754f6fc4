"""Is the process alive, and can it serve? For supervisors and load balancers."""

from __future__ import annotations

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from blog.core.heartbeat import age_of_heartbeat

LATE_AFTER = 180


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when database and migrations are there. A scheduler that is late is said, not fatal:
    pages are still served while scheduled publishing waits."""
    checks = {"database": _database(), "scheduler": _scheduler()}
    status = 200 if checks["database"] == "ok" else 503
    return JsonResponse(checks, status=status)


def _database() -> str:
    try:
        connection = connections[DEFAULT_DB_ALIAS]
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return f"unreachable: {type(error).__name__}"
    return f"{len(waiting)} migrations wait: run manage.py migrate" if waiting else "ok"


def _scheduler() -> str:
    age = age_of_heartbeat()
    if age is None:
        return "never ran: start manage.py serve, or run publish_scheduled from a timer"
    return "ok" if age < LATE_AFTER else f"late: last seen {int(age)} seconds ago"
