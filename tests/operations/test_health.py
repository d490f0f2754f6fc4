import os
import time

import pytest
from wagtail.models import Page, Site

from blog.core.heartbeat import beat

pytestmark = pytest.mark.django_db


def test_readiness_names_the_worker_and_the_scheduler_that_never_ran(client, publication):
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {
        "database": "ok",
        "publication": "ok",
        "task_worker": "never ran: start manage.py serve, or manage.py task_worker "
        "beside your web server",
        "scheduler": "never ran: start manage.py serve, or manage.py scheduler "
        "beside your web server",
        "tasks": "ok",
    }


def test_readiness_says_since_when_the_worker_is_gone(client, settings):
    beat("scheduler")
    beat("task_worker")
    long_ago = time.time() - 600
    os.utime(settings.VAR_DIR / "task_worker.heartbeat", (long_ago, long_ago))

    checks = client.get("/readyz").json()

    assert checks["scheduler"] == "ok"
    assert checks["task_worker"] in ("late: last seen 600 seconds ago",
                                     "late: last seen 601 seconds ago")  # fmt: skip


def test_readiness_fails_when_no_publication_is_served(client, publication):
    Page.objects.filter(pk=publication.pk).update(live=False)
    withdrawn = client.get("/readyz")
    Site.objects.all().delete()
    deleted = client.get("/readyz")

    assert [answer.status_code for answer in (withdrawn, deleted)] == [503, 503]
    assert withdrawn.json()["publication"] == "withdrawn: publish its page in the admin"
    assert deleted.json()["publication"].startswith("no site: make one")


@pytest.mark.parametrize(
    "address", ["/", "/archive/", "/feed.xml", "/sitemap.xml", "/nix/", "/papers/"]
)
def test_without_a_publication_nothing_is_there_and_nothing_breaks(client, publication, address):
    Site.objects.all().delete()

    assert client.get(address).status_code == 404
