"""What each process keeps of the index: never older than the database, never more than its room."""

import json
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from blog.posts.models import PostPage
from blog.search.changes import index_state, note_change
from blog.search.entries import entries
from blog.search.indexing import forget, index_posts
from blog.search.kept import Kept
from blog.search.models import IndexChange
from blog.search.places import bits_of, places_in, presence
from tests.factories import make_author, make_event, make_paper, make_post, paper_entry, prose
from tests.served import ROOT, manage

PLACES = st.sets(st.integers(0, 300))


@given(PLACES, PLACES)
def test_places_and_bits_are_the_same_sets(one, other):
    assert list(places_in(bits_of(one, 301))) == sorted(one)
    assert set(places_in(bits_of(one, 301) & bits_of(other, 301))) == one & other
    assert list(presence(bits_of(one, 301), 301)) == [at in one for at in range(301)]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 6000)), max_size=200))
def test_no_more_is_kept_than_there_is_room_for(kept_things):
    kept = Kept(room=20_000)

    for key, size in kept_things:
        kept.keep(key, (key, size), size)
        assert kept.taken <= kept.room

    left = [kept.get(key) for key in range(21)]
    assert sum(size + 600 for thing in left if thing for size in [thing[1]]) == kept.taken


def test_what_was_used_longest_ago_goes_first_and_what_is_too_big_is_not_kept():
    kept = Kept(room=11_000)
    for key in "abcd":
        kept.keep(key, key, 2000)
    kept.get("a")

    kept.keep("e", "e", 2000)
    kept.keep("big", "big", 2400)

    assert "".join(key for key in ("a", "b", "c", "d", "e", "big") if kept.get(key)) == "acde"


def titles(client, typed):
    page = client.get("/search/", {"q": typed}).context["page_of_results"]
    return [PostPage.objects.get(pk=hit.object_id).title for hit in page]


def test_what_is_published_edited_withdrawn_or_deleted_is_seen_by_the_next_search(
    client, publication
):
    post, other = make_post(title="Zebra one"), make_post(title="Zebra two")
    assert sorted(titles(client, "zebra")) == ["Zebra one", "Zebra two"]

    post.title = "Quartz one"
    post.save_revision().publish()
    assert (titles(client, "zebra"), titles(client, "quartz")) == (["Zebra two"], ["Quartz one"])
    other.unpublish()
    assert titles(client, "zebra") == []
    other.save_revision().publish()
    assert titles(client, "zebra") == ["Zebra two"]
    other.delete()
    assert titles(client, "zebra") == []
    make_post(title="Zebra three")
    assert titles(client, "zebra") == ["Zebra three"]


def test_nothing_is_read_again_until_the_index_changes(client, publication):
    post = make_post(title="Zebra")

    def reads(typed="zebra"):
        with CaptureQueriesContext(connection) as captured:
            client.get("/search/", {"q": typed})
        return sum("blog_searchterm" in query["sql"] for query in captured)

    assert [reads(), reads(), reads("ZEBRA"), reads("quartz")] == [1, 0, 0, 2]
    index_posts([post])
    assert reads() == 0
    post.title = "Zebra again"
    post.save_revision().publish()
    assert [reads(), reads()] == [1, 0]


@pytest.mark.django_db
def test_the_state_is_never_one_that_was_before():
    seen = [index_state()]

    for _time in range(3):
        try:
            with transaction.atomic():
                note_change()
                seen.append(index_state())
                raise InterruptedError
        except InterruptedError:
            assert index_state() == seen[0]
    note_change()
    seen.append(index_state())
    IndexChange.objects.update(id=F("id") + 5)
    note_change()
    seen.append(index_state())

    assert len(set(seen)) == len(seen)


@pytest.mark.django_db
def test_changes_are_not_kept_for_ever(monkeypatch):
    monkeypatch.setattr("blog.search.changes._KEPT", 5)
    for _time in range(40):
        before = index_state()
        note_change()
        assert index_state() != before

    assert IndexChange.objects.count() <= 10


def test_what_another_transaction_undoes_is_not_remembered(client, publication):
    post = make_post(title="Zebra")
    try:
        with transaction.atomic():
            post.title = "Quartz"
            post.save_revision().publish()
            assert titles(client, "quartz") == ["Quartz"]
            raise InterruptedError
    except InterruptedError:
        pass

    assert titles(client, "quartz") == []
    assert titles(client, "zebra") == ["Zebra"]


def test_an_index_without_changes_is_read_as_it_is(client, publication):
    """As it is after the update that brought the table of changes."""
    make_post(title="Zebra")
    IndexChange.objects.all().delete()

    assert titles(client, "zebra") == ["Zebra"]
    forget("post", PostPage.objects.get().pk)
    assert titles(client, "zebra") == []
    assert len(entries()) == 0


# A process of its own that searches whenever it is asked to.
READER = """
import json, sys, django
django.setup()
from django.test import Client
from django.test.utils import setup_test_environment
setup_test_environment()
client = Client(headers={"host": "127.0.0.1"})
for line in sys.stdin:
    answer = client.get("/search/", {"q": line.strip()})
    listed = client.get("/papers/", {"q": line.strip()})
    counts = [answer.context["count"], listed.context["page_of_papers"].paginator.count]
    print(json.dumps(counts), flush=True)
"""


@contextmanager
def reader(environment):
    running = subprocess.Popen(
        [sys.executable, "-c", READER], cwd=ROOT, env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip

    def counts(typed):
        running.stdin.write(f"{typed}\n")
        running.stdin.flush()
        return json.loads(running.stdout.readline())

    try:
        yield counts
    finally:
        running.stdin.close()
        running.wait(30)


WRITE = "from tests.factories import *; from blog.posts.models import *; "


def test_a_process_sees_what_another_one_publishes_and_withdraws(operated_site):
    def write(code):
        manage("shell", "--no-imports", "-v", "0", "-c", WRITE + code, environment=operated_site)

    with reader(operated_site) as one, reader(operated_site) as two:
        assert (one("zebra"), two("zebra")) == ([0, 0], [0, 0])
        write("make_post(PublicationPage.objects.get(), title='Zebra', slug='zebra',"
              " body=[paper_entry(make_paper('Zebra crossings'))])")  # fmt: skip
        assert (one("zebra"), two("zebra")) == ([2, 1], [2, 1])
        write("PostPage.objects.get(slug='zebra').unpublish()")
        assert (one("zebra"), two("zebra")) == ([0, 0], [0, 0])
        write("PostPage.objects.get(slug='zebra').save_revision().publish()")
        assert (one("zebra"), two("zebra")) == ([2, 1], [2, 1])


def many(publication):
    for number in range(12):
        author, paper = make_author(f"Talk Author{number}"), make_paper(f"A deep talk {number}")
        make_post(title=f"Talk of harmony {number}", authors=[author], categories=[f"c{number}"],
                  event=make_event("ICLR", 2000 + number),
                  body=[prose("<p>deep and slow</p>"), paper_entry(paper)])  # fmt: skip


HOSTILE = {
    "ten kilobytes": "harmony " * 1250,
    "three hundred words": " ".join(f"w{number}" for number in range(300)),
    "a phrase of all words": '"' + "talk of harmony " * 600 + '"',
    "phrases": " ".join(f'"deep {word}"' for word in "abcdefghijklmnop"),
    "signs": "!?.,;:()[]{}%_*\\/'`~^&|<>=+-" * 300,
    "quotes": '"' * 5000,
    "NUL": "\x00" * 3000,
    "NUL among words": "talk\x00" * 2000,
    "right to left": "\u202e\u200f\u061c talk" * 900,
    "one letter": "a " * 5000,
    "one long word": "a" * 10_000,
    "beginnings": "tal har dee aut",
    "marks": "e" + "\u0301" * 9000,
    "Chinese": "情" * 5000,
    "likes": "%%%___" * 1000,
    "emoji": "👩‍👩‍👧" * 1500,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("address", ["/search/", "/papers/"])
def test_whatever_is_asked_costs_a_bounded_number_of_queries(client, publication, name, address):
    many(publication)

    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address, {"q": HOSTILE[name]}).status_code == 200
        return len(captured), sum(len(query["sql"]) for query in captured)

    client.get(address)
    note_change()
    first, again = cost(), cost()

    assert first[0] < 20
    assert again[0] <= 13
    # No part of a query grows with what is typed.
    assert max(first[1], again[1]) < 60_000
