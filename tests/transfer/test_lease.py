"""One import at a time: the second refuses and names the first."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from blog.posts.models import PostPage
from blog.transfer import lease as leases
from blog.transfer.lease import BusyError, hold_lease
from blog.transfer.models import ImportLease
from tests.transfer.trees import write_tree

POST = "---\ntitle: Pitch {}\ndate: 2024-05-31\n---\nWords.\n"


@pytest.fixture
def site(publication, tmp_path):
    posts = {f"content/posts/{n}.md": POST.format(n) for n in range(2)}
    return write_tree(tmp_path / "lab", posts)


def lay_lease(publication, age: float) -> ImportLease:
    seen = timezone.now() - dt.timedelta(seconds=age)
    return ImportLease.objects.create(
        publication=publication,
        holder="other",
        place="started in the admin by mod",
        started_at=seen,
        renewed_at=seen,
    )


def test_a_second_import_is_refused_and_names_the_first(site, publication):
    lay_lease(publication, age=5)

    with pytest.raises(CommandError, match=r"another import has been running since .*by mod"):
        call_command("import_hugo", site)

    assert PostPage.objects.count() == 0
    assert ImportLease.objects.get().holder == "other"


def test_an_import_that_was_not_heard_of_for_a_minute_is_over(site, publication):
    lay_lease(publication, age=61)

    call_command("import_hugo", site, stdout=StringIO())

    assert PostPage.objects.count() == 2
    assert not ImportLease.objects.exists()


def test_who_was_taken_over_stops_at_the_next_post(publication, monkeypatch):
    monkeypatch.setattr(leases, "RENEWED_EVERY", 0.0)
    with hold_lease(publication, "here") as lease:
        lease.check()
        ImportLease.objects.update(holder="other")

        with pytest.raises(leases.RapporteurError, match="another import took over"):
            lease.check()

    assert ImportLease.objects.get().holder == "other"


def test_the_lease_of_one_publication_is_given_once(publication):
    with (
        hold_lease(publication, "at the desk"),
        pytest.raises(BusyError, match="at the desk"),
        hold_lease(publication, "elsewhere"),
    ):
        pass
    with hold_lease(publication, "later"):
        pass
